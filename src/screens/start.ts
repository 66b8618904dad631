import { firstOpenStep, focusedReader, type StepState, stepStates } from '#app';
import { bold, clockTime, cut, dim, EMPTY_LINE, fitText, type Line, line, plain, toned } from '#ui';
import { paragraph } from './paragraph.ts';
import type { View, Work } from './view.ts';

const NAME_CELLS = 26;

/** The six steps as a live checklist, and which one is next. */
export function startScreen(view: View): Work {
	const { state, texts, width } = view;
	const next = firstOpenStep(state);
	return {
		title: texts.start.title,
		lines: [
			...paragraph(state.mode.portal === 'sandbox' ? texts.start.sandbox : texts.start.intro, width),
			EMPTY_LINE,
			...stepStates(state).map((step) => checkLine(view, step, step.step === next)),
			EMPTY_LINE,
			line(bold(cut(texts.start.goOn(texts.steps[next].title), width))),
		],
	};
}

function checkLine(view: View, step: StepState, isNext: boolean): Line {
	const { texts, theme } = view;
	const name = fitText(`${step.step} ${texts.steps[step.step].short}`, NAME_CELLS);
	return line(
		step.isDone ? toned('done', theme.glyphs.tick) : plain(' '),
		' ',
		isNext ? bold(name) : plain(name),
		dim(cut(hint(view, step), view.width - NAME_CELLS - 2)),
	);
}

function hint({ state, texts }: View, { step, isDone }: StepState): string {
	const { hints } = texts.start;
	switch (step) {
		case 1: {
			const slot = focusedReader(state)?.slot;
			return slot?.kind === 'seal' ? hints.card(slot.holder.title) : hints.cardMissing;
		}
		case 2:
			if (state.driver.kind === 'searching') {
				return hints.driverSearching;
			}
			if (state.driver.kind === 'found') {
				return hints.driver;
			}
			return isDone ? hints.driverNotNeeded : hints.driverMissing;
		case 3:
			switch (state.portal.kind) {
				case 'checking':
					return hints.portalChecking;
				case 'reached':
					return hints.portal;
				case 'lost':
					return hints.portalLost;
			}
			break;
		case 4:
			return isDone ? hints.loginOpen : hints.login;
		case 5:
			return state.session === undefined ? hints.noSession : hints.session(clockTime(state.session.openedAt));
		case 6:
			return isDone ? hints.pinsSeen : hints.pins;
	}
}
