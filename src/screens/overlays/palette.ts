import type { Overlay } from '#app';
import {
	bold,
	cells,
	cut,
	dim,
	EMPTY_LINE,
	fitText,
	type Line,
	line,
	type PaletteEntry,
	paletteEntries,
	plain,
	wrapWithin,
} from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';

const LABEL_CELLS = 10;
const NAME_CELLS = 34;
/** The query, an empty line above the list and one below it, and what is said of the entry under the cursor. */
const REASON_ROWS = 2;

/** What is searched for, the entries that are left, and why the one under the cursor cannot be done. */
export function paletteOverlay(
	view: View,
	{ query, cursor }: Extract<Overlay, { readonly kind: 'palette' }>,
): Work {
	const { state, texts, width, rows } = view;
	const { palette } = texts;
	const entries = paletteEntries(state);
	const field = line(fitText(palette.search, LABEL_CELLS), bold(`${cut(query, width - LABEL_CELLS - 1)}_`));
	if (entries.length === 0) {
		return { title: palette.title, lines: [field, EMPTY_LINE, ...paragraph(palette.none, width)] };
	}
	const here = Math.min(cursor, entries.length - 1);
	const room = Math.max(1, rows - REASON_ROWS - 4);
	const first = Math.max(0, Math.min(here - Math.floor(room / 2), entries.length - room));
	return {
		title: palette.title,
		lines: [
			field,
			EMPTY_LINE,
			...entries.slice(first, first + room).map((entry, row) => entryLine(view, entry, first + row === here)),
			line(dim(entries.length > room ? palette.place(here + 1, entries.length) : '')),
			...reasonLines(view, entries[here]),
		],
	};
}

function entryLine(
	{ texts, theme, width }: View,
	{ name, key, refusal }: PaletteEntry,
	isHere: boolean,
): Line {
	const pointer = isHere ? bold(`${theme.glyphs.here} `) : plain('  ');
	const shown = fitText(name, Math.min(NAME_CELLS, width - 2));
	const beside = width - cells(shown) - 3;
	if (refusal !== undefined) {
		return line(pointer, dim(shown), dim(` ${cut(texts.refusals[refusal], beside)}`));
	}
	return line(pointer, isHere ? bold(shown) : plain(shown), dim(` ${cut(key, beside)}`));
}

/** The whole sentence, where the list may have had no room for it. */
function reasonLines({ texts, width }: View, entry: PaletteEntry | undefined): readonly Line[] {
	const sentence = entry?.refusal === undefined ? texts.palette.how : texts.refusals[entry.refusal];
	return wrapWithin(sentence, width, REASON_ROWS).map((text) => line(dim(text)));
}
