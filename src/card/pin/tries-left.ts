/** How many wrong tries a PIN or PUK has left, as far as is known without comparing one. */
export type TriesLeft =
	| { readonly kind: 'unknown' }
	/** `count` or fewer: the card says no number, or the number may be old. */
	| { readonly kind: 'at-most'; readonly count: number }
	| { readonly kind: 'exactly'; readonly count: number }
	/** One more wrong one blocks it. The card may be blocked already: its hint does not tell these apart. */
	| { readonly kind: 'last-try' }
	| { readonly kind: 'blocked' };

/**
 * What a counter shows of itself now, whichever way it was read: tag 90 of the FCI, or a token's flags. `untouched`: no
 * wrong one since the last right one. `some-wrong`: a wrong one, and more than one try is left.
 */
export type CounterHint = 'untouched' | 'some-wrong' | 'last-try' | 'locked';

/** What an answer told of the counter. */
export type LearntTries =
	| { readonly kind: 'left'; readonly count: number }
	/** The answer had no number: so many or fewer. */
	| { readonly kind: 'at-most'; readonly count: number }
	| { readonly kind: 'blocked' };

export const TRIES_ALLOWED = 3;
export const TRIES_AFTER_A_WRONG_ONE = TRIES_ALLOWED - 1;

/**
 * What is known from both sources. Where they disagree the more careful one counts: between two conversations
 * another program may have used the card.
 *
 * @param hint of the card, read now; undefined where it showed none
 * @param learnt from a former answer in the same insertion
 */
export function triesLeft(hint: CounterHint | undefined, learnt: LearntTries | undefined): TriesLeft {
	switch (hint) {
		case undefined:
			return withoutHint(learnt);
		case 'locked':
			return { kind: 'blocked' };
		case 'last-try':
			return { kind: learnt?.kind === 'blocked' ? 'blocked' : 'last-try' };
		case 'untouched':
			// Somebody filled the counter again: what was learnt of a blocked one is over.
			return isLast(learnt) ? { kind: 'last-try' } : { kind: 'at-most', count: TRIES_ALLOWED };
		case 'some-wrong':
			return afterSomeWrong(learnt);
	}
}

function withoutHint(learnt: LearntTries | undefined): TriesLeft {
	if (learnt === undefined) {
		return { kind: 'unknown' };
	}
	if (learnt.kind === 'blocked') {
		return learnt;
	}
	return isLast(learnt) ? { kind: 'last-try' } : { kind: 'at-most', count: learnt.count };
}

function afterSomeWrong(learnt: LearntTries | undefined): TriesLeft {
	if (learnt?.kind === 'blocked') {
		return learnt;
	}
	if (isLast(learnt)) {
		return { kind: 'last-try' };
	}
	return learnt?.kind === 'left'
		? { kind: 'exactly', count: learnt.count }
		: { kind: 'at-most', count: TRIES_AFTER_A_WRONG_ONE };
}

/** What an answer says of the counter itself, as long as the card is not given to anybody else. */
export function countedTries(count: number): TriesLeft {
	return count <= 1 ? { kind: 'last-try' } : { kind: 'exactly', count };
}

function isLast(learnt: LearntTries | undefined): boolean {
	return learnt !== undefined && learnt.kind !== 'blocked' && learnt.count <= 1;
}

/** False only where the card itself says, now, that more than one try is left. */
export function mayBeLastTry(hint: CounterHint | undefined, learnt: LearntTries | undefined): boolean {
	const { kind } = triesLeft(hint, learnt);
	return hint === undefined || kind === 'last-try' || kind === 'blocked';
}

/** Whether a try went between two looks at the card; undefined where its hints do not tell. */
export function isTrySpent(
	before: CounterHint | undefined,
	after: CounterHint | undefined,
): boolean | undefined {
	if (before === undefined || after === undefined) {
		return undefined;
	}
	if (before === after && (before === 'last-try' || before === 'locked')) {
		return undefined;
	}
	return RANKS.indexOf(after) > RANKS.indexOf(before);
}

const RANKS: readonly CounterHint[] = ['untouched', 'some-wrong', 'last-try', 'locked'];
