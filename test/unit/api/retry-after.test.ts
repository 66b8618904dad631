import { expect, test } from 'vitest';
import { retryAfterSeconds } from '../../../src/api/retry-after.ts';

const NOON = 'Thu, 15 Jan 2026 12:00:00 GMT';

test.each([
	['0', NOON, 0],
	['120', undefined, 120],
	['9999999999', NOON, 86_400],
	['Thu, 15 Jan 2026 12:02:30 GMT', NOON, 150],
	['Thu, 15 Jan 2026 11:00:00 GMT', NOON, 0],
	['Fri, 15 Jan 2027 12:00:00 GMT', NOON, 86_400],
])('Retry-After %s at %s asks to wait %s seconds', (retryAfter, date, seconds) => {
	expect(retryAfterSeconds(retryAfter, date)).toBe(seconds);
});

test.each([
	[undefined, NOON],
	['', NOON],
	['-5', undefined],
	['soon', NOON],
	['99999999999', undefined],
	['Thu, 15 Jan 2026 12:02:30 GMT', undefined],
	['Thu, 15 Jan 2026 12:02:30 GMT', 'teatime'],
])('Retry-After %s at %s says nothing usable', (retryAfter, date) => {
	expect(retryAfterSeconds(retryAfter, date)).toBeUndefined();
});
