/** As in the contract: what is longer than a day is told as a day. */
const MAX_SECONDS = 86_400;

/**
 * Seconds that a `Retry-After` header asks to wait (RFC 9110 section 10.2.3: seconds, or a date). A date is
 * taken against the answer's own `Date`, so that a wrong clock on this machine changes nothing; without one
 * it is not understood. Undefined where there is nothing usable.
 */
export function retryAfterSeconds(
	retryAfter: string | undefined,
	date: string | undefined,
): number | undefined {
	if (retryAfter === undefined) {
		return undefined;
	}
	if (/^\d{1,10}$/.test(retryAfter)) {
		return Math.min(Number(retryAfter), MAX_SECONDS);
	}
	const delayMs = Date.parse(retryAfter) - Date.parse(date ?? '');
	return Number.isNaN(delayMs) ? undefined : Math.min(Math.max(Math.ceil(delayMs / 1000), 0), MAX_SECONDS);
}
