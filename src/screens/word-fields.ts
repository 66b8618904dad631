import { type NewWord, SHORTEST_NEW_WORD, type WordField } from '#app';
import { BLANK, type Part, paragraph, secretField, toned } from '#ui';
import type { View } from './view.ts';

const LAYOUT = { labelCells: 24 };

/** Security words, masked, and under them what is wrong and what to do. */
export function wordFields<Field extends WordField>(
	{ texts }: View,
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
): readonly Part[] {
	const { wordFields: labels, wordFaults } = texts.update;
	const said = fault === 'too-short' ? wordFaults[fault](SHORTEST_NEW_WORD) : fault && wordFaults[fault];
	return [
		...order.map((name) =>
			secretField({
				name,
				label: labels[name],
				isHere: focus === name,
				length: words[name].length,
				layout: LAYOUT,
			}),
		),
		BLANK,
		...(said === undefined ? [] : [paragraph(toned('danger', said))]),
		paragraph(how),
	];
}
