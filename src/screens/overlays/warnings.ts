import { dim, EMPTY_LINE, type Line, line, plain } from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';
import { scrollable } from './scrollable.ts';

/** The guide's four warnings, word for word. */
export function warningsOverlay(view: View, scroll: number): Work {
	const { texts, width } = view;
	const all: readonly Line[] = [
		...paragraph(texts.warnings.intro, width),
		EMPTY_LINE,
		...texts.warnings.items.flatMap((item, index) => [
			...paragraph(item, width - 3).map((text, row) => [
				plain(row === 0 ? `${index + 1}. ` : '   '),
				...text,
			]),
			EMPTY_LINE,
		]),
		line(dim(texts.warnings.source)),
	];
	return scrollable(view, texts.warnings.title, scroll, all);
}
