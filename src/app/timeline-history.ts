import type { ChangeKind } from '#contract';
import type { CardPinAct } from './card-pin-acts.ts';
import type { GuidedOutcome, GuidedTask } from './guided-task.ts';

/* What the journal says of one card. */

/** Which card is asked about. */
export interface TimelineSubject {
	/** Of the certificates on it; upper-case hexadecimal. */
	readonly certificateSerials: readonly string[];
	/** As the portal names the card; undefined where it has not said it. */
	readonly cardSerial: string | undefined;
	/** Whose sessions belong to it; undefined: nobody's. */
	readonly holderNumber: string | undefined;
}

/** What the journal says that happened, as far as the screens tell it. */
export type JournalledEvent =
	| { readonly event: 'session-begun'; readonly way: 'password' | 'e-signature' | 'elsewhere' }
	| {
			readonly event: 'session-ended';
			readonly why: 'logged-out' | 'logged-out-unheard' | 'expired' | 'replaced';
	  }
	| {
			readonly event: 'change-intended';
			readonly key: string;
			readonly kind: ChangeKind;
			readonly subject:
				| { readonly of: 'certificate'; readonly serialNumber: string }
				| { readonly of: 'card' | 'unlock' | 'account' };
	  }
	| { readonly event: 'card-act-intended'; readonly kind: CardPinAct }
	| {
			readonly event: 'guided-begun';
			readonly task: GuidedTask;
			readonly subject:
				| { readonly of: 'certificate'; readonly serialNumber: string }
				| { readonly of: 'card' | 'unlock' | 'account' };
	  }
	| { readonly event: 'pins-given' }
	| { readonly event: 'pin-document-given' };

/** What it came to. */
export type JournalledEnd =
	| {
			readonly event: 'change-settled';
			readonly outcome: 'done' | 'refused' | 'not-sent' | 'not-known';
			/** A code of the contract, or of the client. */
			readonly problem?: string | undefined;
	  }
	| {
			readonly event: 'card-act-settled';
			readonly outcome: 'done' | 'refused' | 'not-begun' | 'unknown';
			readonly triesLeft: number | null;
	  }
	| { readonly event: 'guided-ended'; readonly outcome: GuidedOutcome };

export interface JournalledEntry {
	readonly seq: number;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
	readonly event: JournalledEvent;
	/** Of a change, an act or a task: undefined where none is written. */
	readonly end: { readonly at: number; readonly event: JournalledEnd } | undefined;
}

export type TimelineHistory =
	| {
			readonly kind: 'read';
			/** Newest first. */
			readonly entries: readonly JournalledEntry[];
			/** Older lines were left unread. */
			readonly isMore: boolean;
			/** Lines that are not as they were written; none is no proof that all are. */
			readonly spoiled: number;
			/** The last line has no end. */
			readonly isTorn: boolean;
			/** False where card and holder could not be recognised. */
			readonly hasMarks: boolean;
	  }
	| { readonly kind: 'missing' }
	| { readonly kind: 'not-readable' };
