import { type StepNumber, stepHere } from '#app';
import { bold, cut, dim, draw, EMPTY_LINE, fitText, type Line, line, paragraph } from '#ui';
import { offeredBindings } from './house.ts';
import { chordName } from './keys/chord-name.ts';
import { stepFigure } from './step-figure.ts';
import type { View } from './view.ts';

const KEYS_CELLS = 14;

/** Where there is room at the right of the work: what this step is about, then the keys that work here. */
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
	const keys = keyLines(view);
	// The keys stand in the help as well; they are shown whole or not at all, and so is the figure.
	const shownKeys = explained.length + keys.length < rows ? keys : [];
	const isRoomForFigure = explained.length + figure.length + shownKeys.length < rows;
	return [EMPTY_LINE, ...explained, ...(isRoomForFigure ? figure : []), ...shownKeys];
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

function keyLines({ state, texts, width }: View): readonly Line[] {
	const here = offeredBindings(state).filter(
		({ binding: { group } }) => group === undefined || group === 'move',
	);
	return [
		line(bold(texts.about.keys)),
		EMPTY_LINE,
		...here.map(({ binding, chords }) =>
			line(
				fitText(chords.map((chord) => chordName(chord, texts.keyNames)).join(' '), KEYS_CELLS),
				dim(cut(texts.keys[binding.command], width - KEYS_CELLS)),
			),
		),
	];
}
