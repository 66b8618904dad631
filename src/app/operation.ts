import type { Change, ChangeOutcome, DetailsOnRecord, JournalFailure, PortalProblem } from '#api';
import type { PinRule } from '#card-rules';
import type { PinsWithheld, PortalCertificate, RevocationReason, RevocationTerms } from '#contract';
import type { SecretText } from '#text';
import type { SearchIndex } from './certificate-table.ts';
import type { Refusal } from './notice.ts';
import type { PrintOutcome, SaveRefusal, UnlockOutcome } from './ports.ts';
import type { RequestId } from './request.ts';
import type { WordFields } from './word-fields.ts';

/* What the entries of the menu are made of while one of them is open: one at a time, gone when it is left. */

/** A change under way. */
export interface ChangeRun {
	readonly request: RequestId;
	readonly since: number;
	/**
	 * `asking`: its answer was lost; the portal is asked what became of it. `leaving`: the person does not wait any longer;
	 * what is known of it by now comes at once.
	 */
	readonly phase: 'sending' | 'asking' | 'leaving';
}

/** Changes of one entry, one at a time. */
export type ChangeQueue<Item> =
	| {
			readonly name: 'running';
			readonly run: ChangeRun;
			readonly current: QueuedChange<Item>;
			readonly waiting: readonly QueuedChange<Item>[];
			readonly settled: readonly SettledChange<Item>[];
	  }
	| {
			readonly name: 'result';
			readonly settled: readonly SettledChange<Item>[];
			/** Not begun, because one before came out badly. */
			readonly left: readonly Item[];
	  };

export interface QueuedChange<Item> {
	readonly item: Item;
	/** Without a secret: it waits in the state. */
	readonly change: Change;
}

export interface SettledChange<Item> {
	readonly item: Item;
	readonly outcome: ChangeOutcome;
	/** When that was known here. */
	readonly at: number;
}

/** What every open entry knows: whose it is, so that it is never gone on with in another holder's session. */
interface Owned {
	readonly holderNumber: string;
}

export type OperationState =
	| { readonly kind: 'none' }
	| CertificateAct
	| DetailsAct
	| PinSaving
	| PinDeletion
	| UnlockAct;

/** *Kullanıma Aç* and *Sertifikamı İptal Et*: one or more certificates, one change each. */
export interface CertificateAct extends Owned {
	readonly kind: 'activate' | 'revoke';
	/** The certificates it could be done to, in the portal's order. */
	readonly candidates: readonly PortalCertificate[];
	/** Of the candidates. */
	readonly index: SearchIndex;
	/** Serial numbers. */
	readonly chosen: readonly string[];
	readonly terms: TermsState;
	/** Of a revocation, once it was chosen. */
	readonly reason: RevocationReason | undefined;
	readonly step: CertificateStep;
}

export type TermsState =
	/** An activation has none. */
	| { readonly kind: 'none' }
	| { readonly kind: 'loading'; readonly request: RequestId; readonly since: number }
	| { readonly kind: 'loaded'; readonly terms: RevocationTerms }
	| { readonly kind: 'failed'; readonly problem: PortalProblem };

export type CertificateStep =
	/** `cursor` counts those that the query leaves; what was chosen stays so whatever is searched. */
	| { readonly name: 'choose'; readonly cursor: number; readonly query: string; readonly isTyping: boolean }
	/** Of a revocation only. */
	| { readonly name: 'reason'; readonly cursor: number }
	/** `typed`: the last digits of the holder's number, of a revocation only. */
	| { readonly name: 'confirm'; readonly typed: string }
	| ChangeQueue<PortalCertificate>;

/** What the holder types over what is on record. */
export type DetailsField = 'email' | 'address' | 'authorisedPerson';

/** Rows of *Bilgi Güncelle* under the cursor: fields, then what is done with them. */
export type DetailsRow = DetailsField | 'save' | 'phone' | 'word';

export type DetailsDraft = { readonly [field in DetailsField]: string };

/** *Bilgi Güncelle*. */
export interface DetailsAct extends Owned {
	readonly kind: 'update-details';
	readonly record: DetailsRecord;
	/** Undefined until the record was read once. */
	readonly draft: DetailsDraft | undefined;
	readonly row: DetailsRow;
	readonly faults: { readonly [field in DetailsField]?: 'empty' | 'not-an-address' };
	readonly step: DetailsStep;
}

export type DetailsRecord =
	| { readonly kind: 'loading'; readonly request: RequestId; readonly since: number }
	| {
			readonly kind: 'loaded';
			readonly onRecord: DetailsOnRecord;
			/** Set while it is read again: somebody else changed it. */
			readonly again: RequestId | undefined;
	  }
	| { readonly kind: 'failed'; readonly problem: PortalProblem };

export type DetailsStep =
	| { readonly name: 'form' }
	/** What will change, before it is sent. */
	| { readonly name: 'review' }
	/** Fields that were changed here and elsewhere: nothing is sent before each was chosen. */
	| {
			readonly name: 'conflict';
			readonly cursor: number;
			readonly fields: readonly FieldConflict[];
	  }
	| PhoneStep
	| CodeStep
	| WordStep
	| {
			readonly name: 'running';
			readonly run: ChangeRun;
			/** Where it goes on when it was refused. */
			readonly from: 'review' | CodeStep | WordStep;
	  }
	| {
			readonly name: 'result';
			readonly what: 'details' | 'phone' | 'word';
			readonly outcome: ChangeOutcome;
			readonly at: number;
	  };

export interface FieldConflict {
	readonly field: DetailsField;
	readonly mine: string;
	readonly theirs: string;
	readonly choice: 'mine' | 'theirs' | undefined;
}

