import { IDLE_WARNING_MS, idleEnd, isIdleWarning } from './idle.ts';
import { allPlaces, type Places } from './open-place.ts';
import type { AppState, SessionState } from './state.ts';
import type { Timer } from './timer.ts';
import { shownWait } from './wait-left.ts';

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
const SESSION_END_NEAR_MS = 2 * MINUTE_MS;
/** A portal that answers is asked this often whether it still does, so that step 3 unticks itself. */
export const PORTAL_RECHECK_MS = 30_000;

/**
 * Which timers this state wants; the runtime starts and stops them to match, so none can be forgotten. The
 * second hand runs only while seconds stand on the screen: an idle screen writes nothing.
 */
export function wantedTimers(places: Places, state: AppState): readonly Timer[] {
	const timers: Timer[] = [{ id: 'minute', at: following(state.now, MINUTE_MS) }];
	if (showsSeconds(places, state)) {
		timers.push({ id: 'second', at: following(state.now, SECOND_MS) });
	}
	if (state.portal.kind === 'lost' && state.portal.pending === undefined) {
		timers.push({ id: 'portal-check', at: notBefore(state, state.portal.retryAt) });
	}
	if (state.portal.kind === 'reached' && state.portal.recheck === undefined) {
		timers.push({ id: 'portal-check', at: notBefore(state, state.portal.answeredAt + PORTAL_RECHECK_MS) });
	}
	const idle = idleEnd(places, state);
	if (idle !== undefined) {
		const warning = idle - IDLE_WARNING_MS;
		timers.push({ id: 'idle', at: state.now < warning ? warning : idle });
	}
	const { askAt, request } = state.openChanges;
	if (state.portal.kind === 'reached' && askAt !== undefined && request === undefined) {
		timers.push({ id: 'open-changes', at: notBefore(state, askAt) });
	}
	if (state.session !== undefined) {
		timers.push({ id: 'session-end', at: state.session.expiresAt });
	}
	if (state.closedField !== undefined) {
		timers.push({ id: 'closed-field', at: state.closedField.until });
	}
	return [...timers, ...allPlaces(places).flatMap((place) => place.timers?.(state) ?? [])];
}

/** From here on the rest of the session is shown in seconds; before that in minutes, so that an idle screen rests. */
export function isSessionEndNear(session: SessionState, now: number): boolean {
	return session.expiresAt - now <= SESSION_END_NEAR_MS;
}

/** A portal that asked to wait is not asked by itself before that. */
export function notBefore({ portalBusy }: AppState, at: number): number {
	return Math.max(at, portalBusy?.until ?? 0);
}

function following(now: number, unit: number): number {
	return Math.floor(now / unit) * unit + unit;
}

/** True while seconds count on the screen: a countdown, or how long an answer has been waited for. */
function showsSeconds(places: Places, state: AppState): boolean {
	return (
		isIdleWarning(places, state) ||
		shownWait(state) !== undefined ||
		state.session?.leaving !== undefined ||
		state.session?.certificates.kind === 'loading' ||
		state.portal.kind === 'checking' ||
		(state.session !== undefined && isSessionEndNear(state.session, state.now)) ||
		allPlaces(places).some((place) => place.counts?.(state) === true)
	);
}
