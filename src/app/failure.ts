import type { JournalFailure, PortalProblem } from '#api';
import type { CardErrorCode, ServiceState } from '#card';
import type { PinFormAct } from './card-pin-acts.ts';
import type { ToldOutcome } from './card-pin-state.ts';
import type { FailedRead } from './portal-reads.ts';
import type { SaveRefusal } from './ports.ts';

/** What was asked for when something failed; `i18n` has the words. */
export type FailedAsk =
	| FailedRead
	| 'make-change'
	| 'log-out'
	| 'unlock-card'
	| 'save-certificate'
	| 'print-file'
	| 'write-guided'
	| 'read-card'
	| 'reach-service'
	| PinFormAct;

/** Why it failed, as the room that noticed it says. */
export type FailureCause =
	/** `settled`: of a change, whether its outcome is known; undefined where nothing was to be changed. */
	| {
			readonly kind: 'portal';
			readonly problem: PortalProblem;
			readonly settled: 'not-done' | 'uncertain' | undefined;
	  }
	/** The journal took nothing, so that nothing was sent. */
	| { readonly kind: 'journal'; readonly failure: JournalFailure }
	| { readonly kind: 'card-act'; readonly act: PinFormAct; readonly outcome: FailedOutcome }
	/** Of an unlock, what an act with the card's PIN cannot come to. */
	| {
			readonly kind: 'unlock';
			readonly outcome: 'unknown' | 'not-checked' | 'puk-refused-before' | 'puk-unclear';
	  }
	| { readonly kind: 'file'; readonly reason: SaveRefusal }
	| { readonly kind: 'print'; readonly outcome: 'absent' | 'service-down' | 'failed' }
	| { readonly kind: 'reading'; readonly code: CardErrorCode }
	| { readonly kind: 'service'; readonly failure: ServiceFailure; readonly detail: string };

export type FailedOutcome = Exclude<ToldOutcome, { readonly kind: 'done' | 'signed' }>;

type ServiceFailure = Extract<ServiceState, { readonly kind: 'down' }>['failure'];

/** The last thing that failed; kept until something else does. No secret is in it. */
export interface Failure {
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
	readonly asked: FailedAsk;
	readonly cause: FailureCause;
	/** Changes of the same act that were done before this one: names of certificates or cards. */
	readonly doneBefore?: readonly string[];
}
