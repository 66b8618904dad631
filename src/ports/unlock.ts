import type { CardPinPort, UnlockOrder, UnlockPort } from '#app';

/** Unlocks cards with what a portal gave out, through the one desk of this run. */
export function unlockAt(cardPin: CardPinPort): UnlockPort {
	return {
		async unlock(order, signal) {
			if (order.mustCheck) {
				const checked = await hasNewPin(cardPin, order, signal);
				if (checked !== 'no') {
					return checked === 'yes' ? { kind: 'already-done' } : { kind: 'not-checked' };
				}
			}
			const outcome = await cardPin.perform(
				{
					act: 'unblock-pin',
					card: order.card,
					puk: order.puk,
					newPin: order.newPin,
					holderNumber: order.holderNumber,
					// The portal stands for whoever is in charge: nobody types this PUK.
					isSupervised: true,
					origin: order.origin,
					unlock: { unlockId: order.unlockId, cardSerial: order.cardSerial },
				},
				signal,
			);
			return outcome.kind === 'signed' || outcome.kind === 'not-signed'
				? { kind: 'unknown' }
				: outcome.kind === 'unknown'
					? { kind: 'unknown' }
					: outcome;
		},
	};
}

/**
 * Whether a card that may have been unlocked has the new PIN. Its counter is looked at first: a card that was unlocked
 * shows no wrong try, so that one which shows some was not; only where it shows none is the new PIN tried, once.
 */
async function hasNewPin(
	cardPin: CardPinPort,
	{ card, newPin }: UnlockOrder,
	signal: AbortSignal,
): Promise<'yes' | 'no' | 'not-known'> {
	const tries = await cardPin.readTries(card, signal);
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
