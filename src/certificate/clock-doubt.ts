import type { SealCertificate } from './seal-certificate.ts';

/**
 * Why the computer's clock is not believed. `behind`: earlier than every build of the program. `ahead`: every certificate
 * that was looked at would have ended long ago.
 */
export type ClockDoubt = 'behind' | 'ahead';

/**
 * No build of the program is older, in milliseconds since 1970 UTC. A fixed moment, as the two others that come to mind
 * were written by the very clock that is judged: the program is built on the machine itself, and a journal record of a day
 * with a wrong clock would have every right clock doubted ever after.
 */
export const OLDEST_BUILD = Date.UTC(2026, 0, 1);

/** A seal lasts three years: one that ended so long ago was replaced at least once, and its card is hardly put in again. */
export const LONG_ENDED_YEARS = 5;

const LONG_ENDED_MS = LONG_ENDED_YEARS * 365.25 * 86_400_000;

/**
 * Whether the clock is to be checked before anything that dates say is believed. Undefined where nothing speaks against
 * it, which is no proof that it is right: a clock that is wrong by a year looks like any other.
 *
 * @param nowMs the computer's time, milliseconds since 1970 UTC
 * @param certificates all that were looked at: one that lasts, or that ended not long ago, speaks for the clock
 */
export function clockDoubt(
	nowMs: number,
	certificates: readonly Pick<SealCertificate, 'notAfter'>[],
): ClockDoubt | undefined {
	if (nowMs < OLDEST_BUILD) {
		return 'behind';
	}
	const isAllLongEnded = certificates.every(({ notAfter }) => nowMs > notAfter + LONG_ENDED_MS);
	return certificates.length > 0 && isAllLongEnded ? 'ahead' : undefined;
}
