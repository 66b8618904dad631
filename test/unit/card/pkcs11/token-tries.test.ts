import { describe, expect, test } from 'vitest';
import { pinFlagsOf } from '../../../../src/card/pkcs11/cryptoki-codes.ts';
import { learnWrong, tokenHint } from '../../../../src/card/pkcs11/token-tries.ts';

describe('the flags of a token', () => {
	test.each([
		// Initialized, login required, user PIN initialized: what OpenSC 0.23 shows for a blocked card in a new process.
		[0x40c, undefined],
		[0x1_040c, 'some-wrong'],
		[0x2_040c, 'last-try'],
		[0x3_040c, 'last-try'],
		[0x4_040c, 'locked'],
		[0x7_040c, 'locked'],
	])('%i say %s', (flags, hint) => {
		expect(tokenHint(pinFlagsOf(flags))).toBe(hint);
	});

	test('that could not be read say nothing', () => {
		expect(tokenHint(undefined)).toBeUndefined();
	});
});

describe('a wrong PIN teaches', () => {
	test.each([
		['one try fewer than a full counter where nothing was known', undefined, undefined, undefined, 2],
		['one fewer than was learnt', 2, undefined, undefined, 1],
		['one fewer than the flags said before', undefined, 'some-wrong', 'some-wrong', 1],
		['no more than the flags say afterwards', undefined, undefined, 'last-try', 1],
		['that one is left, for the module did not say blocked', 1, 'last-try', 'last-try', 1],
	] as const)('%s', (_, count, before, after, left) => {
		const learnt = count === undefined ? undefined : ({ kind: 'at-most', count } as const);
		expect(learnWrong(learnt, before, after)).toEqual({ kind: 'at-most', count: left });
	});

	test('that the PIN is blocked where the flags say so', () => {
		expect(learnWrong(undefined, undefined, 'locked')).toEqual({ kind: 'blocked' });
	});
});
