import type { SealCertificate } from '#certificate';

/** What the monitor knows at one moment; a new object whenever something changed. */
export interface CardSnapshot {
	readonly service: ServiceState;
	/** In the order in which they were plugged in. */
	readonly readers: readonly ReaderSnapshot[];
}

/** The PC/SC service. The sandbox's virtual reader works whatever this says. */
export type ServiceState =
	| { readonly kind: 'starting' }
	| { readonly kind: 'running' }
	| { readonly kind: 'down'; readonly failure: ServiceFailure; readonly detail: string };

/** Why a reader service gives no readers. */
export type ServiceFailure =
	/** The native binding is not installed or does not load. */
	| 'binding-missing'
	/** pcscd does not run (8010001D). */
	| 'not-running'
	/** pcscd stopped while it was in use. */
	| 'stopped'
	/** polkit refused this user (8010006A). */
	| 'access-denied'
	| 'failed';

export interface ReaderSnapshot {
	/** Cleaned for drawing. */
	readonly name: string;
	readonly isVirtual: boolean;
	readonly slot: SlotState;
}

/** What is in a reader, in a person's terms. */
export type SlotState =
	| { readonly kind: 'empty' }
	/** A card is in and gives no ATR: dirty, upside down, badly snapped out. */
	| { readonly kind: 'unresponsive' }
	/** Another program holds the card; the monitor tries again. */
	| {
			readonly kind: 'in-use';
			readonly atr: string;
			/** Set where the card got commands of this program before the other one took it. */
			readonly wasAsked?: true | undefined;
	  }
	| { readonly kind: 'reading'; readonly atr: string; readonly progress: ReadingProgress }
	/** Answers, and neither its ATR nor what it holds is that of an AKİS card. */
	| { readonly kind: 'foreign'; readonly atr: string }
	/** An AKİS card without a seal certificate. */
	| { readonly kind: 'akis'; readonly card: AkisCard }
	/** An AKİS card with at least one seal certificate. */
	| { readonly kind: 'seal'; readonly card: AkisCard; readonly holder: SealHolder }
	/**
	 * Reading failed; `code` names why. Where the conversation was lost the monitor tries again by itself; what the card
	 * itself refused is read again when it is put in anew, or asked for.
	 */
	| {
			readonly kind: 'failed';
			readonly atr: string;
			readonly code: CardErrorCode;
			/** Of the answer that it failed by, four hexadecimal digits. */
			readonly statusWord?: string | undefined;
	  };

export interface ReadingProgress {
	/** 1-based number of the certificate being read; 0 while the card is opened. */
	readonly certificate: number;
	/** How many there will be, where the card's own list told. */
	readonly certificateCount: number | undefined;
	readonly bytesRead: number;
	/** Undefined until the card told the length. */
	readonly bytesTotal: number | undefined;
}

export interface AkisCard {
	/** Upper-case hexadecimal. */
	readonly atr: string;
	/** As the table of ATRs names it, e.g. `AKİS v2.2.8`; `AKİS` where the table does not have the ATR. */
	readonly product: string;
	readonly generation: AkisGeneration;
	/** The chip's serial number, upper-case hexadecimal; undefined where nobody wanted it or no public command gives it. */
	readonly chipSerial?: string | undefined;
	readonly certificates: readonly CardCertificate[];
	/** Certificate files that gave no certificate. */
	readonly unreadable: readonly UnreadableFile[];
	/** What reading cost, for the operator's details. */
	readonly apduCount: number;
}

/**
 * `v1.0`, `v1.1–1.4`, `v2.x`, `v3`: what decides which operations go over APDUs. `unknown`: a card that gives the
 * application and whose ATR is in no list; its PIN is the vendor's module's business.
 */
export type AkisGeneration = 'v1.0' | 'v1.x' | 'v2.x' | 'v3' | 'unknown';

export interface CardCertificate {
	/** File identifier under the PKCS-15 application, e.g. `2F10`. */
	readonly fileId: string;
	readonly certificate: SealCertificate;
	/** By the card's list of certificates, cleaned, where reading needed that list: what is in 2F10 … needs none. */
	readonly label?: string | undefined;
}

/** A file at a certificate's place that holds none that can be shown. */
export interface UnreadableFile {
	/** As in {@link CardCertificate}. */
	readonly fileId: string;
	readonly reason: UnreadableReason;
	/** Of the card's refusal, four hexadecimal digits; undefined where it did not refuse. */
	readonly statusWord?: string | undefined;
}

export type UnreadableReason =
	/** Not a single byte. */
	| 'empty'
	/** Bytes that are no X.509 certificate. */
	| 'no-certificate'
	/** The file ends before the length that its first bytes announce. */
	| 'cut-short'
	/** The announced length is more than can be read. */
	| 'too-large'
	/** The card refuses to give it. */
	| 'not-readable';

/** Taken from the signing certificate, or from the encryption one where there is no other. */
export interface SealHolder {
	readonly title: string;
	readonly taxNumber: string;
	readonly isSandbox: boolean;
}

/** Everything that can go wrong between the program and a card. */
export type CardErrorCode =
	| 'no-card'
	| 'card-removed'
	| 'card-lost'
	/** The card was reset behind the back of a conversation: what was selected and entered is gone. */
	| 'card-reset'
	| 'unresponsive-card'
	| 'sharing-violation'
	/** The system refuses this user this one reader (polkit). */
	| 'access-denied'
	| 'timeout'
	| 'service-lost'
	| 'unexpected-status'
	/** The card, or its application, was put out of use for ever. */
	| 'terminated'
	| 'malformed-answer'
	| 'limit-exceeded';
