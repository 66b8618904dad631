import {
	type AppState,
	createUpdate,
	fieldInFocus as fieldAmong,
	hasTextField as hasTextAmong,
	idleEnd as idleEndAmong,
	isTooSmall,
	isIdleWarning as isWarningAmong,
	wantedTimers as timersAmong,
	typedField as typedAmong,
} from '#app';
import type { KeyContext } from './keys/bindings.ts';
import { type OfferedBinding, offeredAmong } from './keys/offered.ts';
import { entriesAmong, type PaletteEntry } from './overlays/palette/entries.ts';
import { PLACES } from './places.ts';
import type { Screen } from './screen.ts';

/* The loop and its questions, with the places that there are. No place imports this: what it needs of it comes with the view. */

export const update = createUpdate(PLACES);

export const wantedTimers = (state: AppState): ReturnType<typeof timersAmong> => timersAmong(PLACES, state);
export const typedField = (state: AppState): ReturnType<typeof typedAmong> => typedAmong(PLACES, state);
export const fieldInFocus = (state: AppState): ReturnType<typeof fieldAmong> => fieldAmong(PLACES, state);
export const hasTextField = (state: AppState): boolean => hasTextAmong(PLACES, state);
export const idleEnd = (state: AppState): number | undefined => idleEndAmong(PLACES, state);
export const isIdleWarning = (state: AppState): boolean => isWarningAmong(PLACES, state);

/** The screen, or what lies over it. */
export function openScreen({ overlay, screen }: AppState): Screen {
	return overlay === undefined ? PLACES.screens[screen] : PLACES.overlays[overlay.kind];
}

/** Which bindings hold now: the top of what is on the screen owns the keys. */
export function keyContext(state: AppState): KeyContext {
	if (isTooSmall(state.size)) {
		return 'too-small';
	}
	return state.closedField === undefined ? openScreen(state).keys(state) : 'closed-field';
}

/** The bindings that hold now, in the table's order. */
export function offeredBindings(state: AppState): readonly OfferedBinding[] {
	return offeredAmong({ context: keyContext(state), isTyping: typedField(state) !== undefined }, state);
}

/** The entries of the palette that is open; none where none is. */
export function paletteEntries(state: AppState): readonly PaletteEntry[] {
	return entriesAmong({ update, keyContext }, state);
}
