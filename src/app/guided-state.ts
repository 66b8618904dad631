import type { SealCertificate } from '#certificate';
import type { RequestId } from './messages.ts';
import type { KnownCertificate } from './ports.ts';

/*
 * Guided mode: no portal is spoken to. The person does the work on the certification authority's own site; the program
 * says where and what to press, and looks at what can be seen from here.
 */

/** What is done on the site, in the order of the screen. */
export const GUIDED_TASKS = [
	'log-in',
	'pin-or-unlock',
	'pin-view',
	'activate',
	'revoke',
	'update-details',
	'replace',
] as const;

export type GuidedTask = (typeof GUIDED_TASKS)[number];

/** What is fixed about a task. */
export interface GuidedPlan {
	/** Where it is done (docs/portal.md). */
	readonly address: string;
	/** Needs the card it is about in a reader, so that it can be looked at before and after. */
	readonly needsCard: boolean;
	/** Written down before the person goes to the site: what comes of it cannot be undone, or is not seen here. */
	readonly isWritten: boolean;
	/**
	 * How the outcome can be seen from here. `revocation`: the authority's own answers about the certificates; `pin`: the
	 * card takes the PIN; `none`: only the person knows.
	 */
	readonly evidence: 'none' | 'revocation' | 'pin';
}

const ONLINE_TRANSACTIONS = 'https://onlineislemler.kamusm.gov.tr';
const APPLICATION = 'https://onlineislemler.kamusm.gov.tr/mmbasvuru/giris';

export const GUIDED_PLANS: Readonly<Record<GuidedTask, GuidedPlan>> = {
	'log-in': { address: ONLINE_TRANSACTIONS, needsCard: false, isWritten: false, evidence: 'none' },
	'pin-or-unlock': { address: ONLINE_TRANSACTIONS, needsCard: true, isWritten: true, evidence: 'pin' },
	'pin-view': { address: ONLINE_TRANSACTIONS, needsCard: false, isWritten: false, evidence: 'none' },
	activate: { address: ONLINE_TRANSACTIONS, needsCard: true, isWritten: true, evidence: 'revocation' },
	revoke: { address: ONLINE_TRANSACTIONS, needsCard: true, isWritten: true, evidence: 'revocation' },
	'update-details': { address: ONLINE_TRANSACTIONS, needsCard: false, isWritten: true, evidence: 'none' },
	replace: { address: APPLICATION, needsCard: false, isWritten: true, evidence: 'none' },
};

/** The guide's step that a task belongs to. */
export function stepOfGuided(task: GuidedTask): 4 | 6 {
	return task === 'log-in' ? 4 : 6;
}

/** What the person says came of it. */
export const GUIDED_ANSWERS = ['done', 'not-done', 'unsure'] as const;
export type GuidedAnswer = (typeof GUIDED_ANSWERS)[number];

/** `seen-online`, `seen-on-card`: seen from here. `told-done`, `told-not-done`: only the person says so. */
export type GuidedOutcome = 'seen-online' | 'seen-on-card' | 'told-done' | 'told-not-done' | 'unknown';

/** One that an earlier run began, and of which nothing more was written down. */
export interface OpenGuidedAct {
	/** Its number in the journal. */
	readonly act: string;
	readonly task: GuidedTask;
	/** Of the certificate it is about, upper-case hexadecimal; undefined where it is about the account. */
	readonly certificateSerial: string | undefined;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
}

export interface GuidedState {
	readonly cursor: GuidedTask;
	/** Of earlier runs, oldest first. */
	readonly open: readonly OpenGuidedAct[];
	/** What the person said to be done, in this run. */
	readonly done: readonly GuidedTask[];
	readonly act: GuidedAct | undefined;
}

export interface GuidedAct {
	readonly task: GuidedTask;
	/** Of the card it is about, as they stood when it was begun; none where it is about the account. */
	readonly certificates: readonly SealCertificate[];
	/** What the authority said of them before the person went to the site; of those only that it could be asked about. */
	readonly before: readonly KnownCertificate[];
	/** Its number in the journal; undefined where it is not written down, or not yet. */
	readonly written: string | undefined;
	/** Milliseconds since 1970 UTC. */
	readonly startedAt: number;
	readonly stage: GuidedStage;
}

/** The authority being asked about certificates, one after the other. */
export interface GuidedLook {
	readonly request: RequestId;
	/** Milliseconds since 1970 UTC. */
	readonly since: number;
	readonly known: readonly KnownCertificate[];
	readonly left: readonly SealCertificate[];
}

export type GuidedStage =
	/** The authority is asked how the certificates stand now: without that, a change cannot be told from what was so before. */
	| ({ readonly name: 'looking-before' } & GuidedLook)
	/** What will be done, and what is in the reader. */
	| { readonly name: 'ready' }
	/** Being written down. */
	| { readonly name: 'writing'; readonly request: RequestId }
	/** The person is at the site. */
	| { readonly name: 'at-site' }
	| { readonly name: 'asking'; readonly cursor: GuidedAnswer }
	/** The authority is asked what came of it. `answer`: what the person said. */
	| ({ readonly name: 'looking'; readonly answer: 'done' | 'unsure' } & GuidedLook)
	| {
			readonly name: 'told';
			readonly outcome: GuidedOutcome;
			/** What the authority says of each certificate; none where it was not asked. */
			readonly known: readonly KnownCertificate[];
			/** Why nothing was seen. `so-before`: it stood like that already when the task was begun. */
			readonly unseen: 'card-gone' | 'not-shown' | 'so-before' | undefined;
	  };

/** Whether the authority is being asked, before the task or after it. */
export function isLooking(
	stage: GuidedStage,
): stage is Extract<GuidedStage, { readonly name: 'looking-before' | 'looking' }> {
	return stage.name === 'looking-before' || stage.name === 'looking';
}

export const NO_GUIDED: GuidedState = { cursor: 'log-in', open: [], done: [], act: undefined };
