import { drawAll, type Part } from '#ui';
import type { View, Work } from '../view.ts';

/** Text that may be longer than the work area: a window on it, with a word that says so. */
export function scrollable(
	{ texts, theme, width, rows }: View,
	title: string,
	first: number,
	parts: readonly Part[],
): Work {
	return {
		title,
		parts: [{ kind: 'scrolled', parts, first, rows, more: texts.help.more }],
		scrollEnd: scrollEnd(drawAll(parts, width, theme).length, rows),
	};
}

/** The row that says that there is more takes one. */
function scrollEnd(all: number, rows: number): number {
	return all <= rows ? 0 : all - (rows - 1);
}
