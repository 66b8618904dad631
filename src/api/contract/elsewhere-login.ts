import { z } from 'zod';
import { sessionOpened } from './login.ts';
import { shortText, token } from './primitives.ts';

/*
 * A login that another site establishes, in the manner and the terms of RFC 8628 (OAuth 2.0 Device Authorization
 * Grant): the portal gives a code for the person and a secret one for the client; the person goes to the other site
 * with the first, the client asks with the second what became of it. No browser is needed here, and none comes back.
 */

/** Letters and digits in groups, to be compared by a person: `WDJB-MJHT` (RFC 8628 section 6.1). */
const userCode = z.string().regex(/^(?=.{4,20}$)[A-Z0-9]+(?:-[A-Z0-9]+)*$/);

/** Printable ASCII, so that what stands on the screen is what is opened. */
const verificationUri = z
	.string()
	.max(300)
	.regex(/^https?:\/\/[!-~]+$/);

/** How long after an answer the client asks again at the earliest. */
const intervalSeconds = z.number().int().min(1).max(60);

/** `POST /v1/elsewhere-logins` answer. */
export const elsewhereLoginStarted = z.object({
	/** Whoever has it gets the session: it goes into bodies alone, never into a path. */
	deviceCode: token,
	userCode,
	verificationUri,
	/** With the user code in it, for a telephone's camera; of the same origin. */
	verificationUriComplete: verificationUri.optional(),
	/** Of the other site, as people know it. */
	siteName: shortText,
	/** Both codes. */
	expiresInSeconds: z.number().int().min(1).max(3600),
	intervalSeconds,
});

/** `POST /v1/elsewhere-logins/session` request. */
export const elsewhereLoginPoll = z.object({ deviceCode: token });

/**
 * `POST /v1/elsewhere-logins/session` answer. Asking changes nothing: a session that was opened is given again, as
 * long as the codes hold, so that an answer that was lost is asked for once more.
 */
export const elsewhereLoginState = z.discriminatedUnion('state', [
	/** The person is not back yet. */
	z.object({ state: z.literal('authorization-pending'), intervalSeconds }),
	/** The same, and it was asked too soon: five seconds more from now on, which is in `intervalSeconds`. */
	z.object({ state: z.literal('slow-down'), intervalSeconds }),
	/** The person refused it there. */
	z.object({ state: z.literal('access-denied') }),
	/** The codes are too old, or were never given. */
	z.object({ state: z.literal('expired-token') }),
	z.object({ state: z.literal('done'), session: sessionOpened }),
]);

export type ElsewhereLoginStarted = z.infer<typeof elsewhereLoginStarted>;
export type ElsewhereLoginState = z.infer<typeof elsewhereLoginState>;
