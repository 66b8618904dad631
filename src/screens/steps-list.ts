import { type StepState, stepHere, stepStates } from '#app';
import { bold, dim, EMPTY_LINE, type Line, line, plain, type Span, toned } from '#ui';
import { standingTone } from './standing-tone.ts';
import type { View } from './view.ts';

/** The guide's steps at the left, as a live checklist. */
export function stepsList(view: View): readonly Line[] {
	const here = stepHere(view.state);
	return [EMPTY_LINE, ...stepStates(view.state).map((step) => stepLine(view, step, step.step === here))];
}

function stepLine(
	view: View,
	{ step, isDone, isTold, endedSeal, blocked }: StepState,
	isHere: boolean,
): Line {
	const { state, texts, theme } = view;
	// The fifth step has the name of the way that is gone.
	const isBySignature = step === 5 && state.login.stage === 'signature';
	const label = `${step} ${isBySignature ? texts.signatureLogin.step : texts.steps[step].short}`;
	const mark = isDone ? stepMark(endedSeal, theme.glyphs.tick) : plain(isTold ? theme.glyphs.told : ' ');
	const pointer = isHere ? bold(theme.glyphs.here) : plain(' ');
	const text = isHere ? bold(label) : blocked === undefined ? plain(label) : dim(label);
	return line(' ', pointer, mark, ' ', text);
}

/** A tick; for a seal that was learnt to be revoked, suspended or untrusted a mark that is no tick. */
export function stepMark(endedSeal: StepState['endedSeal'], tick: string, before = '', after = ''): Span {
	return endedSeal === undefined
		? toned('done', `${before}${tick}${after}`)
		: toned(standingTone({ kind: endedSeal }), `${before}!${after}`);
}

/** The steps folded into one line, for narrow terminals: `Adım 2/6 ✓ AKİS sürücüsü`. */
export function foldedSteps(view: View): Line {
	const { state, texts, theme } = view;
	const here = stepHere(state);
	const states = stepStates(state);
	const marks = states.map(({ step, isDone, isTold, endedSeal }) =>
		isDone
			? stepMark(endedSeal, theme.glyphs.tick, String(step), ' ')
			: step === here
				? bold(`${step}${isTold ? theme.glyphs.told : ' '} `)
				: dim(`${step}${isTold ? theme.glyphs.told : ' '} `),
	);
	return line(
		' ',
		here === undefined ? plain(`${texts.stepsTitle}  `) : bold(`${texts.stepOf(here)}  `),
		...marks,
	);
}
