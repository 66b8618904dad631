import type { PortalProblem } from '#api';
import {
	type AppState,
	abandonLogin,
	afterProblem,
	andThen,
	type Command,
	closeUnawaitedSession,
	type ElsewhereStep,
	type ElsewhereWaiting,
	elsewhereWaiting,
	heldSeconds,
	type Next,
	next,
	PORTAL_GONE,
	portalLost,
	refuse,
	request,
	type StampedMessage,
	sessionOpened,
	tell,
	withNotice,
} from '#app';

import { resumeOperation } from '../operation/update.ts';

/*
 * The login at another site: a code is asked for, the person goes there with it, and the portal is asked from time to
 * time whether they are back, by the rules of RFC 8628 section 3.5. It ends with their yes, their no, Esc, or the life of
 * the code, whichever comes first. Asking changes nothing, so a question that was lost is asked again.
 */

const SLOW_DOWN_MS = 5_000;
const LONGEST_WAIT_MS = 30_000;

/** What a later question may well not meet again. */
const PASSING: ReadonlySet<string> = new Set<PortalProblem['code']>([
	...(['server-error', 'too-many-requests', 'bad-answer'] as const),
]);

export function openElsewhereLogin(before: AppState): Next {
	return request(before, (number, state) =>
		next(
			at(
				{ ...withNotice(state, undefined), screen: 'login' },
				{ name: 'starting', request: number, since: state.now },
			),
			{ kind: 'start-elsewhere-login', request: number },
		),
	);
}

function at(state: AppState, step: ElsewhereStep): AppState {
	return { ...state, login: { stage: 'elsewhere', step } };
}

export function elsewhereStarted(
	state: AppState,
	{ request: number, result }: Extract<StampedMessage, { readonly type: 'elsewhere-started' }>,
): Next {
	const { login } = state;
	const isAwaited =
		login.stage === 'elsewhere' && login.step.name === 'starting' && login.step.request === number;
	if (!isAwaited) {
		return result.ok ? next(state, { kind: 'wipe', secrets: [result.value.deviceCode] }) : next(state);
	}
	if (!result.ok) {
		return toMethod(afterProblem(state, result.problem));
	}
	const begun = result.value;
	return request(state, (drawing, drawn) =>
		next(
			at(drawn, {
				name: 'waiting',
				begun,
				intervalMs: begun.intervalSeconds * 1000,
				pollAt: state.now + begun.intervalSeconds * 1000,
				expiresAt: state.now + begun.expiresInSeconds * 1000,
				poll: undefined,
				trouble: undefined,
				code: { request: drawing },
				giving: undefined,
			}),
			{ kind: 'draw-address', request: drawing, address: begun.completeAddress },
		),
	);
}

/** The code's picture, where there may be room for it. */
export function elsewhereDrawn(
	state: AppState,
	{ request: number, code }: Extract<StampedMessage, { readonly type: 'address-drawn' }>,
): Next | undefined {
	const waiting = elsewhereWaiting(state);
	return waiting !== undefined && 'request' in waiting.code && waiting.code.request === number
		? next(at(state, { ...waiting, code }))
		: undefined;
}

/** It is time to ask. */
export function pollElsewhere(before: AppState): Next {
	const waiting = elsewhereWaiting(before);
	if (waiting === undefined || waiting.poll !== undefined || before.now < waiting.pollAt) {
		return next(before);
	}
	return request(before, (number, state) =>
		next(at(state, { ...waiting, poll: number }), {
			kind: 'poll-elsewhere-login',
			request: number,
			deviceCode: waiting.begun.deviceCode,
		}),
	);
}

