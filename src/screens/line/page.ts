import type { AppState } from '#app';
import type { Texts } from '#i18n';
import { type Spoken, speakAll, type Theme, withoutSigns } from '#ui';
import { phoneParts, textsFor } from '../frame.ts';
import { hasTextField, offeredBindings, openScreen, paletteEntries } from '../house.ts';
import { noticeParts } from '../notice-parts.ts';
import { spokenStatus } from '../status-line.ts';
import type { View } from '../view.ts';

/** More than any text of ours is long: nothing has to be scrolled or left out where nothing is drawn anew. */
const ROWS = 1000;
/** Of a list that may have any length: as much of it as can be listened to. */
const LIST_ROWS = 20;
/** A row that is printed is no longer than this. */
export const COLUMNS = 76;

/** What a screen says, without the place where it says it. */
export interface Page {
	readonly title: string;
	readonly work: readonly Spoken[];
	/** What of it asks for the characters that are typed. */
	readonly asked: Spoken | undefined;
	readonly notice: readonly Spoken[];
	readonly phone: readonly Spoken[];
	readonly status: Spoken;
	readonly texts: Texts;
}

/** The same views, spoken: every one of them, those that are made later as well. */
export function pageOf(state: AppState, theme: Theme): Page {
	const texts = textsFor(state, theme);
	const view: View = {
		state,
		texts,
		theme,
		width: COLUMNS,
		rows: ROWS,
		listRows: LIST_ROWS,
		offered: offeredBindings,
		paletteEntries,
	};
	const { title, parts } = openScreen(state).view(view);
	const work = speakAll(parts, texts).map(inAscii);
	return {
		title: withoutSigns(title),
		work,
		asked: hasTextField(state) ? work.find(({ asks }) => asks !== undefined) : undefined,
		notice: speakAll(noticeParts(view), texts).map(inAscii),
		phone: speakAll(phoneParts(view), texts).map(inAscii),
		status: inAscii(spokenStatus(view)),
		texts,
	};
}

/** A sign is no word. */
function inAscii(spoken: Spoken): Spoken {
	return { ...spoken, text: withoutSigns(spoken.text) };
}
