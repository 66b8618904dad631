/** One entry of a calendar file: a moment and what is to be said of it. */
export interface CalendarEvent {
	/** Stays the same for the same event, so that a file read twice makes no second one. */
	readonly id: string;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
	readonly summary: string;
	readonly description: string;
	/** Whole days before it on which the calendar tells of it as well. */
	readonly remindDays?: readonly number[] | undefined;
}

/** RFC 5545 3.1: longer lines are folded. */
const MAX_LINE_OCTETS = 75;

/**
 * An iCalendar file (RFC 5545) with an alarm at each event. `stamp`: when it is made, milliseconds since 1970 UTC.
 */
export function calendarFile(events: readonly CalendarEvent[], stamp: number): string {
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Muhurdar//Muhurdar//TR',
		'CALSCALE:GREGORIAN',
		...events.flatMap(({ id, at, summary, description, remindDays = [] }) => [
			'BEGIN:VEVENT',
			`UID:${id}@muhurdar`,
			`DTSTAMP:${utc(stamp)}`,
			`DTSTART:${utc(at)}`,
			`SUMMARY:${escaped(summary)}`,
			`DESCRIPTION:${escaped(description)}`,
			'TRANSP:TRANSPARENT',
			...['PT0S', ...remindDays.map((days) => `-P${days}D`)].flatMap((trigger) => [
				'BEGIN:VALARM',
				'ACTION:DISPLAY',
				`TRIGGER:${trigger}`,
				`DESCRIPTION:${escaped(summary)}`,
				'END:VALARM',
			]),
			'END:VEVENT',
		]),
		'END:VCALENDAR',
	];
	return lines.map((text) => `${folded(text)}\r\n`).join('');
}

function utc(at: number): string {
	return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** RFC 5545 3.3.11. Text is cleaned before it comes here, so that it has no line breaks. */
function escaped(text: string): string {
	return text.replace(/[\\;,]/g, (sign) => `\\${sign}`);
}

/** Never inside a character. */
function folded(text: string): string {
	const lines: string[] = [];
	let current = '';
	for (const character of text) {
		if (Buffer.byteLength(current + character) > MAX_LINE_OCTETS) {
			lines.push(current);
			// The space that begins a continued line counts.
			current = ` ${character}`;
		} else {
			current += character;
		}
	}
	return [...lines, current].join('\r\n');
}
