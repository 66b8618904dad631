import type { LearntTries, TriesLeft } from '../pin/tries-left.ts';
import type { TokenPinFlags } from './cryptoki-codes.ts';

const TRIES_ALLOWED = 3;
const TRIES_LEFT_WHEN_LOW = 2;

/**
 * What is known of the tries left, from a token's flags and from what was answered in this insertion; the more careful
 * one counts. Flags give no number, and whether a module sets them honestly is not known: a token that shows none has
 * three tries *at most*.
 *
 * @param flags read now; undefined where they could not be
 */
export function tokenTries(flags: TokenPinFlags | undefined, learnt: LearntTries | undefined): TriesLeft {
	if (flags?.isLocked === true || learnt?.kind === 'blocked') {
		return { kind: 'blocked' };
	}
	const left = Math.min(flagged(flags), learnt?.count ?? TRIES_ALLOWED);
	return left <= 1 ? { kind: 'last-try' } : { kind: 'at-most', count: left };
}

/** What a wrong PIN or PUK teaches: one try fewer than was known, and no more than the flags say afterwards. */
export function learnWrong(
	learnt: LearntTries | undefined,
	before: TokenPinFlags,
	after: TokenPinFlags | undefined,
): LearntTries {
	if (after?.isLocked === true) {
		return { kind: 'blocked' };
	}
	const known = learnt?.kind === 'left' ? learnt.count : TRIES_ALLOWED;
	return { kind: 'left', count: Math.max(1, Math.min(Math.min(known, flagged(before)) - 1, flagged(after))) };
}

export function isPerhapsLastTry({ kind }: TriesLeft): boolean {
	return kind === 'last-try' || kind === 'unknown';
}

/** Whether a try went between two looks; undefined where the flags do not tell. */
export function isOneTryFewer(before: TokenPinFlags, after: TokenPinFlags): boolean | undefined {
	if (flagged(after) < flagged(before)) {
		return true;
	}
	// Flags that stay are those of an untouched counter, or of one between two of their marks, or never set at all.
	return flagged(after) > flagged(before) ? false : undefined;
}

function flagged(flags: TokenPinFlags | undefined): number {
	if (flags?.isLocked === true) {
		return 0;
	}
	if (flags?.isFinalTry === true) {
		return 1;
	}
	return flags?.isLow === true ? TRIES_LEFT_WHEN_LOW : TRIES_ALLOWED;
}
