import type { Overlay } from '#app';
import { bold, EMPTY_LINE, fitText, line, secondsSince } from '#ui';
import { maskedField } from '../masked-field.ts';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';

const LABEL_CELLS = 20;

/** Kiosk mode: who ends the program proves to be its operator. */
export function unlockOverlay(view: View, { code, pending }: Extract<Overlay, { kind: 'unlock' }>): Work {
	const { state, texts, theme, width } = view;
	return {
		title: texts.kiosk.unlockTitle,
		lines: [
			...paragraph(texts.kiosk.unlockBody, width),
			EMPTY_LINE,
			line(
				fitText(texts.kiosk.code, LABEL_CELLS),
				bold(`${maskedField(theme, code.length, width - LABEL_CELLS - 1)}_`),
			),
			EMPTY_LINE,
			...(pending === undefined
				? paragraph(texts.kiosk.unlockHow, width)
				: [line(texts.kiosk.checking(secondsSince(pending.since, state.now)))]),
		],
	};
}
