import { BLANK, dim, paragraph, row } from '#ui';
import type { View, Work } from '../view.ts';
import { overlayOf } from './overlay-of.ts';
import { scrollable } from './scrollable.ts';

/** The guide's four warnings, word for word. */
export function warningsOverlay(view: View): Work {
	const { scroll } = overlayOf(view, 'warnings');
	const { warnings } = view.texts;
	return scrollable(view, warnings.title, scroll, [
		paragraph(warnings.intro),
		BLANK,
		...warnings.items.flatMap((item, index) => [paragraph(item, { mark: index + 1 }), BLANK]),
		row(dim(warnings.source)),
	]);
}
