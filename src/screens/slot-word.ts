import { gapOf } from '#app';
import type { SlotState } from '#card';
import type { Texts } from '#i18n';

/** What is in a reader, in one or two words. */
export function slotWord(slot: SlotState, texts: Texts): string {
	const gap = gapOf(slot);
	return gap === undefined ? texts.card.slotWord[slot.kind] : texts.card.gapWord[gap.kind];
}
