import type { AppState } from '#app';

/** How far what is shown was scrolled, in lines. */
export function scrollOf(state: AppState): number {
	return state.overlay?.scroll ?? (state.screen === 'menu' ? state.menuScroll : 0);
}
