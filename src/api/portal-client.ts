import type { z } from 'zod';
import type {
	AccountDetails,
	Captcha,
	ChangeKind,
	DetailsEdit,
	ENDPOINTS,
	EndpointName,
	FlowProfile,
	LoginStarted,
	Operation,
	PinsWithheld,
	PortalCertificate,
	ProblemCode,
	ResetCodeHeld,
	RevocationReason,
	ServiceInfo,
	UnlockResult,
	UnlockRow,
} from '#contract';
import type { SecretText } from '#text';
import type { AskedOf, RequestOf, RequestParts } from './endpoint-request.ts';
import type { JournalFailure } from './journal-failure.ts';
import type { ProxyFailure } from './proxy.ts';
import type { TlsFailure } from './tls-failure.ts';

/** Why an operation gave no value. */
export interface PortalProblem {
	readonly code: PortalProblemCode;
	readonly triesLeft?: number;
	readonly retryAfterSeconds?: number;
	/** For the operator's details: HTTP status, phase of the time-out. Cleaned, never a secret. */
	readonly detail?: string;
}

export type PortalProblemCode =
	| ProblemCode
	/** No connection: name not found, refused, cut. */
	| 'unreachable'
	| TlsFailure
	| ProxyFailure
	/** The file that names who vouches for the portal (`portal.authorities`) is of no use. */
	| 'authorities-unusable'
	| 'timeout'
	/** An answer came and is not of the contract: wrong type, too large, a redirect to elsewhere. */
	| 'bad-answer'
	/** The portal goes a way that this program does not know: see `PortalFacts`. */
	| 'flow-unknown'
	/** A change was sent to another portal, or this one lost its memory (`instanceId`): it cannot tell what became of it. */
	| 'other-portal'
	/** PINs came and were not given to the caller, because the journal could not be written. */
	| `journal-${JournalFailure}`
	/** The caller gave up. */
	| 'cancelled';

export type PortalResult<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly problem: PortalProblem };

/** What the portal is and can do, with its way looked up: what the screens show follows from it. */
export type PortalFacts = Omit<ServiceInfo, 'flow'> & {
	readonly flow: FlowProfile;
	/** True where the portal speaks a newer version of the contract than this program. */
	readonly isNewer?: boolean;
};

export interface LoginDetails {
	readonly holderNumber: string;
	readonly captchaId: string;
	readonly captchaAnswer: string;
	readonly securityWord: SecretText;
}

/** A login that was begun, and for whom: a session of somebody else is not taken. */
export interface LoginName {
	readonly loginId: string;
	/** Digits only. */
	readonly holderNumber: string;
}

/** Who forgot the security word. */
export type WordResetDetails = Omit<LoginDetails, 'securityWord'>;

/** A captcha with its picture decoded from base64. */
export type CaptchaPicture = Omit<Captcha, 'image'> & { readonly png: Uint8Array };

/** An open session; the token stays inside the client. */
export interface SessionFacts {
	readonly title: string;
	readonly holderNumber: string;
	readonly expiresInSeconds: number;
}

/** *E-İmzalı Giriş* has begun. */
export interface SignatureLogin {
	readonly loginId: string;
	/** The bytes to sign: `signatureLoginContent` of the contract, made by this client itself. */
	readonly content: Uint8Array;
	readonly expiresInSeconds: number;
}

/** A login at another site has begun. */
export interface ElsewhereLogin {
	/** What this client asks with; whoever has it gets the session. */
	readonly deviceCode: SecretText;
	/** What the person compares. */
	readonly userCode: string;
	/** ASCII; `https:`, or on this machine. */
	readonly address: string;
	/** With the user code in it; the same as `address` where the portal gives no other one. */
	readonly completeAddress: string;
	readonly siteName: string;
	readonly expiresInSeconds: number;
	readonly intervalSeconds: number;
}

