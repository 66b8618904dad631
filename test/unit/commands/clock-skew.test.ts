import { expect, test } from 'vitest';
import type { WebTime } from '#api';
import { clockSkew } from '../../../src/commands/check/clock-skew.ts';

const SECOND = 1_000;
const told = (seconds: number, roundTripSeconds = 0): WebTime => ({
	ok: true,
	host: 'a.example',
	skew: { least: (seconds - roundTripSeconds) * SECOND, most: seconds * SECOND },
});
const silent: WebTime = { ok: false, host: 'b.example', code: 'offline' };

test.each<readonly [string, readonly WebTime[], ReturnType<typeof clockSkew>]>([
	['nobody', [silent, silent], { kind: 'untold' }],
	['two that are near', [told(119), told(-2)], { kind: 'same' }],
	['one that is near', [told(5), silent], { kind: 'same' }],
	[
		'two that are minutes away',
		[told(300), told(290)],
		{ kind: 'skewed', correctionMs: 300_000, isSure: true },
	],
	[
		'one that is minutes away',
		[told(-300), silent],
		{ kind: 'skewed', correctionMs: -300_000, isSure: false },
	],
	['two that differ', [told(0), told(300)], { kind: 'disagree' }],
	// It may have been the way: nothing is proven.
	['two whose answers were long under way', [told(125, 10), told(125, 10)], { kind: 'same' }],
])('%s', (_, times, expected) => {
	expect(clockSkew(times)).toEqual(expected);
});
