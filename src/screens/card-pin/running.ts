import type { CardPinState } from '#app';
import { clockTime, dim, EMPTY_LINE, type Line, secondsSince } from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';

/** After this many seconds a card that is free would have answered. */
const LONG_SECONDS = 2;

/** What is waited for, and since when. */
export function runningWork(
	view: View,
	stage: Extract<CardPinState['stage'], { readonly stage: 'running' }>,
): Work {
	const { state, texts, width } = view;
	const { cardPin } = texts;
	const { act } = stage.form;
	const seconds = secondsSince(stage.since, state.now);
	return {
		title: `${cardPin.title} · ${cardPin.acts[act]}`,
		lines: [
			...paragraph(cardPin.running[act](seconds), width),
			...paragraph(cardPin.runningSince(clockTime(stage.since)), width).map(dimmed),
			EMPTY_LINE,
			...(seconds >= LONG_SECONDS ? paragraph(cardPin.runningLong, width, 'care') : []),
			...(stage.isCalledOff
				? paragraph(cardPin.calledOff, width, 'care')
				: paragraph(cardPin.runningEscape, width)),
		],
	};
}

function dimmed(spans: Line): Line {
	return spans.map(({ text }) => dim(text));
}
