import { type AppState, gapOf, seenByDriver } from '#app';
import type { ReaderSnapshot } from '#card';
import type { Texts } from '#i18n';

/** What is in a reader, in one or two words. */
export function slotWord(state: AppState, reader: ReaderSnapshot, { card }: Texts): string {
	const gap = gapOf(reader.slot);
	if (gap !== undefined) {
		return card.gapWord[gap.kind];
	}
	const sight = seenByDriver(state, reader);
	return sight === undefined || (sight.kind === 'asking' && reader.slot.kind === 'failed')
		? card.slotWord[reader.slot.kind]
		: card.driverWord[sight.kind];
}
