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
	/** Also done where there is no card any more: then it is about a seal that the register remembers, or about one that is not known. */
	readonly worksWithoutCard?: true;
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
	revoke: {
		address: ONLINE_TRANSACTIONS,
		needsCard: true,
		worksWithoutCard: true,
		isWritten: true,
		evidence: 'revocation',
	},
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
