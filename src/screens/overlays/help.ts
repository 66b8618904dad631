import { BLANK, bold, dim, group, type Part, plain, row, type TableRow, table } from '#ui';
import { GROUP_NAMES, type KeyGroup } from '../keys/bindings.ts';
import { chordName } from '../keys/chord-name.ts';
import type { OfferedBinding } from '../keys/offered.ts';
import type { View, Work } from '../view.ts';
import { overlayOf } from './overlay-of.ts';
import { scrollable } from './scrollable.ts';

const KEYS_CELLS = 20;

/** Every key that works on what lies below, from the one table. */
export function helpOverlay(view: View): Work {
	const { state, texts } = view;
	const { scroll, below } = overlayOf(view, 'help');
	const offered = view.offered({ ...state, overlay: below });
	const everywhere = offered.filter(({ binding }) => binding.contexts === 'everywhere');
	const here = offered.filter(({ binding }) => binding.contexts !== 'everywhere');
	return scrollable(view, texts.help.title, scroll, [
		row(dim(texts.help.here)),
		entries(view, here),
		BLANK,
		row(dim(texts.help.everywhere)),
		entries(view, everywhere),
	]);
}

/** One row a binding, and one for all bindings of a group. */
function entries({ texts }: View, offered: readonly OfferedBinding[]): Part {
	const seen = new Set<KeyGroup>();
	const rows = offered.flatMap(({ binding, chords }): readonly TableRow[] => {
		const { group: keyGroup } = binding;
		if (keyGroup === undefined) {
			const keys = chords.map((chord) => chordName(chord, texts.keyNames)).join('  ');
			return [{ cells: [bold(keys), plain(texts.keys[binding.command])] }];
		}
		if (seen.has(keyGroup)) {
			return [];
		}
		seen.add(keyGroup);
		return [{ cells: [bold(GROUP_NAMES[keyGroup]), plain(texts.keyGroups[keyGroup])] }];
	});
	return group<Part>(2, table({ columns: [KEYS_CELLS], rows }));
}
