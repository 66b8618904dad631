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
	/** The login was begun too long ago, or is not known. */
	'login-expired',
	'code-wrong',
	/** The code is too old, or none was sent. */
	'code-expired',
	/** A new code may be asked for after `retryAfterSeconds`. */
	'resend-too-early',
	/** Not logged in, logged out, or idle for too long. */
	'session-expired',
	'request-invalid',
	'not-found',
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
