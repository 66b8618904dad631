import type { PortalProblem } from '#api';

/* What the portal asked to wait for (Retry-After, RFC 9110 section 10.2.3). */

/**
 * The longest time that a portal's word holds anything back (seconds). A portal that fails says minutes; whoever sits on
 * a line without TLS could say a day, and close the program for everybody after this person.
 */
export const LONGEST_HELD_SECONDS = 15 * 60;

/** Until then nothing is sent: not by itself, and by a key only where the portal asked for longer than is held back. */
export interface PortalWait {
	/** What the portal answered; an act that is held back meanwhile is answered with it. */
	readonly code: PortalProblem['code'];
	/** Milliseconds since 1970 UTC; at most {@link LONGEST_HELD_SECONDS} after it was told. */
	readonly until: number;
	/** What the portal asked for (seconds), where that is longer. */
	readonly longerThanHeld: number | undefined;
}

/** Of one holder's logins alone. */
export interface LoginLock extends PortalWait {
	/** Digits only. */
	readonly holderNumber: string;
}

/** Whether the portal takes nothing at all, or no login of the holder whose number stands in the form. */
export type WaitFor = 'portal' | 'login';

/** Problems by which a portal says that it takes nothing at all for now. */
export const BUSY: readonly PortalProblem['code'][] = ['too-many-requests', 'server-error'];

/** True where the portal did not look at what was asked, and said when it will: what was typed is as good as before. */
export function isBusy({ code, retryAfterSeconds = 0 }: PortalProblem): boolean {
	return BUSY.includes(code) && retryAfterSeconds > 0;
}

/** How long the portal's word holds something back (seconds). */
export function heldSeconds({ retryAfterSeconds = 0 }: PortalProblem): number {
	return Math.min(retryAfterSeconds, LONGEST_HELD_SECONDS);
}
