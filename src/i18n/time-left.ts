/** To the second: nobody can sign, or get a PIN, a second too early. */
export function daysAndClock(seconds: number): { readonly days: number; readonly clock: string } {
	const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
	return {
		days: Math.floor(seconds / 86_400),
		clock: clock.map((value) => String(value).padStart(2, '0')).join(':'),
	};
}

/** Days that lead beyond every known end: what a certificate without one (9999, RFC 5280 4.1.2.5) has left. */
const ENDLESS_DAYS = 1_000_000;

export function isEndless(days: number): boolean {
	return days > ENDLESS_DAYS;
}
