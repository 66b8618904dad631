import {
	type CounterHint,
	type LearntTries,
	TRIES_AFTER_A_WRONG_ONE,
	TRIES_ALLOWED,
} from '../pin/tries-left.ts';
import type { TokenPinFlags } from './cryptoki-codes.ts';

/**
 * What a token's flags say of a counter; undefined where none is set. That is not "no wrong PIN": a module may not know, or
 * keep it to itself (PKCS#11 v2.40, 3.2), and OpenSC's shows no flag in a new process even for a blocked PIN.
 *
 * @param flags read now; undefined where they could not be
 */
export function tokenHint(flags: TokenPinFlags | undefined): CounterHint | undefined {
	if (flags?.isLocked === true) {
		return 'locked';
	}
	if (flags?.isFinalTry === true) {
		return 'last-try';
	}
	return flags?.isLow === true ? 'some-wrong' : undefined;
}

/**
 * What a wrong PIN or PUK teaches: one try fewer than was possible before, and no more than the flags say afterwards.
 * SoftHSM 2.6 shows `low` for ever, so what was learnt counts beside the flags.
 */
export function learnWrong(
	learnt: LearntTries | undefined,
	before: CounterHint | undefined,
	after: CounterHint | undefined,
): LearntTries {
	if (after === 'locked') {
		return { kind: 'blocked' };
	}
	const known = learnt === undefined || learnt.kind === 'blocked' ? TRIES_ALLOWED : learnt.count;
	const left = Math.min(Math.min(known, mostLeft(before)) - 1, mostLeft(after));
	return { kind: 'at-most', count: Math.max(1, left) };
}

function mostLeft(hint: CounterHint | undefined): number {
	switch (hint) {
		case 'locked':
			return 0;
		case 'last-try':
			return 1;
		case 'some-wrong':
			return TRIES_AFTER_A_WRONG_ONE;
		case 'untouched':
		case undefined:
			return TRIES_ALLOWED;
	}
}
