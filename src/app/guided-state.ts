import type { SealCertificate } from '#certificate';
import type { GuidedAnswer, GuidedOutcome, GuidedTask, OpenGuidedAct } from './guided-task.ts';
import type { KnownCertificate } from './ports.ts';
import type { RequestId } from './request.ts';

export interface GuidedState {
	readonly cursor: GuidedTask;
	/** Of earlier runs, oldest first. */
	readonly open: readonly OpenGuidedAct[];
	/** What was seen from here to be done, in this run. */
	readonly seen: readonly GuidedTask[];
	/** What the person said to be done, and nobody saw, in this run. */
	readonly told: readonly GuidedTask[];
	readonly act: GuidedAct | undefined;
}

export interface GuidedAct {
	readonly task: GuidedTask;
	/** Of the card it is about, as they stood when it was begun; none where it is about the account, or nobody knows them. */
	readonly certificates: readonly SealCertificate[];
	/** The card is lost: what the certificates are the register knows. */
	readonly isWithoutCard?: true;
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
	/** The register is asked which seals were seen on this computer. */
	| { readonly name: 'remembering'; readonly request: RequestId }
	/** Which of them is lost; the last place of the cursor is none of them. */
	| {
			readonly name: 'choosing';
			readonly seals: readonly (readonly SealCertificate[])[];
			readonly cursor: number;
	  }
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
			readonly unseen: 'card-gone' | 'certificate-unknown' | 'not-shown' | 'so-before' | undefined;
	  };

/** Whether the authority is being asked, before the task or after it. */
export function isLooking(
	stage: GuidedStage,
): stage is Extract<GuidedStage, { readonly name: 'looking-before' | 'looking' }> {
	return stage.name === 'looking-before' || stage.name === 'looking';
}

export const NO_GUIDED: GuidedState = { cursor: 'log-in', open: [], seen: [], told: [], act: undefined };
