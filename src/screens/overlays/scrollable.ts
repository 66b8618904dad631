import { dim, type Line, line, scrolled } from '#ui';
import type { View, Work } from '../view.ts';

/** Text that may be longer than the work area: a window on it, with a word that says so. */
export function scrollable({ texts, rows }: View, title: string, scroll: number, all: readonly Line[]): Work {
	if (all.length <= rows) {
		return { title, lines: all, scrollEnd: 0 };
	}
	const room = rows - 1;
	return {
		title,
		lines: [...scrolled(all, scroll, room), line(dim(texts.help.more))],
		scrollEnd: all.length - room,
	};
}
