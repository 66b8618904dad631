import { type AppState, focusedReader, type Next, next, refuse, type ScreenName } from '#app';

/* All readers at once. What is told of a reader comes from its own slot alone, so that no card stands under another. */

const OPENERS: readonly ScreenName[] = ['start', 'card', 'menu'];

export function openReaders(state: AppState): Next {
	if (state.mode.kiosk !== undefined || !OPENERS.includes(state.screen)) {
		return refuse(state, 'no-such-key');
	}
	const overview = { openedFrom: state.screen, reader: focusedReader(state)?.name };
	return next({ ...state, screen: 'readers', overview });
}

/** Index of the reader under the cursor. */
export function overviewCursor({ card, overview }: AppState): number {
	return Math.max(
		0,
		card.readers.findIndex(({ name }) => name === overview?.reader),
	);
}

export function moveInReaders(state: AppState, step: 1 | -1): Next {
	const reader = state.card.readers[overviewCursor(state) + step]?.name;
	return reader === undefined || state.overview === undefined
		? refuse(state, 'end-of-list')
		: next({ ...state, overview: { ...state.overview, reader } });
}

/** The work goes on with this reader, where it was left. */
export function chooseReader(state: AppState): Next {
	const { overview } = state;
	const reader = state.card.readers.find(({ name }) => name === overview?.reader);
	if (overview === undefined || reader === undefined) {
		// It was pulled out under the cursor: nobody chose the one that stands there now.
		return refuse(state, 'reader-gone');
	}
	const there = placeBefore(state);
	return next({
		...state,
		chosenReader: reader.name,
		screen: there === 'menu' ? there : 'card',
		overview: undefined,
	});
}

export function leaveReaders(state: AppState): Next {
	return next({ ...state, screen: placeBefore(state), overview: undefined });
}

/** Where it was opened; the menu is not gone back to without a session. */
function placeBefore({ overview, session }: AppState): ScreenName {
	const { openedFrom = 'start' } = overview ?? {};
	return openedFrom === 'menu' && session === undefined ? 'start' : openedFrom;
}
