import { type Refused, refused } from './pin-objections.ts';
import type { PinNotDone } from './pin-outcome.ts';
import { type CounterHint, type LearntTries, mayBeLastTry, triesLeft } from './tries-left.ts';

/** A PIN or PUK that is about to be compared, and what is known of its counter. */
export interface AboutToCompare {
	readonly secret: 'pin' | 'puk';
	/** What the card shows now; undefined where it shows nothing. */
	readonly hint: CounterHint | undefined;
	/** From a former answer in the same insertion. */
	readonly learnt: LearntTries | undefined;
	/** True where the person was told that this may be the last try, and confirmed it for this act. */
	readonly confirmedLastTry: boolean;
}

/**
 * Why the PIN or PUK is not sent, as far as the number of tries goes; undefined where nothing speaks against it. One
 * rule for APDUs and for the vendor's module: a PIN that may be on its last try needs a confirmation of its own, and
 * a PUK is not sent at all, because a wrong one destroys the card.
 */
export function lastTryObstacle({
	secret,
	hint,
	learnt,
	confirmedLastTry,
}: AboutToCompare):
	| Extract<PinNotDone, { kind: 'blocked' | 'needs-last-try-confirmation' }>
	| Refused
	| undefined {
	const tries = triesLeft(hint, learnt);
	if (tries.kind === 'blocked') {
		return tries;
	}
	if (!mayBeLastTry(hint, learnt)) {
		return undefined;
	}
	if (secret === 'puk') {
		return refused({ rule: tries.kind === 'last-try' ? 'last-puk-try' : 'puk-tries-unknown' });
	}
	return confirmedLastTry ? undefined : { kind: 'needs-last-try-confirmation', tries };
}
