import type { CalledOff, CardPinPort, UnlockOrder, UnlockPort } from '#app';
import type { TriesLeft, TriesOutcome } from '#card';
import type { CardUnblocker } from './card-pin.ts';

/** Unlocks cards with what a portal gave out, through the one desk of this run. */
export function unlockAt(cardPin: CardPinPort & CardUnblocker): UnlockPort {
	return {
		async unlock(order, signal) {
			const tries = await cardPin.readTries(order.card, signal);
			if (order.mustCheck) {
				const checked = await hasNewPin(cardPin, order, tries, signal);
				if (checked !== 'no') {
					return checked === 'yes' ? { kind: 'already-done' } : { kind: 'not-checked' };
				}
			}
			const pukTriesLeft = tries.kind === 'read' ? mostLeft(tries.puk) : null;
			const outcome = await cardPin.unblock({ ...order, pukTriesLeft }, signal);
			return outcome.kind === 'unknown' ? { kind: 'unknown' } : outcome;
		},
	};
}

/** At most so many; null where nothing is known. */
function mostLeft(tries: TriesLeft | undefined): number | null {
	switch (tries?.kind) {
		case 'exactly':
		case 'at-most':
			return tries.count;
		case 'last-try':
			return 1;
		case 'blocked':
			return 0;
		case 'unknown':
		case undefined:
			return null;
	}
}

/**
 * Whether a card that may have been unlocked has the new PIN. Its counter is looked at first: a card that was unlocked
 * shows no wrong try, so that one which shows some was not; only where it shows none is the new PIN tried, once.
 */
async function hasNewPin(
	cardPin: CardPinPort,
	{ card, newPin }: UnlockOrder,
	tries: TriesOutcome | CalledOff,
	signal: AbortSignal,
): Promise<'yes' | 'no' | 'not-known'> {
	if (tries.kind !== 'read') {
		return 'not-known';
	}
	if (tries.pin.kind === 'blocked' || tries.pin.kind === 'last-try') {
		return 'no';
	}
	const tried = await cardPin.perform(
		{ act: 'verify-pin', card, pin: newPin, confirmedLastTry: false },
		signal,
	);
	switch (tried.kind) {
		case 'done':
			return 'yes';
		case 'wrong':
		case 'blocked':
			return 'no';
		default:
			return 'not-known';
	}
}
