import { type NewWord, SHORTEST_NEW_WORD, type WordField } from '#app';
import { bold, EMPTY_LINE, fitText, type Line, line, plain } from '#ui';
import { maskedField } from './masked-field.ts';
import { paragraph } from './paragraph.ts';
import type { View } from './view.ts';

const LABEL_CELLS = 24;

/** Security words, masked, and under them what is wrong and what to do. */
export function wordFieldLines<Field extends WordField>(
	view: View,
	order: readonly Field[],
	{
		focus,
		words,
		fault,
	}: {
		readonly focus: Field;
		readonly words: { readonly [field in Field]: { readonly length: number } };
		readonly fault: NewWord['fault'];
	},
	how: string,
): readonly Line[] {
	const { texts, theme, width } = view;
	const { wordFields, wordFaults } = texts.update;
	const said = fault === 'too-short' ? wordFaults[fault](SHORTEST_NEW_WORD) : fault && wordFaults[fault];
	return [
		...order.map((field) => {
			const isHere = focus === field;
			const label = fitText(wordFields[field], LABEL_CELLS - 2);
			const room = width - LABEL_CELLS - 1;
			const masked = maskedField(theme, words[field].length, room);
			return line(
				isHere ? bold(`${theme.glyphs.here} `) : plain('  '),
				isHere ? bold(label) : plain(label),
				`${masked}${isHere ? '_' : ''}`,
			);
		}),
		EMPTY_LINE,
		...(said === undefined ? [] : paragraph(said, width, 'danger')),
		...paragraph(how, width),
	];
}
