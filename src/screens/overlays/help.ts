import type { AppState } from '#app';
import {
	bold,
	chordName,
	dim,
	EMPTY_LINE,
	fitText,
	GROUP_NAMES,
	type KeyGroup,
	type Line,
	line,
	type OfferedBinding,
	offeredBindings,
} from '#ui';
import type { View, Work } from '../view.ts';
import { scrollable } from './scrollable.ts';

const KEYS_CELLS = 20;

/** Every key that works on what lies below, from the one table. */
export function helpOverlay(
	view: View,
	{ scroll, below }: { readonly scroll: number; readonly below?: AppState['overlay'] },
): Work {
	const { state, texts } = view;
	const offered = offeredBindings({ ...state, overlay: below });
	const everywhere = offered.filter(({ binding }) => binding.contexts === 'everywhere');
	const here = offered.filter(({ binding }) => binding.contexts !== 'everywhere');
	return scrollable(view, texts.help.title, scroll, [
		line(dim(texts.help.here)),
		...entries(view, here),
		EMPTY_LINE,
		line(dim(texts.help.everywhere)),
		...entries(view, everywhere),
	]);
}

/** One line a binding, and one for all bindings of a group. */
function entries({ texts }: View, offered: readonly OfferedBinding[]): readonly Line[] {
	const seen = new Set<KeyGroup>();
	return offered.flatMap(({ binding, chords }) => {
		const { group } = binding;
		if (group === undefined) {
			const keys = chords.map((chord) => chordName(chord, texts.keyNames)).join('  ');
			return [line('  ', bold(fitText(keys, KEYS_CELLS)), texts.keys[binding.command])];
		}
		if (seen.has(group)) {
			return [];
		}
		seen.add(group);
		return [line('  ', bold(fitText(GROUP_NAMES[group], KEYS_CELLS)), texts.keyGroups[group])];
	});
}
