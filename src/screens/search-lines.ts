import { bold, cut, dim, fitText, type Line, line } from '#ui';
import type { View } from './view.ts';

const LABEL_CELLS = 10;

/** What a list is searched for and how much of it is left; before that, by which key. */
export function searchLines(
	{ texts, width }: View,
	{ query, isTyping }: { readonly query: string; readonly isTyping: boolean },
	shown: string,
	hint: string = texts.certificateTable.searchHint,
): readonly Line[] {
	if (!isTyping && query === '') {
		return [line(dim(cut(hint, width)))];
	}
	const typed = cut(query, width - LABEL_CELLS - 1);
	return [
		line(fitText(texts.certificateTable.search, LABEL_CELLS), bold(isTyping ? `${typed}_` : typed)),
		line({ text: cut(shown, width), tone: 'care' }),
	];
}
