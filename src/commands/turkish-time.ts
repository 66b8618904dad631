/* Days and moments as people read them: in Turkish time whatever the machine is set to, as on the screens. */

const TURKEY = { timeZone: 'Europe/Istanbul', day: '2-digit', month: '2-digit', year: 'numeric' } as const;
const days = new Intl.DateTimeFormat('tr-TR', TURKEY);
const moments = new Intl.DateTimeFormat('tr-TR', {
	...TURKEY,
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
});

/**
 * Such as `29.11.2026`.
 *
 * @param moment ISO 8601, or milliseconds since 1970 UTC
 */
export function dayText(moment: string | number): string {
	return days.format(new Date(moment));
}

/**
 * Such as `29.11.2026 21:03:11`.
 *
 * @param moment ISO 8601, or milliseconds since 1970 UTC
 */
export function momentText(moment: string | number): string {
	return moments.format(new Date(moment));
}
