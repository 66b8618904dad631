import type { AppState } from '#app';
import type { Texts } from '#i18n';
import { type Line, type Theme, withoutSigns } from '#ui';
import { phoneLines, textsFor, workOf } from '../frame.ts';
import { noticeLines } from '../notice-lines.ts';
import { statusLine } from '../status-line.ts';
import type { View } from '../view.ts';

/** More than any text of ours is long: nothing has to be scrolled or cut where nothing is drawn anew. */
const ROWS = 1000;
/** Of a list that may have any length: as much of it as can be listened to. */
const LIST_ROWS = 24;
/** Lines that a person listens to are broken only where a sentence has to be broken at all. */
const COLUMNS = 76;

/** What a screen says, without the place where it says it. */
export interface Page {
	readonly title: string;
	readonly lines: readonly string[];
	readonly notice: string;
	readonly status: string;
	readonly phone: string;
	/** True for a window on a list: its rows may differ in a number alone. */
	readonly isList: boolean;
	readonly texts: Texts;
}

/** The same screens, drawn for nobody who sees: every one of them, those that are made later as well. */
export function pageOf(state: AppState, theme: Theme): Page {
	const texts = textsFor(state, theme);
	const { done, wrong } = texts.lineMode;
	const spoken: Theme = { ...theme, glyphs: { ...theme.glyphs, tick: done, fault: wrong, on: '', off: '' } };
	const isList = isListShown(state);
	const view: View = {
		state,
		texts,
		theme: spoken,
		width: COLUMNS,
		rows: isList ? LIST_ROWS : ROWS,
		hasStepsBeside: false,
	};
	const work = workOf(view);
	return {
		title: withoutSigns(work.title),
		lines: work.lines.map(textOf).filter((text) => text.trim() !== ''),
		notice: noticeLines(view).map(textOf).join(' '),
		status: textOf(statusLine(view)).trim().replaceAll(/ {3,}/g, ', '),
		phone: phoneLines(view).map(textOf).join(' '),
		isList,
		texts,
	};
}

function isListShown({ certificateTable, operation, overlay, screen, timeline }: AppState): boolean {
	if (overlay !== undefined) {
		return false;
	}
	switch (screen) {
		case 'certificates':
			return certificateTable !== undefined;
		case 'timeline':
			return timeline !== undefined && timeline.history.kind !== 'loading';
		case 'operation':
			return 'step' in operation && operation.step.name === 'choose';
		default:
			return false;
	}
}

function textOf(spans: Line): string {
	return withoutSigns(spans.map(({ text }) => text).join('')).trimEnd();
}
