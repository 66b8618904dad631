import type { PortalProblem } from '#api';
import type { Message } from './messages.ts';
import type { AppState, LoginState } from './state.ts';

/* What the portal asked to wait for (Retry-After, RFC 9110 section 10.2.3), and how much of it is left. */

/**
 * The longest time that a portal's word holds anything back (seconds). A portal that fails says minutes; whoever sits on
 * a line without TLS could say a day, and close the program for everybody after this person.
 */
export const LONGEST_HELD_SECONDS = 15 * 60;

/** Until then nothing is sent: not by itself, and by a key only where the portal asked for longer than is held back. */
export interface PortalWait {
	/** What the portal answered; an act that is held back meanwhile is answered with it. */
	readonly code: PortalProblem['code'];
	/** Milliseconds since 1970 UTC; at most {@link LONGEST_HELD_SECONDS} after it was told. */
	readonly until: number;
	/** What the portal asked for (seconds), where that is longer. */
	readonly longerThanHeld: number | undefined;
}

/** Of one holder's logins alone. */
export interface LoginLock extends PortalWait {
	/** Digits only. */
	readonly holderNumber: string;
}

/** Whether the portal takes nothing at all, or no login of the holder whose number stands in the form. */
export type WaitFor = 'portal' | 'login';

const BUSY: readonly PortalProblem['code'][] = ['too-many-requests', 'server-error'];

/** True where the portal did not look at what was asked, and said when it will: what was typed is as good as before. */
export function isBusy({ code, retryAfterSeconds = 0 }: PortalProblem): boolean {
	return BUSY.includes(code) && retryAfterSeconds > 0;
}

/** The state with what this message tells of waiting. */
export function withToldWait(state: AppState, login: LoginState, message: Message): AppState {
	const answered = isAnswerOfPortal(message) ? withoutLongWait(state) : state;
	return problemsTold(message).reduce((noted, problem) => noteWait(noted, login, problem), answered);
}

/** A portal that does what a person tried in spite of a long wait does not ask for it any more. */
function withoutLongWait(state: AppState): AppState {
	return state.portalBusy?.longerThanHeld === undefined ? state : { ...state, portalBusy: undefined };
}

function isAnswerOfPortal(message: Message): boolean {
	return 'result' in message && message.result.ok && message.type in ANSWERS_OF_PORTAL;
}

const ANSWERS_OF_PORTAL = {
	'portal-answered': true,
	'captcha-answered': true,
	'login-answered': true,
	'code-sent': true,
	'code-confirmed': true,
	'elsewhere-started': true,
	'elsewhere-polled': true,
	'certificates-answered': true,
	'more-certificates-answered': true,
	'revocation-terms-answered': true,
	'details-answered': true,
	'phone-change-started': true,
	'unlocks-answered': true,
	'unlock-secrets-answered': true,
	'pin-cards-answered': true,
	'pins-answered': true,
} as const satisfies { readonly [type in Message['type']]?: true };

function noteWait(state: AppState, login: LoginState, problem: PortalProblem): AppState {
	const { code, retryAfterSeconds = 0 } = problem;
	if (retryAfterSeconds === 0) {
		return state;
	}
	const until = state.now + heldSeconds(problem) * 1000;
	const longerThanHeld = retryAfterSeconds > LONGEST_HELD_SECONDS ? retryAfterSeconds : undefined;
	const wait: PortalWait = { code, until, longerThanHeld };
	if (BUSY.includes(code)) {
		// Of two that were under way at once the longer wait counts.
		const isLonger = until > (state.portalBusy?.until ?? 0);
		return isLonger ? { ...state, portalBusy: wait } : state;
	}
	const holderNumber = holderNumberOf(login);
	return code === 'login-locked' && holderNumber !== undefined
		? { ...state, loginLock: { ...wait, holderNumber } }
		: state;
}

function problemsTold(message: Message): readonly PortalProblem[] {
	switch (message.type) {
		case 'guided-begun':
		case 'guided-ended':
			return [];
		case 'change-asking':
			return [message.problem];
		case 'change-settled': {
			const { outcome } = message;
			const now = outcome.kind === 'former' ? outcome.outcome : outcome;
			return 'problem' in now ? [now.problem] : [];
		}
		case 'open-changes-settled':
			return (message.asked ?? []).flatMap(({ outcome }) => ('problem' in outcome ? [outcome.problem] : []));
		case 'signature-login-ended':
			return message.outcome.kind === 'portal' ? [message.outcome.problem] : [];
		default:
			return 'result' in message && !message.result.ok ? [message.result.problem] : [];
	}
}

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

/** How long the portal's word holds something back (seconds). */
export function heldSeconds({ retryAfterSeconds = 0 }: PortalProblem): number {
	return Math.min(retryAfterSeconds, LONGEST_HELD_SECONDS);
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
