import type {
	ChangeDesk,
	JournalFailure,
	JournalResult,
	PortalClient,
	PortalProblem,
	SessionFacts,
} from '#api';
import type {
	AkisCard,
	CardCertificate,
	CardSnapshot,
	DriverReport,
	PinOutcome,
	SignOutcome,
	TriesOutcome,
} from '#card';
import type { Assessment, CertificateDetails, SealCertificate } from '#certificate';
import type { SecretText } from '#text';
import type { GuidedOutcome, GuidedTask, OpenGuidedAct } from './guided-task.ts';
import type { TimelineHistory, TimelineSubject } from './timeline-history.ts';

/** What the running program may touch; `#ports` builds the real ones, tests build others. */
export interface Ports {
	readonly clock: ClockPort;
	readonly card: CardPort;
	readonly cardPin: CardPinPort;
	readonly signatureLogin: SignatureLoginPort;
	readonly driver: DriverPort;
	readonly portal: PortalPort;
	readonly documents: DocumentsPort;
	readonly unlock: UnlockPort;
	readonly guided: GuidedPort;
	readonly timeline: TimelinePort;
	readonly picture: PicturePort;
	readonly certificate: CertificatePort;
	/** Present in sandbox mode only. */
	readonly sandbox: SandboxPort | undefined;
	/** Present in kiosk mode, where the settings have a code. */
	readonly operator?: OperatorPort | undefined;
}

export interface OperatorPort {
	/** Whether this is the code that ends kiosk mode. */
	isCode(code: SecretText): Promise<boolean>;
}

export interface ClockPort {
	/** Milliseconds since 1970 UTC. */
	now(): number;
	/** Calls once after `delayMs`; the returned function takes it back. */
	after(delayMs: number, call: () => void): () => void;
}

export interface CardPort {
	/** Calls at once with what is known, then on every change, until the returned function is called. */
	subscribe(listener: (snapshot: CardSnapshot) => void): () => void;
	/** Reads anew the cards that could not be read, or not whole. */
	readAgain(): void;
}

/** Given up before anything with a PIN was sent. */
export interface CalledOff {
	readonly kind: 'called-off';
}

/** What an act with the card's PIN came to. Of a seal that was tried no signature is kept: it seals nothing. */
export type CardPinOutcome =
	| PinOutcome
	/** That the act is about to be done could not be written down, so that nothing was sent. */
	| { readonly kind: 'journal'; readonly failure: JournalFailure }
	| Pick<Extract<SignOutcome, { readonly kind: 'signed' }>, 'kind' | 'tries' | 'isLeftOpen'>
	| Extract<SignOutcome, { readonly kind: 'not-signed' }>;

/** The PIN of the card itself. */
export interface CardPinPort {
	/** How many tries are left, as far as the card tells without comparing anything. */
	readTries(card: AkisCard, signal: AbortSignal): Promise<TriesOutcome | CalledOff>;
	/** Does one act of a person, once; the signal ends it only up to the moment where the PIN is sent. */
	perform(order: CardPinOrder, signal: AbortSignal): Promise<CardPinOutcome | CalledOff>;
}

/** What E-İmzalı Giriş came to. Of the card's signature nothing is kept: the portal has it, or it is thrown away. */
export type SignatureLoginOutcome =
	| { readonly kind: 'opened'; readonly session: SessionFacts }
	/** `isSigned`: the card signed, so that the PIN was right; else it got nothing. */
	| { readonly kind: 'portal'; readonly isSigned: boolean; readonly problem: PortalProblem }
	/** That a signature is about to be made could not be written down, so the PIN was not sent. */
	| { readonly kind: 'journal'; readonly failure: JournalFailure }
	| Exclude<SignOutcome, { readonly kind: 'signed' }>;

/** E-İmzalı Giriş at the portal of this run. */
export interface SignatureLoginPort {
	/**
	 * Takes a nonce of the portal, has the card sign it, and opens a session with the signature. One call sends the PIN
	 * once at most, and each takes a nonce of its own. The signal ends it up to the moment where the PIN is sent, and
	 * again once the card has signed.
	 */
	logIn(order: SignatureLoginOrder, signal: AbortSignal): Promise<SignatureLoginOutcome | CalledOff>;
}

export interface DriverPort {
	/**
	 * Finds the vendor's PKCS#11 module, loads it in a process of its own where it is there, and tells what it sees.
	 * No PIN is involved. Answers at once where it is called off.
	 */
	look(signal: AbortSignal): Promise<DriverReport>;
}

/** The portal of this run. */
export interface PortalPort {
	/** The client, after what it needs was started: in sandbox mode the portal itself. The same one every time. */
	open(): Promise<PortalClient>;
	/** What changes something there, each at most once and written down before it is sent. The same one every time. */
	changes(): Promise<ChangeDesk>;
	/** Where it is, for the screen; undefined until it was opened. */
	address(): string | undefined;
}

