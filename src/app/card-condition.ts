import type { SlotState } from '#card';
import { type CardGap, cardGap } from '#card-rules';
import type { Next } from './next.ts';
import { next, refuse, tell } from './next.ts';
import type { AppState } from './state.ts';

/* Whether a card is fit for use as it was read, and what is read again. */

/** What is missing on the card in this slot; undefined where nothing is, or no card was read. */
export function gapOf(slot: SlotState | undefined): CardGap | undefined {
	return slot?.kind === 'seal' || slot?.kind === 'akis' ? cardGap(slot.card) : undefined;
}

/** Whether a whole seal was read. */
export function isSealWhole(slot: SlotState | undefined): boolean {
	return slot?.kind === 'seal' && gapOf(slot) === undefined;
}

/** Whether a card is in that was not read, or not whole, and that reading again could help. */
export function canReadAgain({ card }: AppState): boolean {
	return card.readers.some(
		({ slot }) => (slot.kind === 'failed' && slot.code !== 'terminated') || gapOf(slot) !== undefined,
	);
}

export function readCardsAgain(state: AppState): Next {
	return canReadAgain(state)
		? next(tell(state, 'reading-again'), { kind: 'read-cards-again' })
		: refuse(state, 'no-such-key');
}
