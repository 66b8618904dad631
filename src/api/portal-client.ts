import type { Captcha, CodeSent, LoginStarted, PortalCertificate, ProblemCode, ServiceInfo } from '#contract';
import type { SecretText } from '#text';

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
	| 'timeout'
	/** An answer came and is not of the contract: wrong type, too large, a redirect to elsewhere. */
	| 'bad-answer'
	/** 429: come again after `retryAfterSeconds`. */
	| 'too-many-requests'
	/** The caller gave up. */
	| 'cancelled';

export type PortalResult<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly problem: PortalProblem };

export interface LoginDetails {
	readonly holderNumber: string;
	readonly captchaId: string;
	readonly captchaAnswer: string;
	readonly securityWord: SecretText;
}

/** A captcha with its picture decoded from base64. */
export type CaptchaPicture = Omit<Captcha, 'image'> & { readonly png: Uint8Array };

/** An open session; the token stays inside the client. */
export interface SessionFacts {
	readonly title: string;
	readonly holderNumber: string;
	readonly expiresInSeconds: number;
}

export interface CardPins {
	readonly cardSerial: string;
	readonly pin: SecretText;
	readonly puk: SecretText;
}

/**
 * The portal as the program uses it. Expected outcomes are values, never exceptions. One client holds at most
 * one session; its token never leaves it. Every request is sent at most once per call.
 */
export interface PortalClient {
	service(signal?: AbortSignal): Promise<PortalResult<ServiceInfo>>;
	newCaptcha(signal?: AbortSignal): Promise<PortalResult<CaptchaPicture>>;
	startLogin(details: LoginDetails, signal?: AbortSignal): Promise<PortalResult<LoginStarted>>;
	sendCode(loginId: string, signal?: AbortSignal): Promise<PortalResult<CodeSent>>;
	confirmCode(loginId: string, code: SecretText, signal?: AbortSignal): Promise<PortalResult<SessionFacts>>;
	certificates(signal?: AbortSignal): Promise<PortalResult<readonly PortalCertificate[]>>;
	pins(signal?: AbortSignal): Promise<PortalResult<readonly CardPins[]>>;
	/** Forgets the session at once, then tells the portal; the result says whether it was told. */
	logout(signal?: AbortSignal): Promise<PortalResult<void>>;
}
