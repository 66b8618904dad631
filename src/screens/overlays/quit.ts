import { bold, EMPTY_LINE, line } from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';

/** Asked only while something would be lost by leaving. */
export function quitOverlay({ state, texts, width }: View): Work {
	const lost = state.session === undefined ? texts.quit.loginBody : texts.quit.body;
	return {
		title: texts.quit.title,
		lines: [...paragraph(lost, width), EMPTY_LINE, line(bold(texts.quit.how))],
	};
}
