import { type StepNumber, stepHere } from '#app';
import { bold, draw, EMPTY_LINE, type Line, line, paragraph } from '#ui';
import { stepFigure } from './step-figure.ts';
import type { View } from './view.ts';

/** Where there is room at the right of the work: what this step is about, and the guide's picture of it. */
export function asideLines(view: View): readonly Line[] {
	const { state, texts, width, rows } = view;
	const step = stepHere(state);
	const about = aboutStep(view, step);
	const explained: readonly Line[] = [
		...(about.length === 0 ? [] : [line(bold(texts.about.title)), EMPTY_LINE]),
		...about.flatMap((sentence) => [...draw(paragraph(sentence), width, view.theme), EMPTY_LINE]),
	];
	// The pages are those of the guide: from the login on a portal of today has others, in guided mode from the site on.
	const isOtherNow =
		// No visitor downloads a driver.
		(state.mode.kiosk !== undefined && step === 2) ||
		(state.mode.portal === 'guided' && step !== 2) ||
		(state.flow?.login === 'elsewhere' && step !== undefined && step > 3);
	const picture = isOtherNow ? [] : stepFigure(view, step);
	const figure = picture.length === 0 ? [] : [...picture, EMPTY_LINE];
	// Whole or not at all.
	const isRoomForFigure = explained.length + figure.length < rows;
	return [EMPTY_LINE, ...explained, ...(isRoomForFigure ? figure : [])];
}

function aboutStep({ state, texts }: View, step: StepNumber | undefined): readonly string[] {
	if (step === undefined) {
		return state.screen === 'start' ? texts.about.start : [];
	}
	if (state.mode.kiosk !== undefined && step === 2) {
		return [];
	}
	// What is done on the authority's site is told by the work itself.
	if (state.mode.portal === 'guided' && step > 2) {
		return [];
	}
	return step === 5 && state.login.stage === 'signature' ? texts.signatureLogin.about : texts.about[step];
}
