import { expect, test } from 'vitest';
import { EXPIRY_WARNING_DAYS, validityAt } from '#certificate';

const DAY_MS = 86_400_000;
const dates = { notBefore: Date.UTC(2025, 0, 1), notAfter: Date.UTC(2028, 0, 1) };

test('a certificate is not valid before its first moment', () => {
	expect(validityAt(dates, dates.notBefore - 1)).toEqual({ kind: 'not-yet-valid', startsInMs: 1 });
	expect(validityAt(dates, dates.notBefore).kind).toBe('valid');
});

test('a certificate expires within the warning time, to the millisecond', () => {
	const edge = dates.notAfter - EXPIRY_WARNING_DAYS * DAY_MS;
	expect(validityAt(dates, edge - 1)).toEqual({ kind: 'valid', daysLeft: 90 });
	expect(validityAt(dates, edge)).toEqual({ kind: 'expiring', daysLeft: 90 });
});

test('the last day has no whole day left and the last moment still counts', () => {
	expect(validityAt(dates, dates.notAfter - DAY_MS + 1)).toEqual({ kind: 'expiring', daysLeft: 0 });
	expect(validityAt(dates, dates.notAfter)).toEqual({ kind: 'expiring', daysLeft: 0 });
	expect(validityAt(dates, dates.notAfter + 1)).toEqual({ kind: 'expired', since: dates.notAfter });
});

test('dates the wrong way round are never valid', () => {
	const swapped = { notBefore: dates.notAfter, notAfter: dates.notBefore };
	for (const now of [dates.notBefore - 1, dates.notBefore + 1, dates.notAfter + 1]) {
		expect(['expired', 'not-yet-valid']).toContain(validityAt(swapped, now).kind);
	}
});