/** What became of it so far, in the terms of RFC 8628 section 3.5. */
export type ElsewhereLoginAnswer =
	| { readonly kind: 'authorization-pending' | 'slow-down'; readonly intervalSeconds: number }
	| { readonly kind: 'access-denied' | 'expired-token' }
	| { readonly kind: 'done'; readonly session: SessionFacts };

/** Details as they were read. `entityTag` goes with every edit of them. */
export interface DetailsOnRecord {
	readonly details: AccountDetails;
	readonly entityTag: string;
}

export interface CardPins {
	readonly cardSerial: string;
	readonly pin: SecretText;
	readonly puk: SecretText;
}

/** *PIN / PUK Bilgisi*: what is given out, and of which cards nothing is, with the reason. */
/** A page of the account's cards. */
export interface PinInformation {
	readonly cards: readonly CardPins[];
	readonly withheld: readonly PinsWithheld[];
	/** Names the next page; undefined at the last one. */
	readonly next?: string | undefined;
}

/** A part of the account's certificates, oldest first. */
export interface CertificatePart {
	readonly certificates: readonly PortalCertificate[];
	/** Names the page that follows; undefined where none does. */
	readonly next: string | undefined;
}

/** Which part of the account's certificates is asked for. */
export interface CertificateWish {
	/** `next` of the part before; default: from the first. */
	readonly after?: string | undefined;
	/** Pages are read until there are so many rows, or all; default: all. */
	readonly atLeast?: number;
}

/** An unlock, and the card that it was begun for: secrets of another card are not taken. */
export interface UnlockName {
	readonly unlockId: string;
	readonly cardSerial: string;
}

/** A change, as the portal is asked about it. */
export interface ChangeName {
	readonly key: string;
	readonly kind: ChangeKind;
}

/** What an open unlock needs on the card. */
export interface UnlockSecrets {
	readonly unlockId: string;
	readonly cardSerial: string;
	readonly puk: SecretText;
	/** Undefined where the holder chooses the new PIN. */
	readonly newPin: SecretText | undefined;
}

/** What changes something at the portal, with everything that it needs. */
export type Change = { readonly kind: ChangeKind } & (
	| { readonly kind: 'activate'; readonly serialNumber: string }
	| { readonly kind: 'revoke'; readonly serialNumber: string; readonly reason: RevocationReason }
	| { readonly kind: 'update-details'; readonly edit: DetailsEdit; readonly entityTag: string }
	| {
			readonly kind: 'change-phone';
			readonly phoneChangeId: string;
			readonly code: SecretText;
			readonly entityTag: string;
	  }
	| {
			readonly kind: 'change-security-word';
			readonly securityWord: SecretText;
			readonly newSecurityWord: SecretText;
	  }
	/** Without a session. */
	| {
			readonly kind: 'reset-security-word';
			readonly resetId: string;
			readonly code: SecretText;
			readonly newSecurityWord: SecretText;
	  }
	| { readonly kind: 'delete-pins'; readonly cardSerial: string; readonly copy: 'saved' | 'declined' }
	| { readonly kind: 'start-unlock'; readonly cardSerial: string }
	| { readonly kind: 'report-unlock'; readonly unlockId: string; readonly result: UnlockResult }
);

/** What is known after a change was sent, once. */
export type ChangeAnswer =
	| { readonly kind: 'done'; readonly operation: Operation }
	/** The portal decided against it; nothing was changed. */
	| { readonly kind: 'refused'; readonly problem: PortalProblem }
	/** Not one byte of it left this machine. */
	| { readonly kind: 'not-sent'; readonly problem: PortalProblem }
	/** It may have been done or not; the portal must be asked with the same key. */
	| { readonly kind: 'lost'; readonly problem: PortalProblem };

type Endpoints = typeof ENDPOINTS;

/** Endpoints whose answer is given on as it was read. */
export type PlainRead = {
	readonly [Name in EndpointName]: Endpoints[Name] extends { readonly isPlain: true } ? Name : never;
}[EndpointName];

