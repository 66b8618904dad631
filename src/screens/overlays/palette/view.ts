import { BLANK, type Choice, choices, dim, field, paragraph, row } from '#ui';
import type { View, Work } from '../../view.ts';
import { windowStart } from '../../window-start.ts';
import { overlayOf } from '../overlay-of.ts';
import type { PaletteEntry } from './entries.ts';

/** A name and the space behind it. */
const NAME_CELLS = 35;
/** The query, an empty line above the list and one below it, and what is said of the entry under the cursor. */
const REASON_ROWS = 2;

/** What is searched for, the entries that are left, and why the one under the cursor cannot be done. */
export function paletteOverlay(view: View): Work {
	const { state, texts, rows } = view;
	const { query, cursor } = overlayOf(view, 'palette');
	const { palette, refusals } = texts;
	const entries = view.paletteEntries(state);
	const search = field({
		name: 'search',
		label: palette.search,
		isHere: true,
		value: query,
		layout: { labelCells: 10, isAlone: true },
	});
	if (entries.length === 0) {
		return { title: palette.title, parts: [search, BLANK, paragraph(palette.none)] };
	}
	const here = Math.min(cursor, entries.length - 1);
	const room = Math.max(1, rows - REASON_ROWS - 4);
	const first = windowStart(here, entries.length, room);
	const refusal = entries[here]?.refusal;
	return {
		title: palette.title,
		parts: [
			search,
			BLANK,
			choices(
				entries.slice(first, first + room).map((entry, index) => choiceOf(view, entry, first + index)),
				String(here),
				{ labelCells: NAME_CELLS },
			),
			row(dim(entries.length > room ? palette.place(here + 1, entries.length) : '')),
			paragraph(dim(refusal === undefined ? palette.how : refusals[refusal]), { most: REASON_ROWS }),
		],
	};
}

function choiceOf(
	{ texts: { refusals } }: View,
	{ name, key, refusal }: PaletteEntry,
	place: number,
): Choice {
	const entry = { id: String(place), label: name };
	return refusal === undefined ? { ...entry, beside: dim(key) } : { ...entry, closed: refusals[refusal] };
}
