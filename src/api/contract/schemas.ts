import { z } from 'zod';

/**
 * The portal's contract, version 1: the one source for the client, the sandbox's server and, later, the
 * published document. Lifetimes are seconds from the answer, never clock times, so that a wrong clock on
 * either side changes nothing. Every text is bounded.
 */
export const CONTRACT_VERSION = 1;

const shortText = z.string().min(1).max(200);
/** Goes into a path or, as a bearer token, into a header: the unreserved characters of RFC 3986 only. */
const token = z.string().regex(/^[A-Za-z0-9._~-]{16,200}$/);
const seconds = z.number().int().min(0).max(86_400);
/** 10 digits: tax number; 11: T.C. number of a natural person. */
export const holderNumber = z.string().regex(/^\d{10,11}$/);

/** What a portal can do; a menu entry whose operation is not listed is not selectable and says so. */
export const portalOperation = z.enum([
	'password-login',
	'e-signature-login',
	'security-word-reset',
	'pin-view',
	'pin-save',
	'pin-delete',
	'activate',
	'revoke',
	'update-details',
	'unlock',
]);

/** `GET /v1/service` */
export const serviceInfo = z.object({
	name: shortText,
	contractVersion: z.number().int(),
	isSandbox: z.boolean(),
	operations: z.array(portalOperation).max(50),
});

/** `POST /v1/captchas`: the picture of *Resimdeki Yazı*. */
export const captcha = z.object({
	captchaId: token,
	/** PNG, base64. */
	image: z.base64().max(350_000),
	characters: z.number().int().min(1).max(12),
	expiresInSeconds: seconds,
});

/** `POST /v1/logins` request: *Şifreli Giriş*. */
export const loginRequest = z.object({
	holderNumber,
	captchaId: token,
	captchaAnswer: z.string().min(1).max(12),
	securityWord: z.string().min(1).max(64),
});

/** `POST /v1/logins` answer: the word was right, the phone is to be confirmed. */
export const loginStarted = z.object({
	loginId: token,
	/** As `+90 5•• ••• •• 17`. */
	maskedPhone: shortText,
	expiresInSeconds: seconds,
});

/** `POST /v1/logins/{loginId}/sms` answer: the code is on its way. */
export const codeSent = z.object({
	codeLength: z.number().int().min(4).max(8),
	expiresInSeconds: seconds,
	resendInSeconds: seconds,
});

/** `POST /v1/logins/{loginId}/code` request. */
export const codeRequest = z.object({ code: z.string().regex(/^\d{4,8}$/) });

/** `POST /v1/logins/{loginId}/code` answer. */
export const sessionOpened = z.object({
	sessionToken: token,
	holder: z.object({ title: shortText, holderNumber }),
	expiresInSeconds: seconds,
});

export const certificateState = z.enum(['not-yet-valid', 'valid', 'suspended', 'revoked', 'expired']);

/** One row of `GET /v1/certificates`. */
export const portalCertificate = z.object({
	/** Upper-case hexadecimal. */
	serialNumber: z.string().regex(/^[0-9A-F]{2,40}$/),
	use: z.enum(['SIGN0', 'ENCR0']),
	state: certificateState,
	notBefore: z.iso.datetime(),
	notAfter: z.iso.datetime(),
	cardSerial: shortText,
});

export const certificateList = z.object({ certificates: z.array(portalCertificate).max(1000) });

/** One row of `GET /v1/pins`. */
export const cardPins = z.object({
	cardSerial: shortText,
	pin: z.string().regex(/^\d{4,16}$/),
	puk: z.string().regex(/^\d{4,16}$/),
});

export const pinList = z.object({ cards: z.array(cardPins).max(50) });

export type PortalOperation = z.infer<typeof portalOperation>;
export type ServiceInfo = z.infer<typeof serviceInfo>;
export type Captcha = z.infer<typeof captcha>;
export type LoginRequest = z.infer<typeof loginRequest>;
export type LoginStarted = z.infer<typeof loginStarted>;
export type CodeSent = z.infer<typeof codeSent>;
export type SessionOpened = z.infer<typeof sessionOpened>;
export type CertificateState = z.infer<typeof certificateState>;
export type PortalCertificate = z.infer<typeof portalCertificate>;
