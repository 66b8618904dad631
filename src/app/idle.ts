import { hasTextField, type Places } from './open-place.ts';
import type { AppState } from './state.ts';

/* When a kiosk forgets what somebody began and left. */

/** The warning stands this long before everything is forgotten (milliseconds). */
export const IDLE_WARNING_MS = 15_000;

/** When everything is forgotten unless somebody does something; undefined where there is nothing to forget. */
export function idleEnd(places: Places, state: AppState): number | undefined {
	const { kiosk } = state.mode;
	if (kiosk === undefined || isCardAtWork(state)) {
		return undefined;
	}
	if (state.session !== undefined || state.login.stage !== 'none' || hasTextField(places, state)) {
		return state.activeAt + kiosk.idleSecretMs;
	}
	const isFresh =
		state.screen === 'start' && state.overlay === undefined && state.language === kiosk.language;
	return isFresh ? undefined : state.activeAt + kiosk.idleMs;
}

/** What is being done to the card is not broken off: it ends by itself, within its own limits, and is told. */
function isCardAtWork({ cardPin, operation }: AppState): boolean {
	return (
		cardPin?.stage.stage === 'running' || (operation?.kind === 'unlock' && operation.step.name === 'on-card')
	);
}

/** True while the warning stands. */
export function isIdleWarning(places: Places, state: AppState): boolean {
	const end = idleEnd(places, state);
	return end !== undefined && state.now >= end - IDLE_WARNING_MS;
}
