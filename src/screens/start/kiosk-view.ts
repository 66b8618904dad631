import { endOfSeal, focusedReader, gapOf } from '#app';
import { BLANK, bold, drawAll, type Part, paragraph, toned } from '#ui';
import { cardFigure, FIGURE_CELLS } from '../card/figure.ts';
import { slotSentence, visitorReader } from '../card/view.ts';
import { triedParts } from '../problem-sentence.ts';
import type { View, Work } from '../view.ts';

/** The figure stands only where it stays when a notice comes. */
const MOST_NOTICE_ROWS = 3;

/** For somebody who has never seen a terminal: what to do now, one thing after the other. */
export function kioskStart(view: View): Work {
	const { state, width, theme, rows } = view;
	const { kiosk } = view.texts;
	const parts = [
		paragraph(kiosk.intro),
		BLANK,
		...cardParts(view),
		...(state.portal.kind === 'lost'
			? [paragraph(toned('care', kiosk.portalAway)), ...triedParts(view, state.portal.problem)]
			: []),
		BLANK,
		paragraph(bold(kiosk.enter)),
		paragraph(kiosk.back),
		BLANK,
		paragraph(kiosk.leave),
	];
	const reader = focusedReader(state);
	// The figure shows how a card is put in: where no reader works it would show what cannot be done.
	const withFigure = [cardFigure(view, reader?.slot), BLANK, ...parts];
	const mayShow = reader !== undefined || state.card.service.kind === 'starting';
	const hasRoom =
		mayShow && width >= FIGURE_CELLS && drawAll(withFigure, width, theme).length + MOST_NOTICE_ROWS <= rows;
	return { title: kiosk.welcome, parts: hasRoom ? withFigure : parts };
}

/** What there is to say of the card, or why none can be seen. */
function cardParts({ state, texts }: View): readonly Part[] {
	const reader = focusedReader(state);
	if (reader === undefined) {
		return [visitorReader(state.card.service, texts)];
	}
	const { slot } = reader;
	if (slot.kind === 'empty') {
		return [paragraph(toned('care', texts.kiosk.noCard))];
	}
	const isGood =
		slot.kind === 'seal' &&
		gapOf(slot) === undefined &&
		endOfSeal(state, slot.card.certificates) === undefined;
	return isGood ? [paragraph(toned('done', texts.kiosk.withCard))] : slotSentence(reader, state, texts);
}