/** Guided mode's place in the journal. */
export interface GuidedPort {
	/** Tasks without an outcome, oldest first. */
	open(): Promise<JournalResult<readonly OpenGuidedAct[]>>;
	/** Gives the task's number, once its intent is on the disk. */
	begin(task: GuidedTask, certificateSerial: string | undefined): Promise<JournalResult<string>>;
	end(act: string, outcome: GuidedOutcome): Promise<JournalResult<void>>;
	/** Of each seal that was seen on this computer its certificates, the one that was seen last first; never at a kiosk. */
	remembered(): Promise<readonly (readonly SealCertificate[])[]>;
}

/** What is known of a certificate on a card. */
export interface KnownCertificate {
	readonly fingerprint: string;
	readonly assessment: Assessment;
	readonly details: CertificateDetails;
}

/** `pem`, `der`: the certificate. `ics`: a calendar with its end and the reminders before it. */
export type CertificateFormat = 'pem' | 'der' | 'ics';

/** `exists`: something stands there, and was left alone. `no-end`: a calendar was wanted of what has no known end. */
export type SaveOutcome = 'saved' | 'exists' | 'not-writable' | 'no-end';

export interface CertificatePort {
	/**
	 * Looks at dates and chain; where it may go online also at revocation. `given`: certificates that may stand above it.
	 * `at`: milliseconds since 1970 UTC.
	 */
	assess(
		question: {
			readonly certificate: SealCertificate;
			readonly given: readonly SealCertificate[];
			readonly at: number;
			readonly isOnline: boolean;
		},
		signal: AbortSignal,
	): Promise<KnownCertificate>;
	/** A place at which nothing stands yet; undefined where there is no folder to write to. */
	place(certificate: SealCertificate, format: CertificateFormat): Promise<string | undefined>;
	/** Writes for this user alone, and never over anything. */
	save(file: CertificateFile): Promise<SaveOutcome>;
}

export interface CertificateFile {
	readonly certificate: SealCertificate;
	readonly format: CertificateFormat;
	readonly path: string;
	/** Of what a calendar says. */
	readonly language: 'tr' | 'en';
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
}

/** A picture from outside, checked and decoded. */
export interface PictureDrawing {
	/** For terminals that draw pixels: three bytes (red, green, blue) a pixel, row by row. */
	readonly pixels: { readonly width: number; readonly height: number; readonly rgb: Uint8Array };
	/** For all others: lines of half blocks. */
	readonly lines: readonly string[];
}

/** A QR code: `size` modules a side. */
export interface QrCode {
	readonly size: number;
	/** Row by row. */
	readonly isDark: readonly boolean[];
}

/** What an open unlock of the portal needs done on a card. The secrets stay whoever ordered it's. */
export interface UnlockOrder {
	readonly card: AkisCard;
	/** As the portal names the unlock and the card. */
	readonly unlockId: string;
	readonly cardSerial: string;
	readonly puk: SecretText;
	readonly newPin: SecretText;
	readonly holderNumber: string;
	/** What the sandbox's portal says goes to the sandbox's cards alone. */
	readonly origin: 'typed' | 'sandbox-portal';
	/** The card may have the new PIN already: that is found out before the PUK is sent. */
	readonly mustCheck: boolean;
}

export type UnlockOutcome =
	| Exclude<PinOutcome, { readonly kind: 'unknown' }>
	/** The PUK was sent and its answer was lost. */
	| { readonly kind: 'unknown' }
	| { readonly kind: 'already-done' }
	/** It could not be found out whether the card has the new PIN, so the PUK was not sent. */
	| { readonly kind: 'not-checked' }
	/** The card refused a PUK of this portal before, at that time (milliseconds since 1970 UTC): none was sent. */
	| { readonly kind: 'puk-refused-before'; readonly at: number }
	/** The PUK of this unlock was sent before, and nobody knows whether the card refused it: it was not sent again. */
	| { readonly kind: 'puk-unclear' }
	/** The intent could not be written down, so the PUK was not sent. */
	| { readonly kind: 'journal'; readonly failure: JournalFailure }
	| CalledOff;

export interface UnlockPort {
	/** Sends the PUK once at most. */
	unlock(order: UnlockOrder, signal: AbortSignal): Promise<UnlockOutcome>;
}

/** Why a document was not written. */
export type SaveRefusal =
	| 'no-path'
	/** There is something at that place already: nothing is ever overwritten. */
	| 'exists'
	| 'no-folder'
	| 'not-writable'
	| 'disk-full'
	/** A name that begins with a dot, of the file or of a folder on the way to it. */
	| 'hidden-name'
	/** The name does not end in `.pdf`. */
	| 'not-pdf'
	/** Not in the folder that documents are saved in, or led out of it by a link. */
	| 'outside-folder'
	/** At a kiosk: nothing is plugged in. */
	| 'no-stick'
	/** At a kiosk: not on what is plugged in. */
	| 'not-on-stick';

/** Where a document would go. */
export type PlaceSuggestion =
	| { readonly kind: 'place'; readonly path: string }
	| { readonly kind: 'none'; readonly reason: SaveRefusal };

export type WriteOutcome =
	| { readonly kind: 'written'; readonly path: string }
	| { readonly kind: 'refused'; readonly reason: SaveRefusal };

