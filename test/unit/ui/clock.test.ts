import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	calendarDate,
	clockTime,
	countdown,
	dayAndHourOfToday,
	secondsSince,
} from '../../../src/ui/clock.ts';

const ofIcu = (options: Intl.DateTimeFormatOptions) =>
	new Intl.DateTimeFormat('tr-TR', { timeZone: 'Europe/Istanbul', ...options });
const icuClock = ofIcu({ hour: '2-digit', minute: '2-digit' });
const icuDate = ofIcu({ day: '2-digit', month: '2-digit', year: 'numeric' });

describe('Turkish time', () => {
	test('is what the time zone database says, before and since the fixed offset', () => {
		// Fails when Node's database changes Turkey's offset: then `clock.ts` must follow.
		const moments = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2060, 0, 1) });
		fc.assert(
			fc.property(moments, (at) => {
				expect(clockTime(at)).toBe(icuClock.format(at));
				expect(calendarDate(at)).toBe(icuDate.format(at));
			}),
			{ numRuns: 2_000 },
		);
	});

	test.each([
		Date.UTC(2016, 8, 6, 20, 59, 59, 999),
		Date.UTC(2016, 8, 6, 21),
		Date.UTC(2016, 8, 7),
		Date.UTC(2016, 9, 30, 1),
	])('is right around the change of 2016 (%d)', (at) => {
		expect(clockTime(at)).toBe(icuClock.format(at));
		expect(calendarDate(at)).toBe(icuDate.format(at));
	});
});

test.each([
	[Date.UTC(9999, 11, 31, 20, 59, 59), '31.12.9999', '23:59'],
	[Date.UTC(9999, 11, 31, 21), '31.12.9999', '21:00'],
	[Date.UTC(9999, 11, 31, 23, 59, 59), '31.12.9999', '23:59'],
] as const)(
	'the end that X.509 writes where none is known is shown as it is written (%d)',
	(at, day, hour) => {
		expect([calendarDate(at), clockTime(at)]).toEqual([day, hour]);
		expect(dayAndHourOfToday(at, Date.UTC(2026, 0, 1))).toBe(day);
	},
);

describe('seconds', () => {
	test('a countdown counts a second that has begun and never goes below zero', () => {
		expect(countdown(161_000)).toBe('2:41');
		expect(countdown(160_001)).toBe('2:41');
		expect(countdown(1)).toBe('0:01');
		expect(countdown(-5_000)).toBe('0:00');
	});

	test('gone by are whole ones', () => {
		expect(secondsSince(1_000, 2_999)).toBe(1);
		expect(secondsSince(2_000, 1_000)).toBe(0);
	});
});

test('a day that something begins on has its hour where it is today, in Turkey', () => {
	const now = Date.UTC(2026, 10, 29, 8);
	expect(dayAndHourOfToday(Date.UTC(2026, 10, 29, 12, 5), now)).toBe('29.11.2026 15:05');
	// 00:30 of the next day in Turkey.
	expect(dayAndHourOfToday(Date.UTC(2026, 10, 29, 21, 30), now)).toBe('30.11.2026');
	expect(dayAndHourOfToday(Date.UTC(2026, 10, 28, 21, 30), now)).toBe('29.11.2026 00:30');
});
