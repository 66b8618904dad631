import type { AppState } from './state.ts';

/** Numbers of the holders whose seals are in the readers, each once. */
export function holdersInReaders({ card }: AppState): readonly string[] {
	return [
		...new Set(card.readers.flatMap(({ slot }) => (slot.kind === 'seal' ? [slot.holder.taxNumber] : []))),
	];
}
