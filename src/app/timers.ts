import { chosenCertificate } from './chosen-certificate.ts';
import { isDriverReady } from './driver-links.ts';
import { elsewhereWaiting } from './elsewhere-waiting.ts';
import { isLooking } from './guided-state.ts';
import { IDLE_WARNING_MS, idleEnd, isIdleWarning } from './idle.ts';
import type { TimerId } from './messages.ts';
import type { OperationState } from './operation.ts';
import type { AppState, SessionState } from './state.ts';
import { shownWait } from './wait-left.ts';

/** A wish to be told when a time has come. */
export interface Timer {
	readonly id: TimerId;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
}

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
const SESSION_END_NEAR_MS = 2 * MINUTE_MS;
/** A portal that answers is asked this often whether it still does, so that step 3 unticks itself. */
export const PORTAL_RECHECK_MS = 30_000;

/** While somebody installs the driver its step looks this often whether it is there. */
const DRIVER_RECHECK_MS = 5_000;

/**
 * Which timers this state wants; the runtime starts and stops them to match, so none can be forgotten. The
 * second hand runs only while seconds stand on the screen: an idle screen writes nothing.
 */
export function wantedTimers(state: AppState): readonly Timer[] {
	const timers: Timer[] = [{ id: 'minute', at: following(state.now, MINUTE_MS) }];
	if (showsSeconds(state)) {
		timers.push({ id: 'second', at: following(state.now, SECOND_MS) });
	}
	if (state.portal.kind === 'lost' && state.portal.pending === undefined) {
		timers.push({ id: 'portal-check', at: notBefore(state, state.portal.retryAt) });
	}
	if (state.portal.kind === 'reached' && state.portal.recheck === undefined) {
		timers.push({ id: 'portal-check', at: notBefore(state, state.portal.answeredAt + PORTAL_RECHECK_MS) });
	}
	const { driver } = state;
	if (
		state.screen === 'driver' &&
		driver.kind === 'told' &&
		driver.recheck === undefined &&
		!isDriverReady(state)
	) {
		timers.push({ id: 'driver-check', at: driver.toldAt + DRIVER_RECHECK_MS });
	}
	if (state.pins.kind === 'shown') {
		timers.push({ id: 'hide-pins', at: state.pins.hideAt });
	}
	const idle = idleEnd(state);
	if (idle !== undefined) {
		const warning = idle - IDLE_WARNING_MS;
		timers.push({ id: 'idle', at: state.now < warning ? warning : idle });
	}
	const waiting = elsewhereWaiting(state);
	if (waiting !== undefined && waiting.poll === undefined) {
		// The code does not live longer for a portal that asked to wait.
		const end = Math.max(waiting.pollAt, waiting.expiresAt);
		timers.push({ id: 'login-poll', at: Math.min(notBefore(state, waiting.pollAt), end) });
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
	return timers;
}

/** From here on the rest of the session is shown in seconds; before that in minutes, so that an idle screen rests. */
export function isSessionEndNear(session: SessionState, now: number): boolean {
	return session.expiresAt - now <= SESSION_END_NEAR_MS;
}

/** A portal that asked to wait is not asked by itself before that. */
function notBefore({ portalBusy }: AppState, at: number): number {
	return Math.max(at, portalBusy?.until ?? 0);
}

function following(now: number, unit: number): number {
	return Math.floor(now / unit) * unit + unit;
}

/** True while the certificate on the screen has a countdown to its beginning, or is being asked about. */
function countsForCertificate(state: AppState): boolean {
	if (state.overlay?.kind !== 'certificate') {
		return false;
	}
	const notBefore = chosenCertificate(state)?.notBefore ?? 0;
	return state.certificate.pending?.isOnline === true || state.now < notBefore;
}

/** True while an open entry waits for an answer, or counts down. */
function operationShowsSeconds(operation: OperationState): boolean {
	switch (operation.kind) {
		case 'none':
			return false;
		case 'activate':
		case 'revoke':
			return operation.step.name === 'running' || operation.terms.kind === 'loading';
		case 'save-pins':
			return operation.step.name === 'saving';
		case 'delete-pins':
			return operation.step.name === 'running' || operation.cards.kind === 'loading';
		case 'unlock':
			return ['looking', 'starting', 'fetching', 'on-card', 'reporting'].includes(operation.step.name);
		case 'update-details':
			return (
				operation.record.kind === 'loading' ||
				operation.step.name === 'running' ||
				operation.step.name === 'code' ||
				(operation.step.name === 'phone' && operation.step.pending !== undefined)
			);
	}
}

/** True while the screen counts seconds: a countdown, or how long an answer has been waited for. */
function showsSeconds(state: AppState): boolean {
	if (
		countsForCertificate(state) ||
		isIdleWarning(state) ||
		shownWait(state) !== undefined ||
		(state.overlay?.kind === 'unlock' && state.overlay.pending !== undefined)
	) {
		return true;
	}
	if (state.pins.kind === 'loading' || state.pins.kind === 'shown' || state.session?.leaving !== undefined) {
		return true;
	}
	if (state.cardPin?.tries.kind === 'looking' || state.cardPin?.stage.stage === 'running') {
		return true;
	}
	const guided = state.guided.act;
	if ((guided !== undefined && isLooking(guided.stage)) || state.timeline?.history.kind === 'loading') {
		return true;
	}
	if (operationShowsSeconds(state.operation)) {
		return true;
	}
	if (state.session?.certificates.kind === 'loading' || state.portal.kind === 'checking') {
		return true;
	}
	if (state.session !== undefined && isSessionEndNear(state.session, state.now)) {
		return true;
	}
	if (state.screen === 'portal' && state.portal.kind === 'lost') {
		return true;
	}
	switch (state.login.stage) {
		case 'none':
		case 'signature':
			return false;
		case 'form':
			return state.login.pending !== undefined || state.login.captcha.kind === 'loading';
		case 'phone':
			return state.login.pending !== undefined;
		case 'elsewhere':
			return state.login.step.name !== 'over';
		case 'code':
		case 'new-word':
			return true;
	}
}
