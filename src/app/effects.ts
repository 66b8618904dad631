import type { Change } from '#api';
import type { AkisCard } from '#card';
import type { SealCertificate } from '#certificate';
import type { SecretText } from '#text';
import type { GuidedOutcome, GuidedTask } from './guided-task.ts';
import type { PortalQuestion } from './portal-reads.ts';
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
export type Question = PortalQuestion | OtherQuestion;

/** Answered by a port other than the portal's, or by the portal after it was written down. */
export type OtherQuestion = { readonly request: RequestId } & (
	| { readonly kind: 'look-at-driver' }
	| { readonly kind: 'draw-address'; readonly address: string }
	/** Sandbox: says yes at its other site. */
	| { readonly kind: 'give-test-identity'; readonly userCode: string }
	| { readonly kind: 'read-pin-tries'; readonly card: AkisCard }
	| { readonly kind: 'perform-card-pin'; readonly order: CardPinOrder }
	| { readonly kind: 'log-in-by-signature'; readonly order: SignatureLoginOrder }
	/** Asks once what became of changes of earlier runs that have no outcome. */
	| { readonly kind: 'settle-open-changes' }
	| { readonly kind: 'suggest-path'; readonly fileName: string }
	| { readonly kind: 'print-file'; readonly path: string }
	| { readonly kind: 'unlock-card'; readonly order: UnlockOrder }
	/** It is answered when it is settled; `cancel` does not reach it. */
	| { readonly kind: 'make-change'; readonly change: Change; readonly holderNumber: string }
	| { readonly kind: 'log-out' }
	/** What earlier runs of guided mode left open. */
	| { readonly kind: 'load-open-guided' }
	/** Seals that were seen on this computer before, for a card that is lost. */
	| { readonly kind: 'load-remembered-seals' }
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
