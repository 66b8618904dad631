import type { PinFlags } from '../drivers/akis-v1.ts';

/** How many wrong tries a PIN or PUK has left, as far as is known without comparing one. */
export type TriesLeft =
	| { readonly kind: 'unknown' }
	/** `count` or fewer: the card says no number, or the number may be old. */
	| { readonly kind: 'at-most'; readonly count: number }
	| { readonly kind: 'exactly'; readonly count: number }
	/** One more wrong one blocks it. The card may be blocked already: its hint does not tell these apart. */
	| { readonly kind: 'last-try' }
	| { readonly kind: 'blocked' };

/** What an answer told of the counter. */
export type LearntTries = { readonly kind: 'left'; readonly count: number } | { readonly kind: 'blocked' };

const TRIES_ALLOWED = 3;

/**
 * What is known from both sources. Where they disagree the more careful one counts: between two conversations
 * another program may have used the card.
 *
 * @param flags of the card, read now; undefined where it gave none
 * @param learnt from a former answer in the same insertion
 */
export function triesLeft(flags: PinFlags | undefined, learnt: LearntTries | undefined): TriesLeft {
	if (flags === undefined) {
		return withoutFlags(learnt);
	}
	// A counter that shows no wrong try was filled again, by whomever.
	const isFull = !flags.isWrongEntered && !flags.isLastTry;
	if (learnt?.kind === 'blocked' && !isFull) {
		return { kind: 'blocked' };
	}
	if (flags.isLastTry || isLast(learnt)) {
		return { kind: 'last-try' };
	}
	if (isFull) {
		return { kind: 'at-most', count: TRIES_ALLOWED };
	}
	return learnt?.kind === 'left'
		? { kind: 'exactly', count: learnt.count }
		: { kind: 'at-most', count: TRIES_ALLOWED - 1 };
}

/** What an answer says of the counter itself, as long as the card is not given to anybody else. */
export function countedTries(count: number): TriesLeft {
	return count <= 1 ? { kind: 'last-try' } : { kind: 'exactly', count };
}

function withoutFlags(learnt: LearntTries | undefined): TriesLeft {
	if (learnt === undefined) {
		return { kind: 'unknown' };
	}
	if (learnt.kind === 'blocked') {
		return learnt;
	}
	return isLast(learnt) ? { kind: 'last-try' } : { kind: 'at-most', count: learnt.count };
}

function isLast(learnt: LearntTries | undefined): boolean {
	return learnt?.kind === 'left' && learnt.count <= 1;
}

/** False only where the card itself says, now, that more than one try is left. */
export function mayBeLastTry(flags: PinFlags | undefined, learnt: LearntTries | undefined): boolean {
	const { kind } = triesLeft(flags, learnt);
	return flags === undefined || kind === 'last-try' || kind === 'blocked';
}

/** Whether a try went between two looks at the card; undefined where its hints do not tell. */
export function isTrySpent(before: PinFlags | undefined, after: PinFlags | undefined): boolean | undefined {
	if (before === undefined || after === undefined) {
		return undefined;
	}
	if (before.isLastTry && after.isLastTry) {
		return undefined;
	}
	return rank(after) > rank(before);
}

function rank({ isWrongEntered, isLastTry }: PinFlags): number {
	return isLastTry ? 2 : Number(isWrongEntered);
}
