import type { CardPinState } from '#app';
import { BLANK, clockTime, dim, paragraph, secondsSince, toned, waiting } from '#ui';
import type { View, Work } from '../view.ts';
import { actTitle } from './title.ts';

/** After this many seconds a card that is free would have answered. */
const LONG_SECONDS = 2;

/** What is waited for, and since when. */
export function runningWork(
	{ state, texts }: View,
	{ form: { act }, since, isCalledOff }: Extract<CardPinState['stage'], { readonly stage: 'running' }>,
): Work {
	const { cardPin, signatureLogin } = texts;
	const seconds = secondsSince(since, state.now);
	const [running, runningLong] =
		act === 'log-in'
			? [signatureLogin.running, signatureLogin.runningLong]
			: [cardPin.running[act], cardPin.runningLong];
	return {
		title: actTitle(texts, act),
		parts: [
			waiting(running, seconds),
			paragraph(dim(cardPin.runningSince(clockTime(since)))),
			BLANK,
			...(seconds >= LONG_SECONDS ? [paragraph(toned('care', runningLong))] : []),
			paragraph(isCalledOff ? toned('care', cardPin.calledOff) : cardPin.runningEscape),
		],
	};
}
