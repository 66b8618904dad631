import type { AkisCard, TriesLeft } from '#card';
import type { StampedMessage } from '../messages.ts';
import type { AppState, SeenTries } from '../state.ts';

/** What this card told of its PIN's tries since it was put in; undefined where nobody asked, or something was tried since. */
export function triesOf({ seenTries }: AppState, card: AkisCard): TriesLeft | undefined {
	return seenTries.find((seen) => seen.card === card)?.pin;
}

/** What is known of tries after this message; nothing of a card that left, or that had an act. */
export function triesAfter(state: AppState, message: StampedMessage): readonly SeenTries[] {
	const { seenTries, cardPin } = state;
	switch (message.type) {
		case 'card-changed':
			return seenTries.filter(({ card }) =>
				message.snapshot.readers.some(({ slot }) => 'card' in slot && slot.card === card),
			);
		case 'card-pin-performed':
		case 'card-unlocked':
			return [];
		case 'pin-tries-read': {
			const { outcome } = message;
			const card = cardPin?.card;
			if (
				card === undefined ||
				cardPin?.tries.kind !== 'looking' ||
				cardPin.tries.request !== message.request ||
				outcome.kind !== 'read'
			) {
				return seenTries;
			}
			return [...seenTries.filter((seen) => seen.card !== card), { card, pin: outcome.pin }];
		}
		default:
			return seenTries;
	}
}