export type PlainRequest<Name extends PlainRead> = RequestOf<Endpoints[Name]> &
	AskedOf<Endpoints[Name]> &
	RequestParts;

export type PlainAnswer<Name extends PlainRead> = z.output<Endpoints[Name]['readAs']>;

/**
 * The portal as the program uses it. Expected outcomes are values, never exceptions. One client holds at most
 * one session; its token never leaves it. Every request is sent at most once per call, but for a read whose
 * line was cut, which is asked once more.
 */
export interface PortalClient {
	/** Asks what the contract calls plain: whatever needs more than to be asked has a method of its own. */
	ask<Name extends PlainRead>(
		name: Name,
		request: PlainRequest<Name>,
		signal?: AbortSignal,
	): Promise<PortalResult<PlainAnswer<Name>>>;
	service(signal?: AbortSignal): Promise<PortalResult<PortalFacts>>;
	newCaptcha(signal?: AbortSignal): Promise<PortalResult<CaptchaPicture>>;
	startLogin(details: LoginDetails, signal?: AbortSignal): Promise<PortalResult<LoginStarted>>;
	confirmCode(login: LoginName, code: SecretText, signal?: AbortSignal): Promise<PortalResult<SessionFacts>>;
	/** Whether the code of a reset is right; it stays good for the change `reset-security-word`. */
	checkWordResetCode(
		resetId: string,
		code: SecretText,
		signal?: AbortSignal,
	): Promise<PortalResult<ResetCodeHeld>>;
	startSignatureLogin(holderNumber: string, signal?: AbortSignal): Promise<PortalResult<SignatureLogin>>;
	/** @param cms CMS SignedData in DER, over the content of the login */
	finishSignatureLogin(
		login: LoginName,
		cms: Uint8Array,
		signal?: AbortSignal,
	): Promise<PortalResult<SessionFacts>>;
	startElsewhereLogin(signal?: AbortSignal): Promise<PortalResult<ElsewhereLogin>>;
	/** Asks once; may be asked again and again, not before the portal's interval. */
	pollElsewhereLogin(
		deviceCode: SecretText,
		signal?: AbortSignal,
	): Promise<PortalResult<ElsewhereLoginAnswer>>;
	certificates(wish?: CertificateWish, signal?: AbortSignal): Promise<PortalResult<CertificatePart>>;
	details(signal?: AbortSignal): Promise<PortalResult<DetailsOnRecord>>;
	/** @param after `next` of the page before; undefined: the first page */
	pins(after?: string, signal?: AbortSignal): Promise<PortalResult<PinInformation>>;
	/** *Parolalarımı Kaydet*: a PDF that shows PINs. Whoever takes the bytes overwrites them afterwards. */
	pinDocument(signal?: AbortSignal): Promise<PortalResult<Uint8Array>>;
	/** The last unlocks, newest first, those of an earlier run too. */
	unlocks(signal?: AbortSignal): Promise<PortalResult<readonly UnlockRow[]>>;
	/** As often as it is asked for while the unlock is open, always the same. */
	unlockSecrets(unlock: UnlockName, signal?: AbortSignal): Promise<PortalResult<UnlockSecrets>>;
	/** Sends a change, once. @param key newly invented for this change, and on disk before the call */
	sendChange(change: Change, key: string, signal?: AbortSignal): Promise<ChangeAnswer>;
	/** What became of a change; needs no session. */
	operation(change: ChangeName, signal?: AbortSignal): Promise<PortalResult<Operation>>;
	/**
	 * Takes back a change that the portal has not decided: afterwards it never will be done, even where the
	 * request is still on its way. Tells what became of one that was decided. May be sent again and again.
	 */
	withdrawOperation(change: ChangeName, signal?: AbortSignal): Promise<PortalResult<Operation>>;
	/** Forgets the session at once, then tells the portal; the result says whether it was told. */
	logout(signal?: AbortSignal): Promise<PortalResult<void>>;
}
