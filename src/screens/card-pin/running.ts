import type { CardPinState } from '#app';
import { clockTime, dim, EMPTY_LINE, type Line, secondsSince } from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';
import { actTitle } from './title.ts';

/** After this many seconds a card that is free would have answered. */
const LONG_SECONDS = 2;

/** What is waited for, and since when. */
export function runningWork(
	view: View,
	stage: Extract<CardPinState['stage'], { readonly stage: 'running' }>,
): Work {
	const { state, texts, width } = view;
	const { cardPin, signatureLogin } = texts;
	const { act } = stage.form;
	const longWait = act === 'log-in' ? signatureLogin.runningLong : cardPin.runningLong;
	const seconds = secondsSince(stage.since, state.now);
	return {
		title: actTitle(texts, act),
		lines: [
			...paragraph(act === 'log-in' ? signatureLogin.running(seconds) : cardPin.running[act](seconds), width),
			...paragraph(cardPin.runningSince(clockTime(stage.since)), width).map(dimmed),
			EMPTY_LINE,
			...(seconds >= LONG_SECONDS ? paragraph(longWait, width, 'care') : []),
			...(stage.isCalledOff
				? paragraph(cardPin.calledOff, width, 'care')
				: paragraph(cardPin.runningEscape, width)),
		],
	};
}

function dimmed(spans: Line): Line {
	return spans.map(({ text }) => dim(text));
}
