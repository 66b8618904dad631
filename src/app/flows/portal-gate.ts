import type { PortalProblem } from '#api';
import type { Effect, Question } from '../effects.ts';
import type { Message, StampedMessage } from '../messages.ts';
import { type Next, next, withNotice } from '../next.ts';
import type { WaitFor } from '../portal-wait.ts';
import type { RequestId } from '../request.ts';
import type { AppState } from '../state.ts';
import { holderNumberOf, longWait, waitFor } from '../wait-left.ts';

/*
 * The one gate between what the program wants to ask and a portal that said when to come again. What a person asks for
 * is not done and answered with the reason; what follows by itself is answered here as the portal would answer it.
 */

/**
 * What a question comes to that is not put; undefined where no portal is asked by it, and for logging out, which is
 * always put.
 */
export const UNASKED: {
	readonly [Kind in Question['kind']]: ((request: RequestId, problem: PortalProblem) => Message) | undefined;
} = {
	'check-portal': (request, problem) => ({
		type: 'portal-answered',
		request,
		address: undefined,
		result: { ok: false, problem },
	}),
	'new-captcha': (request, problem) => ({
		type: 'captcha-answered',
		request,
		result: { ok: false, problem },
		drawing: undefined,
	}),
	'start-login': (request, problem) => ({ type: 'login-answered', request, result: { ok: false, problem } }),
	'send-code': (request, problem) => ({ type: 'code-sent', request, result: { ok: false, problem } }),
	'start-word-reset': (request, problem) => ({
		type: 'login-answered',
		request,
		result: { ok: false, problem },
	}),
	'send-word-reset-code': (request, problem) => ({
		type: 'code-sent',
		request,
		result: { ok: false, problem },
	}),
	'confirm-code': (request, problem) => ({ type: 'code-confirmed', request, result: { ok: false, problem } }),
	'start-elsewhere-login': (request, problem) => ({
		type: 'elsewhere-started',
		request,
		result: { ok: false, problem },
	}),
	'poll-elsewhere-login': (request, problem) => ({
		type: 'elsewhere-polled',
		request,
		result: { ok: false, problem },
	}),
	'load-certificates': (request, problem) => ({
		type: 'certificates-answered',
		request,
		result: { ok: false, problem },
	}),
	'load-more-certificates': (request, problem) => ({
		type: 'more-certificates-answered',
		request,
		result: { ok: false, problem },
	}),
	'load-pins': (request, problem) => ({ type: 'pins-answered', request, result: { ok: false, problem } }),
	'log-in-by-signature': (request, problem) => ({
		type: 'signature-login-ended',
		request,
		outcome: { kind: 'portal', problem, isSigned: false },
	}),
	'settle-open-changes': (request) => ({ type: 'open-changes-settled', request, asked: undefined }),
	'load-revocation-terms': (request, problem) => ({
		type: 'revocation-terms-answered',
		request,
		result: { ok: false, problem },
	}),
	'save-pins': (request, problem) => ({ type: 'pins-saved', request, result: { ok: false, problem } }),
	'load-pin-cards': (request, problem) => ({
		type: 'pin-cards-answered',
		request,
		result: { ok: false, problem },
	}),
	'load-unlocks': (request, problem) => ({
		type: 'unlocks-answered',
		request,
		result: { ok: false, problem },
	}),
	'load-unlock-secrets': (request, problem) => ({
		type: 'unlock-secrets-answered',
		request,
		result: { ok: false, problem },
	}),
	'load-details': (request, problem) => ({
		type: 'details-answered',
		request,
		result: { ok: false, problem },
	}),
	'start-phone-change': (request, problem) => ({
		type: 'phone-change-started',
		request,
		result: { ok: false, problem },
	}),
	'make-change': (request, problem) => ({
		type: 'change-settled',
		request,
		outcome: { kind: 'not-sent', problem },
	}),
	'log-out': undefined,
	'give-test-identity': undefined,
	'look-at-driver': undefined,
	'draw-address': undefined,
	'read-pin-tries': undefined,
	'perform-card-pin': undefined,
	'suggest-path': undefined,
	'print-file': undefined,
	'unlock-card': undefined,
	'load-open-guided': undefined,
	'begin-guided': undefined,
	'end-guided': undefined,
	'open-sandbox': undefined,
	'toggle-card': undefined,
	'plug-signatory': undefined,
	'assess-certificate': undefined,
	'name-certificate-file': undefined,
	'save-certificate': undefined,
	'read-timeline': undefined,
	'check-operator': undefined,
};

/**
 * Lets through what may be sent now.
 *
 * @param before the state with the message's time, which stands where a person's act is held back
 * @param answer what a message comes to, without this gate
 */
export function throughGate(
	before: AppState,
	message: StampedMessage,
	after: Next,
	answer: (state: AppState, message: StampedMessage) => Next,
): Next {
	const what = after.effects.map((effect) => heldFor(after.state, effect)).find((wait) => wait !== undefined);
	if (what === undefined) {
		return after;
	}
	if (isAct(message) && longWait(after.state, what) !== undefined) {
		return after;
	}
	if (isAct(message)) {
		return next(withNotice(withoutPalette(before), { kind: 'portal-wait', what }));
	}
	return after.effects.reduce<Next>(
		(sofar, effect) => {
			const unasked = answeredHere(sofar.state, effect);
			if (unasked === undefined) {
				return { state: sofar.state, effects: [...sofar.effects, effect] };
			}
			const stamped = { ...unasked, at: message.at };
			const told = throughGate(sofar.state, stamped, answer(sofar.state, stamped), answer);
			return { state: told.state, effects: [...sofar.effects, ...told.effects] };
		},
		{ state: after.state, effects: [] },
	);
}

/** A person asked for it and can ask again; who goes back is let go all the same. */
function isAct(message: StampedMessage): boolean {
	return message.type === 'palette-chosen' || (message.type === 'command' && message.command !== 'back');
}

function withoutPalette(state: AppState): AppState {
	return state.overlay?.kind === 'palette' ? { ...state, overlay: state.overlay.below } : state;
}

function answeredHere(state: AppState, effect: Effect): Message | undefined {
	const what = heldFor(state, effect);
	const code = (what === 'login' ? state.loginLock : state.portalBusy)?.code;
	if (what === undefined || code === undefined || !('request' in effect)) {
		return undefined;
	}
	const retryAfterSeconds = waitFor(state, what) ?? 0;
	return UNASKED[effect.kind]?.(effect.request, { code, retryAfterSeconds, detail: 'not asked' });
}

/** What it would have to wait for; undefined where it may be sent. */
function heldFor(state: AppState, effect: Effect): WaitFor | undefined {
	if (!('request' in effect) || UNASKED[effect.kind] === undefined) {
		return undefined;
	}
	if (waitFor(state, 'portal') !== undefined) {
		return 'portal';
	}
	const isLocked =
		waitFor(state, 'login') !== undefined && loginOf(state, effect) === state.loginLock?.holderNumber;
	return isLocked ? 'login' : undefined;
}

/** Whose login it leads to; undefined where it is none. */
function loginOf({ login }: AppState, question: Question): string | undefined {
	switch (question.kind) {
		case 'start-login':
		case 'start-word-reset':
			return question.details.holderNumber;
		case 'log-in-by-signature':
			return question.order.holderNumber;
		case 'new-captcha':
		case 'send-code':
		case 'send-word-reset-code':
		case 'confirm-code':
			return holderNumberOf(login);
		default:
			return undefined;
	}
}
