import { z } from 'zod';

/**
 * Problem types of the contract (RFC 9457). A problem document's `type` is
 * `https://muhurdar.invalid/problems/<code>`: a name, not an address to open.
 */
export const PROBLEM_TYPE_PREFIX = 'https://muhurdar.invalid/problems/';

export const problemCode = z.enum([
	/** Resimdeki Yazı was wrong; the picture is used up. */
	'captcha-wrong',
	/** The picture is too old or was used. */
	'captcha-expired',
	/** Holder number and security word do not belong together; says not which one is wrong. */
	'credentials-wrong',
	/** Too many wrong tries: closed for `retryAfterSeconds`. */
	'login-locked',
	/** The login was begun too long ago, or is not known. The same for a reset or a change of phone. */
	'login-expired',
	'code-wrong',
	/** The code is too old, or none was sent. */
	'code-expired',
	/** A new code may be asked for after `retryAfterSeconds`. */
	'resend-too-early',
	/** *E-İmzalı Giriş*: no valid signature over the content that was asked for. */
	'signature-wrong',
	/** *E-İmzalı Giriş*: a good signature, of a person who is not the holder's authorised signatory. */
	'signatory-unknown',
	/** Not logged in, logged out, or idle for too long. */
	'session-expired',
	/** The holder logged in elsewhere, which ended this session. */
	'session-replaced',
	/** The certificate is not suspended, so there is nothing to open. */
	'not-suspended',
	'already-revoked',
	/** The certificate's validity is over. */
	'certificate-expired',
	/** The details were changed since they were read (`If-Match`). */
	'details-changed',
	/** The new security word is the former one. */
	'word-unchanged',
	/** The new number is the one on record. */
	'phone-unchanged',
	/** The PIN is not given out, or was deleted: see `GET /v1/pins` for the reason. */
	'pins-withheld',
	/** Another unlock of this card is open: finish that one. */
	'unlock-open',
	/** The unlock is over; its data is not given out any more. */
	'unlock-over',
	/** A change needs an `Idempotency-Key`. */
	'key-missing',
	/** This `Idempotency-Key` was used for another change. */
	'key-reused',
	/** The change with this key was withdrawn before it came; it will never be done. */
	'operation-withdrawn',
	/** The portal has seen no change with this key. */
	'operation-unknown',
	/** An edit of data needs `If-Match`. */
	'precondition-missing',
	/** This portal does not do it: `GET /v1/service` lists what it does. */
	'not-offered',
	'request-invalid',
	'not-found',
	/** Come again after `retryAfterSeconds`; nothing was done. */
	'too-many-requests',
	'server-error',
]);

/** A problem document, `application/problem+json`. */
export const problemDocument = z.object({
	type: z.string().max(200),
	title: z.string().max(200),
	status: z.number().int().min(400).max(599),
	triesLeft: z.number().int().min(0).max(100).optional(),
	retryAfterSeconds: z.number().int().min(0).max(86_400).optional(),
});

export type ProblemCode = z.infer<typeof problemCode>;
export type ProblemDocument = z.infer<typeof problemDocument>;

/** The HTTP status of each problem, and a title for whoever reads the traffic; programs go by the type. */
export const PROBLEM_KINDS: Readonly<
	Record<ProblemCode, { readonly status: number; readonly title: string }>
> = {
	'captcha-wrong': { status: 422, title: 'The text does not match the picture' },
	'captcha-expired': { status: 410, title: 'The picture is too old or was used' },
	'credentials-wrong': { status: 422, title: 'Holder number and security word do not belong together' },
	'login-locked': { status: 429, title: 'Too many wrong tries' },
	'login-expired': { status: 410, title: 'What was begun is over or was never begun' },
	'code-wrong': { status: 422, title: 'The code is wrong' },
	'code-expired': { status: 410, title: 'The code is too old, or none was sent' },
	'resend-too-early': { status: 429, title: 'A new code cannot be sent yet' },
	'signature-wrong': { status: 422, title: 'No valid signature over the content' },
	'signatory-unknown': { status: 403, title: 'The signatory may not act for this holder' },
	'session-expired': { status: 401, title: 'There is no such session' },
	'session-replaced': { status: 401, title: 'A later login ended this session' },
	'not-suspended': { status: 409, title: 'The certificate is not suspended' },
	'already-revoked': { status: 409, title: 'The certificate is revoked' },
	'certificate-expired': { status: 409, title: 'The certificate has expired' },
	'details-changed': { status: 412, title: 'The details were changed meanwhile' },
	'word-unchanged': { status: 422, title: 'The new security word is the former one' },
	'phone-unchanged': { status: 422, title: 'The new phone number is the former one' },
	'pins-withheld': { status: 409, title: 'The PIN of this card is not given out' },
	'unlock-open': { status: 409, title: 'An unlock of this card is open' },
	'unlock-over': { status: 410, title: 'The unlock is over' },
	'key-missing': { status: 400, title: 'A change needs an Idempotency-Key' },
	'key-reused': { status: 422, title: 'The Idempotency-Key belongs to another change' },
	'operation-withdrawn': { status: 409, title: 'The change was withdrawn before it came' },
	'operation-unknown': { status: 404, title: 'No change with this key was seen' },
	'precondition-missing': { status: 428, title: 'An edit needs If-Match' },
	'not-offered': { status: 403, title: 'This portal does not do this' },
	'request-invalid': { status: 400, title: 'The request is not of the contract' },
	'not-found': { status: 404, title: 'There is nothing here' },
	'too-many-requests': { status: 429, title: 'Too many requests' },
	'server-error': { status: 500, title: 'The portal failed' },
};
