import { describe, expect, it } from 'vitest';
import { calendarFile } from '#certificate';

const AT = Date.UTC(2027, 3, 18, 8, 17, 5);

function fileOf(summary: string): string {
	return calendarFile([{ id: 'a', at: AT, summary, description: 'b' }], Date.UTC(2026, 0, 15, 12));
}

describe('a calendar file', () => {
	it('has its moments in UTC, to the second, and an alarm at each', () => {
		const lines = fileOf('Son gün').split('\r\n');
		expect(lines).toEqual(
			expect.arrayContaining([
				'BEGIN:VCALENDAR',
				'VERSION:2.0',
				'UID:a@muhurdar',
				'DTSTAMP:20260115T120000Z',
				'DTSTART:20270418T081705Z',
				'SUMMARY:Son gün',
				'TRIGGER:PT0S',
				'END:VCALENDAR',
			]),
		);
		expect(lines.at(-1)).toBe('');
	});

	it('escapes what means something in it', () => {
		expect(fileOf('A, B; C\\D')).toContain('SUMMARY:A\\, B\\; C\\\\D\r\n');
	});

	it('folds long lines at 75 octets, never inside a character, and loses nothing', () => {
		const title = 'Gülçiçek Öğretmenoğulları Isıtma Soğutma '.repeat(8).trim();
		const file = fileOf(title);
		expect(Math.max(...file.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
		expect(file.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}`);
		expect(file).not.toContain('\u{FFFD}');
	});
});
