import { z } from 'zod';
import {
	captchaAnswer,
	holderNumber,
	maskedPhone,
	newSecurityWord,
	seconds,
	securityWord,
	shortText,
	smsCode,
	token,
} from './primitives.ts';

/** `POST /v1/captchas`: the picture of *Resimdeki Yazı*. Another one is a refresh; the former stays good. */
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
	captchaAnswer,
	securityWord,
});

/** `POST /v1/logins` answer: the word was right, the phone is to be confirmed. */
export const loginStarted = z.object({
	loginId: token,
	/** As `+90 5•• ••• •• 17`. */
	maskedPhone,
	expiresInSeconds: seconds,
});

/** The code is on its way. */
export const codeSent = z.object({
	codeLength: z.number().int().min(4).max(8),
	expiresInSeconds: seconds,
	resendInSeconds: seconds,
});

/** `POST /v1/logins/{loginId}/code` request. */
export const codeRequest = z.object({ code: smsCode });

/** A session begins; a former one of the same holder ends with `session-replaced`. */
export const sessionOpened = z.object({
	sessionToken: token,
	holder: z.object({ title: shortText, holderNumber }),
	expiresInSeconds: seconds,
});

/** `POST /v1/security-word-resets` request: *Güvenlik Sözcüğümü Unuttum*. */
export const wordResetRequest = z.object({ holderNumber, captchaId: token, captchaAnswer });

/**
 * `POST /v1/security-word-resets` answer. A number that no holder has is answered in the same way, with a
 * phone that no message reaches.
 */
export const wordResetStarted = z.object({ resetId: token, maskedPhone, expiresInSeconds: seconds });

/** `POST /v1/security-word-resets/{resetId}/code` answer: the code is right, and counts for the new word for so long. */
export const resetCodeHeld = z.object({ expiresInSeconds: seconds });

/** `POST /v1/security-word-resets/{resetId}/word` request; a change. */
export const wordResetFinish = z.object({ code: smsCode, newSecurityWord });

/** `POST /v1/signature-logins` request: *E-İmzalı Giriş*. */
export const signatureLoginRequest = z.object({ holderNumber });

/** `POST /v1/signature-logins` answer: what `signatureLoginContent` is made of. */
export const signatureLoginStarted = z.object({ loginId: token, nonce: token, expiresInSeconds: seconds });

/** `POST /v1/signature-logins/{loginId}/signature` request. */
export const signatureLoginFinish = z.object({
	/** CMS SignedData (RFC 5652) in DER, base64. */
	cms: z.base64().min(1).max(40_000),
});

/** What the signatory signs. */
export interface SignatureLoginFacts {
	/** Scheme, host and port of the portal as the client addresses it: `https://portal.example`. */
	readonly origin: string;
	readonly holderNumber: string;
	readonly nonce: string;
}

/**
 * The content that *E-İmzalı Giriş* signs, in UTF-8: made by the client itself, never taken from the portal, so
 * that a portal cannot have anything else signed, and bound to the portal's origin, so that one portal cannot
 * use it at another. Lines end in LF, the last one too.
 */
export function signatureLoginContent({
	origin,
	holderNumber: number,
	nonce,
}: SignatureLoginFacts): Uint8Array {
	const lines = [
		'muhurdar e-imzali giris 1',
		`portal: ${origin}`,
		`holder: ${number}`,
		`nonce: ${nonce}`,
		'',
	];
	return new TextEncoder().encode(lines.join('\n'));
}

export type Captcha = z.infer<typeof captcha>;
export type LoginRequest = z.infer<typeof loginRequest>;
export type LoginStarted = z.infer<typeof loginStarted>;
export type CodeSent = z.infer<typeof codeSent>;
export type SessionOpened = z.infer<typeof sessionOpened>;
export type WordResetStarted = z.infer<typeof wordResetStarted>;
export type ResetCodeHeld = z.infer<typeof resetCodeHeld>;
export type SignatureLoginStarted = z.infer<typeof signatureLoginStarted>;
