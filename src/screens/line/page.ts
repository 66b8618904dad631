import type { AppState } from '#app';
import type { Texts } from '#i18n';
import { type Line, type Spoken, speakAll, type Theme, withoutSigns } from '#ui';
import { isListShown, phoneLines, textsFor, workOf } from '../frame.ts';
import { noticeLines } from '../notice-lines.ts';
import { statusLine } from '../status-line.ts';
import type { View } from '../view.ts';

/** More than any text of ours is long: nothing has to be scrolled or left out where nothing is drawn anew. */
const ROWS = 1000;
/** Of a list that may have any length: as much of it as can be listened to. */
const LIST_ROWS = 24;
/** A row that is printed is no longer than this. */
export const COLUMNS = 76;

/** What a screen says, without the place where it says it. */
export interface Page {
	readonly title: string;
	readonly said: readonly Spoken[];
	readonly notice: string;
	readonly status: string;
	readonly phone: string;
	readonly texts: Texts;
}

/** The same views, spoken: every one of them, those that are made later as well. */
export function pageOf(state: AppState, theme: Theme): Page {
	const texts = textsFor(state, theme);
	const { done, wrong } = texts.lineMode;
	const spoken: Theme = { ...theme, glyphs: { ...theme.glyphs, tick: done, fault: wrong, on: '', off: '' } };
	const view: View = {
		state,
		texts,
		theme: spoken,
		width: COLUMNS,
		rows: isListShown(state) ? LIST_ROWS : ROWS,
		listRows: LIST_ROWS,
		hasStepsBeside: false,
	};
	const { title, parts } = workOf(view);
	return {
		title: withoutSigns(title),
		said: speakAll(parts, texts).map((spoken) => ({ ...spoken, text: withoutSigns(spoken.text) })),
		notice: noticeLines(view).map(textOf).join(' '),
		status: textOf(statusLine(view)).trim().replaceAll(/ {3,}/g, ', '),
		phone: phoneLines(view).map(textOf).join(' '),
		texts,
	};
}

function textOf(spans: Line): string {
	return withoutSigns(spans.map(({ text }) => text).join('')).trimEnd();
}
