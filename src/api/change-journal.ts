import type { ChangeKind } from '#contract';
import type { JournalResult } from './journal-failure.ts';
import type { PortalProblemCode } from './portal-client.ts';

/** What a change is about, beside its kind. */
export type ChangeSubject =
	| { readonly of: 'certificate'; readonly serialNumber: string }
	| { readonly of: 'card'; readonly cardSerial: string }
	| { readonly of: 'unlock'; readonly unlockId: string }
	| { readonly of: 'account' };

/** A change that is about to be sent. */
export interface ChangeIntent {
	readonly key: string;
	readonly kind: ChangeKind;
	/** Whose memory holds the outcome: `instanceId` of the portal. */
	readonly instanceId: string;
	readonly holderNumber: string;
	readonly subject: ChangeSubject;
	/**
	 * What the change would make of its subject: equal for two requests that want the same. It may be a secret; the
	 * journal keeps a keyed digest of it, and the key no longer than the change is open.
	 */
	readonly content: string;
}

/** An intent without an outcome: its change may have been done. */
export interface OpenIntent {
	readonly key: string;
	readonly kind: ChangeKind;
	readonly instanceId: string;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
}

/** A change without an outcome that this desk alone is about, until it lets go of it or its process ends. */
export interface ChangeClaim {
	readonly intent: OpenIntent;
	/** Lets others be about it, where it still has no outcome. */
	release(): void;
}

/** What `begin` found. */
export type BegunChange =
	/** No such change was open: the intent is on the disk. */
	| { readonly kind: 'begun'; readonly claim: ChangeClaim }
	/**
	 * A change of the same kind, of the same thing, of the same holder is open from before: nothing was written.
	 * `isSame`: it wanted the same; false also where that cannot be told any more.
	 */
	| { readonly kind: 'former'; readonly claim: ChangeClaim; readonly isSame: boolean }
	/** Such a change is open, and another desk, of this process or of another one, is about it. */
	| { readonly kind: 'under-way' };

/** What became of a change in the end. */
export interface ChangeSettlement {
	readonly key: string;
	/** `not-known`: closed without anybody knowing. */
	readonly outcome: 'done' | 'refused' | 'not-sent' | 'not-known';
	/**
	 * By the answer to the change itself, by asking afterwards, by a person who looked; `portal-gone`: by the end of a
	 * sandbox that kept nothing.
	 */
	readonly by: 'answer' | 'question' | 'person' | 'portal-gone';
	readonly problem: PortalProblemCode | undefined;
}

/** Where intents and outcomes are written down; `#audit` keeps the real one. */
export interface ChangeJournal {
	/**
	 * One visit under one lock: looks for a former change that is still open, and writes the intent where there is none.
	 * It is on the disk when this resolves; what is sent afterwards is never forgotten.
	 */
	begin(intent: ChangeIntent): Promise<JournalResult<BegunChange>>;
	/** Undefined where it has an outcome by now, or another desk is about it. */
	claim(key: string): Promise<JournalResult<ChangeClaim | undefined>>;
	/** Writes the outcome, once: of a change that has one already nothing is written. */
	settle(settlement: ChangeSettlement): Promise<JournalResult<void>>;
	/** Oldest first, those of earlier runs too. */
	openIntents(): Promise<JournalResult<readonly OpenIntent[]>>;
}