/** The new number is typed. */
export interface PhoneStep {
	readonly name: 'phone';
	/** Digits after +90. */
	readonly digits: string;
	readonly pending: { readonly request: RequestId; readonly since: number } | undefined;
}

/** The code that was sent to the new number is typed. */
export interface CodeStep {
	readonly name: 'code';
	readonly digits: string;
	readonly phoneChangeId: string;
	readonly maskedPhone: string;
	readonly code: SecretText;
	readonly codeLength: number;
	readonly expiresAt: number;
	readonly resendAt: number;
	/** Set while another code is asked for. */
	readonly pending: { readonly request: RequestId; readonly since: number } | undefined;
}

export type WordField = 'present' | 'first' | 'again';

/** A new security word for the present one. */
export interface WordStep extends WordFields<WordField> {
	readonly name: 'word';
}

/** *Parolalarımı Kaydet*. */
export interface PinSaving extends Owned {
	readonly kind: 'save-pins';
	readonly step:
		| {
				readonly name: 'place';
				/** Undefined until one is suggested. */
				readonly path: string | undefined;
				/** Why it was not written there. */
				readonly refusal: SaveRefusal | undefined;
		  }
		| {
				readonly name: 'saving';
				readonly path: string;
				readonly request: RequestId;
				readonly since: number;
				/** The person does not wait any longer; whether it was written already comes at once. */
				readonly isLeft: boolean;
		  }
		| {
				readonly name: 'saved';
				readonly path: string;
				readonly row: 'print' | 'done';
				readonly printing:
					| { readonly kind: 'not-asked' }
					| { readonly kind: 'running'; readonly request: RequestId }
					| PrintOutcome;
		  };
}

/** *Parolalarımı Sil*. */
export interface PinDeletion extends Owned {
	readonly kind: 'delete-pins';
	/** Of which cards the portal keeps a PIN that can be deleted, and of which not, with the reason. */
	readonly cards:
		| { readonly kind: 'loading'; readonly request: RequestId; readonly since: number }
		| ({ readonly kind: 'loaded' } & PinCards)
		| { readonly kind: 'failed'; readonly problem: PortalProblem };
	/** What the holder said of a copy. */
	readonly copy: 'saved' | 'declined' | undefined;
	readonly step: PinDeletionStep;
}

/** Cards whose PIN is given out, by serial number, and those whose is not. No PIN. */
export interface PinCards {
	readonly serials: readonly string[];
	readonly withheld: readonly PinsWithheld[];
}

export type PinDeletionStep =
	/** The guide's warnings, one by one. */
	| { readonly name: 'warning'; readonly index: number }
	| { readonly name: 'copy'; readonly row: 'saved' | 'declined' }
	/** That no copy is wanted, in words. */
	| { readonly name: 'words'; readonly typed: string }
	/** The last digits of the holder's number. */
	| { readonly name: 'confirm'; readonly typed: string }
	/** By the serial number of the card. */
	| ChangeQueue<string>;

/** *Kilit Çözme*, or *PIN Oluşturma / Kilit Çözme*. */
export interface UnlockAct extends Owned {
	readonly kind: 'unlock';
	/** The card of the account that was in the reader when it was opened; no other one is gone on with. */
	readonly cardSerial: string;
	/** Undefined until it is open at the portal. */
	readonly unlockId: string | undefined;
	/** Where the holder chooses the new PIN: from choosing it until the card has it, or the entry is left. */
	readonly chosen: SecretText | undefined;
	/** True unless it is certain that the card has not got the PUK yet. */
	readonly mustCheck: boolean;
	readonly step: UnlockStep;
}

export type UnlockStep =
	| { readonly name: 'ready' }
	/** It is asked whether one was left open. */
	| { readonly name: 'looking'; readonly request: RequestId; readonly since: number }
	| { readonly name: 'starting'; readonly run: ChangeRun }
	| { readonly name: 'fetching'; readonly request: RequestId; readonly since: number }
	/** The holder chooses the new PIN, before anything is begun. */
	| {
			readonly name: 'choosing';
			readonly focus: 'first' | 'again';
			readonly pins: { readonly first: SecretText; readonly again: SecretText };
			readonly fault: PinRule | 'repeat-differs' | undefined;
	  }
	| {
			readonly name: 'on-card';
			readonly request: RequestId;
			readonly since: number;
			readonly puk: SecretText;
			readonly newPin: SecretText;
	  }
	| { readonly name: 'stopped'; readonly why: UnlockStop }
	| {
			readonly name: 'reporting';
			readonly run: ChangeRun;
			readonly result: 'done' | 'not-done';
			/** Of one that the card did not do for good. */
			readonly why: UnlockRefusal | undefined;
	  }
	| {
			readonly name: 'result';
			readonly result: 'done' | 'not-done';
			readonly why: UnlockRefusal | undefined;
			/** Of telling the portal. */
			readonly outcome: ChangeOutcome;
			readonly at: number;
	  };

/** Why the card did not do it for good. */
export type UnlockRefusal = 'wrong' | 'blocked' | 'puk-refused-before';

/** Where it was interrupted; it can be gone on with. */
export type UnlockStop =
	| { readonly of: 'portal' }
	/** The person did not wait for the portal any longer. */
	| { readonly of: 'left' }
	| { readonly of: 'change'; readonly outcome: ChangeOutcome; readonly at: number }
	| { readonly of: 'no-card'; readonly refusal: Refusal }
	| { readonly of: 'journal'; readonly failure: JournalFailure }
	| {
			readonly of: 'card';
			readonly kind:
				| Exclude<UnlockOutcome['kind'], 'done' | 'already-done' | UnlockRefusal | 'journal' | 'refused'>
				| Extract<UnlockOutcome, { readonly kind: 'refused' }>['refusal']['rule'];
	  };
