import {
	cardNeedsNoDriver,
	firstOpenStep,
	focusedReader,
	gapOf,
	openDriverLink,
	type StepState,
	stepStates,
} from '#app';
import { bold, clockTime, cut, dim, EMPTY_LINE, fitText, type Line, line, plain, wrap } from '#ui';
import { cardFigure, FIGURE_CELLS } from './card/figure.ts';
import { paragraph } from './paragraph.ts';
import { stepMark } from './steps-list.ts';
import type { View, Work } from './view.ts';

const NAME_CELLS = 26;
const NUMBER_CELLS = 3;
/** The figure stands only where it stays when a notice comes. */
const MOST_NOTICE_ROWS = 3;

/** The six steps as a live checklist, and which one is next. */
export function startScreen(view: View): Work {
	const { state, texts, width } = view;
	if (state.mode.kiosk !== undefined) {
		return kioskStart(view);
	}
	const next = firstOpenStep(state);
	const intro = paragraph(
		{ sandbox: texts.start.sandbox, guided: texts.guided.start, http: texts.start.intro }[state.mode.portal],
		width,
	);
	const goOn = line(bold(cut(texts.start.goOn(texts.steps[next].title), width)));
	const checklist = stepStates(state).map((step) => checkLine(view, step, step.step === next));
	const figure = cardFigure(view, focusedReader(state)?.slot);
	const lines = [...intro, EMPTY_LINE, ...checklist, EMPTY_LINE, goOn];
	const hasRoom =
		view.hasStepsBeside && width >= FIGURE_CELLS && view.rows >= lines.length + figure.length + 2;
	return {
		title: texts.start.title,
		lines: hasRoom ? [...figure, EMPTY_LINE, EMPTY_LINE, ...lines] : lines,
	};
}

/** For somebody who has never seen a terminal: what to do now, one thing after the other. */
function kioskStart(view: View): Work {
	const { state, width, rows } = view;
	const { kiosk } = view.texts;
	const slot = focusedReader(state)?.slot;
	const isIn = slot !== undefined && slot.kind !== 'empty';
	const lines = [
		...paragraph(kiosk.intro, width),
		EMPTY_LINE,
		...paragraph(isIn ? kiosk.withCard : kiosk.noCard, width, isIn ? 'done' : 'care'),
		EMPTY_LINE,
		...wrap(kiosk.enter, width).map((text) => line(bold(text))),
		...paragraph(kiosk.back, width),
		EMPTY_LINE,
		...paragraph(kiosk.leave, width),
	];
	const figure = cardFigure(view, slot);
	const hasRoom = width >= FIGURE_CELLS && rows >= lines.length + figure.length + MOST_NOTICE_ROWS + 1;
	return { title: kiosk.welcome, lines: hasRoom ? [...figure, EMPTY_LINE, ...lines] : lines };
}

function checkLine(view: View, step: StepState, isNext: boolean): Line {
	const { texts, theme } = view;
	// The names stand at the left already.
	const nameCells = view.hasStepsBeside ? NUMBER_CELLS : NAME_CELLS;
	const name = view.hasStepsBeside
		? fitText(String(step.step), NUMBER_CELLS)
		: fitText(`${step.step} ${texts.steps[step.step].short}`, NAME_CELLS);
	return line(
		step.isDone ? stepMark(step.endedSeal, theme.glyphs.tick) : plain(' '),
		' ',
		isNext ? bold(name) : plain(name),
		dim(cut(hint(view, step), view.width - nameCells - 2)),
	);
}

function hint({ state, texts }: View, { step, isDone, endedSeal }: StepState): string {
	const { hints } = texts.start;
	if (state.mode.portal === 'guided' && step > 2) {
		return isDone ? hints.toldDone : hints.onSite;
	}
	switch (step) {
		case 1: {
			const slot = focusedReader(state)?.slot;
			if (slot?.kind === 'seal' && endedSeal !== undefined) {
				return hints.cardEnded[endedSeal];
			}
			const gap = gapOf(slot);
			if (gap !== undefined) {
				return hints.cardGap[gap.kind];
			}
			if (slot?.kind === 'failed') {
				return hints.cardNotRead;
			}
			return slot?.kind === 'seal' ? hints.card(slot.holder.title) : hints.cardMissing;
		}
		case 2:
			if (state.driver.kind === 'searching') {
				return hints.driverSearching;
			}
			if (cardNeedsNoDriver(state)) {
				return hints.driverNotNeeded;
			}
			return isDone ? hints.driver : hints.driverOpen[openDriverLink(state) ?? 'installed'];
		case 3:
			switch (state.portal.kind) {
				case 'not-asked':
					return hints.onSite;
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
