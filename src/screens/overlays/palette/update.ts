import { type AppState, type Command, eraseTyped, insertedInto, type Next, next, refuse } from '#app';

/** Longer than any name of an entry. */
const QUERY_MAX_LENGTH = 40;

/** Opens it over what stands there; what is under the help is what the help was about. */
export function openPalette(state: AppState): Next {
	if (state.mode.kiosk !== undefined) {
		return refuse(state, 'no-such-key');
	}
	const { overlay } = state;
	const below = overlay?.kind === 'help' ? overlay.below : overlay;
	return below?.kind === 'palette'
		? next({ ...state, overlay: below })
		: next({ ...state, overlay: { kind: 'palette', scroll: 0, query: '', cursor: 0, below } });
}

export function typeIntoPalette(state: AppState, text: string): Next {
	const palette = state.overlay;
	if (palette?.kind !== 'palette') {
		return refuse(state, 'no-such-key');
	}
	const query = insertedInto(palette.query, text, state.behindCursor).normalize('NFC');
	return Array.from(query).length > QUERY_MAX_LENGTH
		? refuse(state, 'field-full')
		: next({ ...state, overlay: { ...palette, query, cursor: 0 } });
}

/** @param cursor where the router found an entry */
export function movePaletteCursor(state: AppState, cursor: number): Next {
	return state.overlay?.kind === 'palette'
		? next({ ...state, overlay: { ...state.overlay, cursor } })
		: next(state);
}

/** The keys that edit the query; undefined for one that means here what it means on everything that lies over a screen. */
export function paletteCommand(state: AppState, asked: Command): Next | undefined {
	const palette = state.overlay;
	if (palette?.kind !== 'palette') {
		return undefined;
	}
	switch (asked) {
		case 'erase':
		case 'clear-field':
			return eraseTyped(state, palette.query, asked, (query) => ({
				...state,
				overlay: { ...palette, query, cursor: 0 },
			}));
		case 'palette':
			return next({ ...state, overlay: palette.below });
		case 'back':
		case 'help':
		case 'quit':
			return undefined;
		default:
			return refuse(state, 'no-such-key');
	}
}
