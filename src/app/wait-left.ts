import type { PortalProblem } from '#api';
import type { WaitFor } from './portal-wait.ts';
import type { AppState, LoginState } from './state.ts';

/* How much is left of what the portal asked to wait for. */

/** Whose login it is, digits only; undefined where nobody's is under way. */
export function holderNumberOf(login: LoginState): string | undefined {
	switch (login.stage) {
		case 'none':
		case 'elsewhere':
			return undefined;
		case 'new-word':
			return login.from.holderNumber;
		default:
			return login.holderNumber.replaceAll(/\s/gu, '');
	}
}

/** What was asked for beyond what is held back (seconds): a person may try before it. */
export function longWait(state: AppState, what: WaitFor): number | undefined {
	return (what === 'portal' ? state.portalBusy : state.loginLock)?.longerThanHeld;
}

/** Whole seconds until then; a second that has begun counts. */
function secondsUntil(state: AppState, until: number): number {
	return Math.max(0, Math.ceil((until - state.now) / 1000));
}

/** What is waited for now and how long still; undefined where nothing is held back. */
export function waitFor(state: AppState, what: WaitFor): number | undefined {
	const wait = what === 'portal' ? state.portalBusy : state.loginLock;
	const seconds = wait === undefined ? 0 : secondsUntil(state, wait.until);
	return seconds === 0 ? undefined : seconds;
}

/** What the problem asked to wait for, as much as is left of it; undefined where it said no time. */
export function secondsLeft(state: AppState, { code, retryAfterSeconds }: PortalProblem): number | undefined {
	if (retryAfterSeconds === undefined) {
		return undefined;
	}
	switch (code) {
		// A long wait is told as what the portal asked for, not as what is held back of it.
		case 'too-many-requests':
		case 'server-error':
			return longWait(state, 'portal') === undefined ? (waitFor(state, 'portal') ?? 0) : undefined;
		case 'login-locked':
			return longWait(state, 'login') === undefined ? (waitFor(state, 'login') ?? 0) : undefined;
		case 'resend-too-early':
			return secondsUntil(state, resendAt(state) ?? 0);
		default:
			return retryAfterSeconds;
	}
}

/** When a new code may be asked for, where one is waited for. */
function resendAt({ login, operation }: AppState): number | undefined {
	if (login.stage === 'code') {
		return login.resendAt;
	}
	return operation.kind === 'update-details' && operation.step.name === 'code'
		? operation.step.resendAt
		: undefined;
}

/** The wait that is counted down on the screen as it stands. */
export function shownWait(state: AppState): WaitFor | undefined {
	if (state.overlay !== undefined) {
		return undefined;
	}
	if (waitFor(state, 'portal') !== undefined && asksPortal(state)) {
		return 'portal';
	}
	const isLocked =
		waitFor(state, 'login') !== undefined &&
		state.screen === 'login' &&
		holderNumberOf(state.login) === state.loginLock?.holderNumber;
	return isLocked ? 'login' : undefined;
}

/** Whether what is asked for here goes to the portal. */
function asksPortal({ screen, portal }: AppState): boolean {
	switch (screen) {
		case 'portal':
			// One that is lost has a countdown of its own there.
			return portal.kind === 'reached';
		case 'login-method':
		case 'login':
		case 'menu':
		case 'certificates':
		case 'pins':
		case 'operation':
			return true;
		default:
			return false;
	}
}