export function elsewherePolled(
	state: AppState,
	{ request: number, result }: Extract<StampedMessage, { readonly type: 'elsewhere-polled' }>,
): Next {
	const waiting = elsewhereWaiting(state);
	if (waiting?.poll !== number) {
		// The portal was faster than Esc.
		const isOpen = result.ok && result.value.kind === 'done' && state.session === undefined;
		return isOpen ? closeUnawaitedSession(state) : next(state);
	}
	const asked: ElsewhereWaiting = { ...waiting, poll: undefined };
	if (!result.ok) {
		return notAnswered(state, asked, result.problem);
	}
	const answer = result.value;
	switch (answer.kind) {
		case 'authorization-pending':
			return again(state, asked, answer.intervalSeconds * 1000);
		case 'slow-down':
			return again(state, asked, Math.max(answer.intervalSeconds * 1000, asked.intervalMs + SLOW_DOWN_MS));
		case 'access-denied':
			return over(state, 'refused');
		case 'expired-token':
			return over(state, 'expired');
		case 'done': {
			// What lies over the screen was about the login, or about leaving it.
			const overlay = state.overlay?.kind === 'unlock' ? state.overlay : undefined;
			const back: AppState = { ...withNotice(state, undefined), overlay, activeAt: state.now };
			return andThen(abandonLogin(back), (left) =>
				andThen(sessionOpened(left, answer.session), resumeOperation),
			);
		}
	}
}

function again(state: AppState, waiting: ElsewhereWaiting, intervalMs: number): Next {
	return state.now >= waiting.expiresAt
		? over(state, 'expired')
		: next(at(state, { ...waiting, intervalMs, pollAt: state.now + intervalMs, trouble: undefined }));
}

/** The portal did not answer: the code lives on, and the portal is asked again, each time after a longer wait. */
function notAnswered(state: AppState, waiting: ElsewhereWaiting, problem: PortalProblem): Next {
	const isGone = PORTAL_GONE.has(problem.code);
	if (!isGone && !PASSING.has(problem.code)) {
		return toMethod(afterProblem(state, problem));
	}
	const known = isGone ? portalLost(state, problem) : state;
	if (known.now >= waiting.expiresAt) {
		return over(known, 'expired');
	}
	const failures = (waiting.trouble?.failures ?? 0) + 1;
	const wait = Math.max(
		Math.min(waiting.intervalMs * 2 ** failures, LONGEST_WAIT_MS),
		heldSeconds(problem) * 1000,
	);
	const pollAt = Math.min(known.now + wait, Math.max(waiting.expiresAt, known.now + waiting.intervalMs));
	return next(at(known, { ...waiting, pollAt, trouble: { problem, failures } }));
}

function over(state: AppState, why: 'refused' | 'expired'): Next {
	const { overlay } = state;
	const below: AppState = { ...state, overlay: overlay?.kind === 'address' ? undefined : overlay };
	return andThen(abandonLogin(below), (left) => next(at(left, { name: 'over', why })));
}

function toMethod(state: AppState): Next {
	return andThen(abandonLogin(state), (left) => next({ ...left, screen: 'login-method' }));
}

export function elsewhereCommand(state: AppState, step: ElsewhereStep, command: Command): Next | undefined {
	switch (command) {
		case 'back':
			return toMethod(step.name === 'over' ? state : tell(state, 'elsewhere-given-up'));
		case 'continue':
			return step.name === 'over' ? openElsewhereLogin(state) : refuse(state, 'waiting-for-return');
		case 'give-identity':
			return step.name === 'waiting' ? giveIdentity(state, step) : refuse(state, 'no-such-key');
		default:
			return undefined;
	}
}

/** In the sandbox the other site is asked by a key, as its phone is read without one. */
function giveIdentity(before: AppState, waiting: ElsewhereWaiting): Next {
	if (before.mode.portal !== 'sandbox') {
		return refuse(before, 'no-such-key');
	}
	if (waiting.giving !== undefined) {
		return refuse(before, 'waiting-for-answer');
	}
	return request(before, (number, state) =>
		next(at(state, { ...waiting, giving: number }), {
			kind: 'give-test-identity',
			request: number,
			userCode: waiting.begun.userCode,
		}),
	);
}

export function identityGiven(
	state: AppState,
	{ request: number, isTaken }: Extract<StampedMessage, { readonly type: 'test-identity-given' }>,
): Next {
	const waiting = elsewhereWaiting(state);
	if (waiting?.giving !== number) {
		return next(state);
	}
	const given = at(state, { ...waiting, giving: undefined });
	return next(tell(given, isTaken ? 'identity-given' : 'identity-not-taken'));
}
