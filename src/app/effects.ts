import type { Change, LoginDetails, LoginName, UnlockName, WordResetDetails } from '#api';
import type { AkisCard } from '#card';
import type { SealCertificate } from '#certificate';
import type { SecretText } from '#text';
import type { GuidedOutcome, GuidedTask } from './guided-task.ts';
import type {
	CardPinOrder,
	CertificateFile,
	CertificateFormat,
	SandboxCard,
	SignatureLoginOrder,
	UnlockOrder,
} from './ports.ts';
import type { RequestId } from './request.ts';
import type { TimelineSubject } from './timeline-history.ts';

/**
 * What `update` wants done, as values; the runtime does it.
 */
export type Effect = Question | Act;

/** Answered by exactly one message that carries the same number, also when it was cancelled. */
export type Question = { readonly request: RequestId } & (
	| { readonly kind: 'look-at-driver' }
	| { readonly kind: 'draw-address'; readonly address: string }
	| { readonly kind: 'check-portal' }
	| { readonly kind: 'new-captcha' }
	| { readonly kind: 'start-login'; readonly details: LoginDetails }
	| { readonly kind: 'send-code'; readonly loginId: string }
	/** Answered as a login that was started, and as its code. */
	| { readonly kind: 'start-word-reset'; readonly details: WordResetDetails }
	| { readonly kind: 'send-word-reset-code'; readonly resetId: string }
	| { readonly kind: 'confirm-code'; readonly login: LoginName; readonly code: SecretText }
	/** A login at another site. */
	| { readonly kind: 'start-elsewhere-login' }
	| { readonly kind: 'poll-elsewhere-login'; readonly deviceCode: SecretText }
	/** Sandbox: says yes at its other site. */
	| { readonly kind: 'give-test-identity'; readonly userCode: string }
	/** Their first page. */
	| { readonly kind: 'load-certificates' }
	/** What follows, from a page on, until there are so many rows or no more. */
	| { readonly kind: 'load-more-certificates'; readonly after: string; readonly atLeast: number }
	/** A page of cards; undefined: the first. */
	| { readonly kind: 'load-pins'; readonly after?: string | undefined }
	| { readonly kind: 'read-pin-tries'; readonly card: AkisCard }
	| { readonly kind: 'perform-card-pin'; readonly order: CardPinOrder }
	| { readonly kind: 'log-in-by-signature'; readonly order: SignatureLoginOrder }
	/** Asks once what became of changes of earlier runs that have no outcome. */
	| { readonly kind: 'settle-open-changes' }
	| { readonly kind: 'load-revocation-terms' }
	| { readonly kind: 'suggest-path'; readonly fileName: string }
	/** Fetches the PDF and writes it there. */
	| { readonly kind: 'save-pins'; readonly path: string }
	| { readonly kind: 'print-file'; readonly path: string }
	/** Of which cards there are PINs; the PINs themselves are wiped unseen. */
	| { readonly kind: 'load-pin-cards' }
	/** The last unlocks of the account. */
	| { readonly kind: 'load-unlocks' }
	| { readonly kind: 'load-unlock-secrets'; readonly unlock: UnlockName }
	| { readonly kind: 'unlock-card'; readonly order: UnlockOrder }
	| { readonly kind: 'load-details' }
	/** Sends a code to the new number (E.164); nothing is changed by it. */
	| { readonly kind: 'start-phone-change'; readonly phone: string }
	/** It is answered when it is settled; `cancel` does not reach it. */
	| { readonly kind: 'make-change'; readonly change: Change; readonly holderNumber: string }
	| { readonly kind: 'log-out' }
	/** What earlier runs of guided mode left open. */
	| { readonly kind: 'load-open-guided' }
	| { readonly kind: 'read-timeline'; readonly subject: TimelineSubject }
	/** The intent of a task, on the disk before the person goes to the site. */
	| {
			readonly kind: 'begin-guided';
			readonly task: GuidedTask;
			readonly certificateSerial: string | undefined;
	  }
	| { readonly kind: 'end-guided'; readonly act: string; readonly outcome: GuidedOutcome }
	| { readonly kind: 'open-sandbox' }
	| { readonly kind: 'toggle-card'; readonly card: SandboxCard }
	| { readonly kind: 'plug-signatory' }
	| {
			readonly kind: 'assess-certificate';
			readonly certificate: SealCertificate;
			/** Certificates that may stand above it. */
			readonly given: readonly SealCertificate[];
			/** Milliseconds since 1970 UTC. */
			readonly at: number;
			readonly isOnline: boolean;
	  }
	| {
			readonly kind: 'name-certificate-file';
			readonly certificate: SealCertificate;
			readonly format: CertificateFormat;
	  }
	| ({ readonly kind: 'save-certificate' } & CertificateFile)
	| { readonly kind: 'check-operator'; readonly code: SecretText }
);

/** Done at once, without an answer. */
export type Act =
	/** Gives up a question that is under way. */
	| { readonly kind: 'cancel'; readonly cancelled: RequestId }
	/** Gives up all of them but one that must still be heard. */
	| { readonly kind: 'cancel-all'; readonly except: RequestId | undefined }
	| { readonly kind: 'wipe'; readonly secrets: readonly SecretText[] }
	/** Into the terminal's clipboard; upper-case hexadecimal. */
	| { readonly kind: 'copy'; readonly serial: string }
	/** Those that could not be read, or not whole; what comes of it is told by the snapshots. */
	| { readonly kind: 'read-cards-again' }
	| { readonly kind: 'redraw' }
	| { readonly kind: 'exit'; readonly exitCode: number };