export type PrintOutcome =
	/** The print service printed it, and its copy in the queue is gone. */
	| { readonly kind: 'printed' }
	/** The print service took it, and keeps a copy. */
	| { readonly kind: 'printed-and-kept' }
	/** There is no print service (CUPS) on this machine. */
	| { readonly kind: 'absent' }
	/** CUPS is installed and its service does not run. */
	| { readonly kind: 'service-down' }
	/** It is there and did not take it: no printer, or one that is not ready. */
	| { readonly kind: 'failed' };

/** Documents of the holder on this machine. */
export interface DocumentsPort {
	suggestPlace(fileName: string): Promise<PlaceSuggestion>;
	/**
	 * Into a new PDF file in the folder for documents, that only this user can read; at a kiosk onto a stick that is
	 * plugged in, and nowhere else. A path that is not whole begins there.
	 */
	write(path: string, bytes: Uint8Array): Promise<WriteOutcome>;
	print(path: string): Promise<PrintOutcome>;
}

export interface PicturePort {
	/** Undefined where the bytes are no picture that may be drawn. */
	decode(png: Uint8Array): Promise<PictureDrawing | undefined>;
	/** The code of an address, for a telephone's camera. */
	qr(address: string): Promise<QrCode>;
}

/** A text message on the sandbox's phone. */
export interface PhoneMessage {
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
	readonly text: string;
}

/** The invented holder whose card is in the virtual reader. */
export interface SandboxHint {
	readonly holderNumber: string;
	readonly securityWord: string;
}

/** An invented holder with an account at the sandbox's portal. */
export interface SandboxAccount {
	readonly title: string;
	/** Tax number, or the T.C. number of a natural person. */
	readonly holderNumber: string;
	/** Undefined where it was changed: only whoever changed it knows the new one. */
	readonly securityWord: string | undefined;
	/** What there is to see in it. */
	readonly shows:
		| 'card-in-reader'
		| 'turkish-letters'
		| 'natural-person'
		| 'suspended'
		| 'expired'
		| 'revoked'
		| 'two-cards'
		| 'many-cards';
}

/** What is to be known of a sandbox that was made. */
export interface SandboxFacts {
	readonly hint: SandboxHint | undefined;
	readonly accounts: readonly SandboxAccount[];
}

export type SandboxCard = 'seal' | 'signatory';

export interface SandboxPort {
	/** Calls for every message the sandbox's phone gets. */
	onPhoneMessage(listener: (message: PhoneMessage) => void): () => void;
	/** Pulls a virtual card, or puts it back in: the holder's seal, or the e-signature of who signs for the holder. */
	toggleCard(card: SandboxCard): Promise<void>;
	/** Plugs in a second reader with the signatory's card, once, and tells the PIN that the card was given out with. */
	plugSignatory(): Promise<SecretText>;
	/** Says yes to a login at the sandbox's other site, in the first holder's name; false where none waits for it. */
	giveTestIdentity(userCode: string): Promise<boolean>;
	/** Makes the sandbox, once, and tells what a newcomer types at its login, and which accounts there are. */
	open(): Promise<SandboxFacts>;
}

export interface TimelinePort {
	/** Reads what the journal of this run says of a card, the newest of it; nothing is changed. */
	read(subject: TimelineSubject, signal: AbortSignal): Promise<TimelineHistory | CalledOff>;
}

/** One act of a person with the PIN of the card, done once. The secrets stay whoever ordered it's. */
export type CardPinOrder = {
	/** The card that the person was shown: no other one gets the PIN. */
	readonly card: AkisCard;
} & (
	| { readonly act: 'verify-pin'; readonly pin: SecretText; readonly confirmedLastTry: boolean }
	| {
			readonly act: 'change-pin';
			readonly pin: SecretText;
			readonly newPin: SecretText;
			/** A number the new PIN must not be part of, beside those in the card's certificates. */
			readonly holderNumber: string | undefined;
			readonly confirmedLastTry: boolean;
	  }
	| {
			readonly act: 'unblock-pin';
			readonly puk: SecretText;
			readonly newPin: SecretText;
			readonly holderNumber: string | undefined;
			readonly isSupervised: boolean;
			/** Default: a person typed it. */
			readonly origin?: 'typed' | 'sandbox-portal';
	  }
	/** Tries the seal: a digest that is drawn for it is signed, and the signature checked. */
	| {
			readonly act: 'sign';
			readonly certificate: CardCertificate;
			readonly pin: SecretText;
			readonly confirmedLastTry: boolean;
	  }
);

/** One E-İmzalı Giriş of a person. The PIN stays whoever ordered it's. */
export interface SignatureLoginOrder {
	/** The card that the person chose: no other one gets the PIN. */
	readonly card: AkisCard;
	/** One of the card's. */
	readonly certificate: CardCertificate;
	/** Of the organisation that the session is wanted for. */
	readonly holderNumber: string;
	readonly pin: SecretText;
	readonly confirmedLastTry: boolean;
}
