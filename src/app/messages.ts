import type { AskedIntent, ChangeOutcome, JournalResult, PortalProblem, PortalResult } from '#api';
import type { CardSnapshot, DriverReport, TriesOutcome } from '#card';
import type { SealCertificate } from '#certificate';
import type { SecretText } from '#text';
import type { Command, PaletteChoice } from './command.ts';
import type { OpenGuidedAct } from './guided-task.ts';
import type { Refusal } from './notice.ts';
import type { PortalAnswer } from './portal-reads.ts';
import type {
	CalledOff,
	CardPinOutcome,
	KnownCertificate,
	PhoneMessage,
	PlaceSuggestion,
	PrintOutcome,
	QrCode,
	SandboxFacts,
	SaveOutcome,
	SignatureLoginOutcome,
	UnlockOutcome,
} from './ports.ts';
import type { RefusedKey } from './refused-key.ts';
import type { RequestId } from './request.ts';
import type { TimelineHistory } from './timeline-history.ts';

/** The timers that the state can ask for; see `timers.ts`. */
export type TimerId =
	| 'minute'
	| 'second'
	| 'idle'
	| 'portal-check'
	| 'driver-check'
	| 'hide-pins'
	| 'login-poll'
	| 'open-changes'
	| 'session-end'
	| 'closed-field';

/** Everything that can happen to the program. Results carry the number of the request that they answer. */
export type Message =
	| { readonly type: 'started' }
	/** From outside, whatever the mode: secrets are wiped and the portal is told. */
	| { readonly type: 'process-ends' }
	| { readonly type: 'command'; readonly command: Command }
	| { readonly type: 'text'; readonly text: string }
	| { readonly type: 'paste'; readonly text: string }
	/** `key`: what was refused, where that is more than a key without a meaning. */
	| { readonly type: 'refused'; readonly refusal: Refusal; readonly key?: RefusedKey }
	| { readonly type: 'palette-cursor'; readonly cursor: number }
	| { readonly type: 'palette-chosen'; readonly choice: PaletteChoice }
	| { readonly type: 'resized'; readonly columns: number; readonly rows: number }
	/** What is shown ends here: it was scrolled farther than there is text. */
	| { readonly type: 'scroll-ended'; readonly scroll: number }
	| { readonly type: 'timer'; readonly id: TimerId }
	| { readonly type: 'card-changed'; readonly snapshot: CardSnapshot }
	| { readonly type: 'phone-message'; readonly message: PhoneMessage }
	| PortalAnswer
	| { readonly type: 'driver-told'; readonly request: RequestId; readonly report: DriverReport }
	/** Sandbox: whether its other site had a login to say yes to. */
	| { readonly type: 'test-identity-given'; readonly request: RequestId; readonly isTaken: boolean }
	| { readonly type: 'card-unlocked'; readonly request: RequestId; readonly outcome: UnlockOutcome }
	| { readonly type: 'path-suggested'; readonly request: RequestId; readonly suggestion: PlaceSuggestion }
	| { readonly type: 'file-printed'; readonly request: RequestId; readonly outcome: PrintOutcome }
	/** `undefined`: the portal or the journal could not be asked. */
	| {
			readonly type: 'open-changes-settled';
			readonly request: RequestId;
			readonly asked: readonly AskedIntent[] | undefined;
	  }
	/** The answer to a change was lost, or the portal did not tell yet: it is being asked what became of it. */
	| { readonly type: 'change-asking'; readonly request: RequestId; readonly problem: PortalProblem }
	| { readonly type: 'change-settled'; readonly request: RequestId; readonly outcome: ChangeOutcome }
	| { readonly type: 'address-drawn'; readonly request: RequestId; readonly code: QrCode }
	| {
			readonly type: 'pin-tries-read';
			readonly request: RequestId;
			readonly outcome: TriesOutcome | CalledOff;
	  }
	| {
			readonly type: 'card-pin-performed';
			readonly request: RequestId;
			readonly outcome: CardPinOutcome | CalledOff;
	  }
	| {
			readonly type: 'signature-login-ended';
			readonly request: RequestId;
			readonly outcome: SignatureLoginOutcome | CalledOff;
	  }
	| {
			readonly type: 'signatory-plugged';
			readonly request: RequestId;
			/** Undefined outside the sandbox. */
			readonly pin: SecretText | undefined;
	  }
	| ({ readonly type: 'sandbox-opened'; readonly request: RequestId } & SandboxFacts)
	| {
			readonly type: 'certificate-assessed';
			readonly request: RequestId;
			readonly known: KnownCertificate;
	  }
	/** `path`: undefined where there is no folder to write to. */
	| {
			readonly type: 'certificate-file-named';
			readonly request: RequestId;
			readonly path: string | undefined;
	  }
	| { readonly type: 'certificate-saved'; readonly request: RequestId; readonly outcome: SaveOutcome }
	| {
			readonly type: 'timeline-read';
			readonly request: RequestId;
			readonly history: TimelineHistory | CalledOff;
	  }
	/** Of each seal its certificates. */
	| {
			readonly type: 'remembered-seals-told';
			readonly request: RequestId;
			readonly seals: readonly (readonly SealCertificate[])[];
	  }
	| {
			readonly type: 'open-guided-told';
			readonly request: RequestId;
			readonly acts: readonly OpenGuidedAct[];
	  }
	| {
			readonly type: 'guided-begun';
			readonly request: RequestId;
			readonly result: JournalResult<string>;
	  }
	| {
			readonly type: 'guided-ended';
			readonly request: RequestId;
			readonly result: JournalResult<void>;
	  }
	| { readonly type: 'card-toggled'; readonly request: RequestId }
	| { readonly type: 'operator-checked'; readonly request: RequestId; readonly isRight: boolean }
	| { readonly type: 'logged-out'; readonly request: RequestId; readonly result: PortalResult<void> };

/** A message with the time at which it came: the only clock that `update` sees. */
export type StampedMessage = Message & {
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
};
