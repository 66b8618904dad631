import type { ChangeKind } from '#contract';
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
}

/** An intent without an outcome: its change may have been done. */
export interface OpenIntent {
	readonly key: string;
	readonly kind: ChangeKind;
	readonly instanceId: string;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
	/** Equal for changes of the same kind, of the same thing, of the same holder at the same portal. */
	readonly scope: string;
}

/** What became of a change in the end. */
export interface ChangeSettlement {
	readonly key: string;
	readonly outcome: 'done' | 'refused' | 'not-sent';
	/** By the answer to the change itself, or by asking afterwards. */
	readonly by: 'answer' | 'question';
	readonly problem: PortalProblemCode | undefined;
}

/** Why the journal took nothing. */
export type JournalFailure =
	/** No space, or a quota is used up. */
	| 'disk-full'
	/** No right to write, read-only, no such place. */
	| 'not-writable'
	/** What is there is not a whole journal of this program: it is not gone on with. */
	| 'damaged'
	/** Another process has held it for too long. */
	| 'busy';

export type JournalResult<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly failure: JournalFailure };

/** Where intents and outcomes are written down; `#audit` keeps the real one. */
export interface ChangeJournal {
	/** On the disk when it resolves: what is sent afterwards is never forgotten. */
	intend(intent: ChangeIntent): Promise<JournalResult<void>>;
	settle(settlement: ChangeSettlement): Promise<JournalResult<void>>;
	/** Oldest first, those of earlier runs too. */
	openIntents(): Promise<JournalResult<readonly OpenIntent[]>>;
	/** The `scope` that an open intent of the same has. */
	scopeOf(intent: Omit<ChangeIntent, 'key'>): Promise<JournalResult<string>>;
}
