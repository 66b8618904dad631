import type { ReaderSnapshot, SlotState } from '#card';
import type { AppState } from './state.ts';

/** What is most useful to look at first: a seal, then a card at work, then trouble, then an empty reader. */
const SLOT_ORDER: readonly SlotState['kind'][] = [
	'seal',
	'reading',
	'in-use',
	'akis',
	'unresponsive',
	'failed',
	'foreign',
	'empty',
];

/** The reader that the screens speak of: the chosen one, else the most useful one; undefined without readers. */
export function focusedReader(state: AppState): ReaderSnapshot | undefined {
	const chosen = state.card.readers.find((reader) => reader.name === state.chosenReader);
	if (chosen !== undefined) {
		return chosen;
	}
	const rank = (reader: ReaderSnapshot) =>
		SLOT_ORDER.indexOf(reader.slot.kind) * 2 + (reader.isVirtual ? 0 : 1);
	return [...state.card.readers].sort((a, b) => rank(a) - rank(b))[0];
}
