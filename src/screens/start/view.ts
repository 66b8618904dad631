import {
	cardNeedsNoDriver,
	firstOpenStep,
	focusedReader,
	gapOf,
	openDriverLink,
	type StepNumber,
	type StepState,
	stepStates,
} from '#app';
import type { Texts } from '#i18n';
import { BLANK, bold, clockTime, dim, drawAll, type Part, paragraph, plain, row, table } from '#ui';
import { cardFigure, FIGURE_CELLS } from '../card/figure.ts';
import { stepMark } from '../steps-list.ts';
import type { View, Work } from '../view.ts';
import { kioskStart } from './kiosk-view.ts';

const NAME_CELLS = 26;

/** The six steps as a live checklist, and which one is next. */
export function startScreen(view: View): Work {
	const { state, texts, width, theme } = view;
	if (state.mode.kiosk !== undefined) {
		return kioskStart(view);
	}
	const next = firstOpenStep(state);
	const intro = { sandbox: texts.start.sandbox, guided: texts.guided.start, http: texts.start.intro };
	const parts = [
		paragraph(intro[state.mode.portal]),
		BLANK,
		checklist(view, next),
		BLANK,
		row(bold(texts.start.goOn(texts.steps[next].title))),
	];
	const withFigure = [cardFigure(view, focusedReader(state)?.slot), BLANK, BLANK, ...parts];
	const hasRoom = width >= FIGURE_CELLS && drawAll(withFigure, width, theme).length <= view.rows;
	return { title: texts.start.title, parts: hasRoom ? withFigure : parts };
}

/** Each step, whether it is done, and what is to be known of it. */
function checklist(view: View, next: StepNumber): Part {
	const { state, texts, theme } = view;
	const rows = stepStates(state).map((step) => {
		const name = `${step.step} ${texts.steps[step.step].short}`;
		const mark = { ...stepMark(step.endedSeal, theme.glyphs.tick), told: markWord(step, texts) };
		return {
			cells: [
				step.isDone ? mark : step.isTold ? { ...plain(theme.glyphs.told), told: '' } : plain(' '),
				step.step === next ? bold(name) : plain(name),
				dim(hint(view, step)),
			],
		};
	});
	return table({ columns: [2, NAME_CELLS], rows });
}

/** What ended a seal is in the words beside it. */
function markWord({ endedSeal }: StepState, { lineMode }: Texts): string {
	return endedSeal === undefined ? lineMode.done : '';
}

function hint({ state, texts }: View, { step, isDone, isTold, endedSeal }: StepState): string {
	const { hints } = texts.start;
	if (state.mode.portal === 'guided' && step > 2) {
		return isDone ? hints.seenDone : isTold ? hints.toldDone : hints.onSite;
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
