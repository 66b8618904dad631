import { describe, expect, test } from 'vitest';
import { countedTries, isTrySpent, mayBeLastTry, triesLeft } from '../../../../src/card/pin/tries-left.ts';

const clean = 'untouched' as const;
const wrong = 'some-wrong' as const;
const last = 'last-try' as const;
const locked = 'locked' as const;

const atMost = (count: number) => ({ kind: 'at-most', count }) as const;
const left = (count: number) => ({ kind: 'left', count }) as const;
const blocked = { kind: 'blocked' } as const;

describe('the tries left', () => {
	test.each([
		[undefined, undefined, 'unknown'],
		[undefined, left(2), 'at-most 2'],
		[undefined, left(1), 'last-try'],
		[undefined, blocked, 'blocked'],
		[clean, undefined, 'at-most 3'],
		[clean, left(2), 'at-most 3'],
		[clean, left(1), 'last-try'],
		[clean, blocked, 'at-most 3'],
		[wrong, undefined, 'at-most 2'],
		[wrong, left(2), 'exactly 2'],
		[wrong, left(1), 'last-try'],
		[wrong, blocked, 'blocked'],
		[last, undefined, 'last-try'],
		[last, left(2), 'last-try'],
		[last, blocked, 'blocked'],
		[locked, undefined, 'blocked'],
		[locked, left(2), 'blocked'],
		[undefined, atMost(2), 'at-most 2'],
		[undefined, atMost(1), 'last-try'],
		[wrong, atMost(2), 'at-most 2'],
		[wrong, atMost(1), 'last-try'],
	])('by %j and %j are %s', (flags, learnt, expected) => {
		const tries = triesLeft(flags, learnt);
		expect('count' in tries ? `${tries.kind} ${tries.count}` : tries.kind).toBe(expected);
	});

	test('are those of the answer while nobody else has the card', () => {
		expect(countedTries(2)).toEqual({ kind: 'exactly', count: 2 });
		expect(countedTries(1)).toEqual({ kind: 'last-try' });
	});
});

describe('a last try', () => {
	test('is ruled out only where the card itself says so', () => {
		expect(mayBeLastTry(clean, undefined)).toBe(false);
		expect(mayBeLastTry(wrong, left(2))).toBe(false);
		expect(mayBeLastTry(undefined, undefined)).toBe(true);
		expect(mayBeLastTry(undefined, left(2))).toBe(true);
		expect(mayBeLastTry(clean, left(1))).toBe(true);
		expect(mayBeLastTry(last, undefined)).toBe(true);
		expect(mayBeLastTry(undefined, atMost(3))).toBe(true);
		expect(mayBeLastTry(wrong, atMost(1))).toBe(true);
	});
});

describe('a try', () => {
	test.each([
		[clean, clean, false],
		[clean, wrong, true],
		[clean, last, true],
		[wrong, wrong, false],
		[wrong, last, true],
		[wrong, clean, false],
		[last, clean, false],
		[last, last, undefined],
		[last, locked, true],
		[locked, locked, undefined],
		[locked, clean, false],
		[undefined, clean, undefined],
		[clean, undefined, undefined],
	])('between %j and %j is spent: %j', (before, after, expected) => {
		expect(isTrySpent(before, after)).toBe(expected);
	});
});
