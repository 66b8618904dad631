import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockDoubt, LONG_ENDED_YEARS, OLDEST_BUILD } from '../../../src/certificate/clock-doubt.ts';

const { array, assert, integer, property, record } = fc;

const DAY_MS = 86_400_000;
const LONG_MS = LONG_ENDED_YEARS * 365.25 * DAY_MS;
const moments = integer({ min: 0, max: 4_102_444_800_000 });
const ends = array(record({ notAfter: moments }), { maxLength: 5 });

describe('the clock is doubted', () => {
	test('before the first build of the program, whatever the certificates say', () => {
		assert(
			property(ends, integer({ min: 0, max: OLDEST_BUILD - 1 }), (certificates, now) => {
				expect(clockDoubt(now, certificates)).toBe('behind');
			}),
		);
	});

	test('as ahead exactly where the last of the certificates ended long ago', () => {
		assert(
			property(ends, integer({ min: OLDEST_BUILD, max: 4_102_444_800_000 }), (certificates, now) => {
				const last = Math.max(...certificates.map(({ notAfter }) => notAfter));
				const isLongEnded = certificates.length > 0 && now - last > LONG_MS;
				expect(clockDoubt(now, certificates)).toBe(isLongEnded ? 'ahead' : undefined);
			}),
		);
	});

	test('never while one certificate lasts, however many others ended', () => {
		assert(
			property(ends, integer({ min: OLDEST_BUILD, max: 4_000_000_000_000 }), (certificates, now) => {
				expect(clockDoubt(now, [...certificates, { notAfter: now + 1 }])).toBeUndefined();
			}),
		);
	});

	test('once it is, at every later moment too', () => {
		assert(
			property(ends, moments, integer({ min: 0, max: 10_000 * DAY_MS }), (certificates, now, later) => {
				if (clockDoubt(now, certificates) === 'ahead') {
					expect(clockDoubt(now + later, certificates)).toBe('ahead');
				}
			}),
		);
	});
});
