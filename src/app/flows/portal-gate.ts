import type { PortalProblem } from '#api';
import type { Effect, OtherQuestion } from '../effects.ts';
import type { Message, StampedMessage } from '../messages.ts';
import { type Next, next, withNotice } from '../next.ts';
import { holderOfRead, isPortalRead, type PortalQuestion, unreadAnswer } from '../portal-reads.ts';
import type { WaitFor } from '../portal-wait.ts';
import type { RequestId } from '../request.ts';
import type { AppState } from '../state.ts';
import { holderNumberOf, longWait, waitFor } from '../wait-left.ts';

/*
 * The one gate between what the program wants to ask and a portal that said when to come again. What a person asks for
 * is not done and answered with the reason; what follows by itself is answered here as the portal would answer it.
 */

/** What else asks the portal comes to this where it is not put. Logging out is always put. */
export const UNASKED = {
	'log-in-by-signature': (request, problem) => ({
		type: 'signature-login-ended',
		request,
		outcome: { kind: 'portal', problem, isSigned: false },
	}),
	'settle-open-changes': (request) => ({ type: 'open-changes-settled', request, asked: undefined }),
	'make-change': (request, problem) => ({
		type: 'change-settled',
		request,
		outcome: { kind: 'not-sent', problem },
	}),
} as const satisfies {
	readonly [Kind in OtherQuestion['kind']]?: (request: RequestId, problem: PortalProblem) => Message;
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
	if (what === undefined || code === undefined || !asksPortal(effect)) {
		return undefined;
	}
	const problem: PortalProblem = {
		code,
		retryAfterSeconds: waitFor(state, what) ?? 0,
		detail: 'not asked',
	};
	return isPortalRead(effect) ? unreadAnswer(effect, problem) : UNASKED[effect.kind](effect.request, problem);
}

/** What it would have to wait for; undefined where it may be sent. */
function heldFor(state: AppState, effect: Effect): WaitFor | undefined {
	if (!asksPortal(effect)) {
		return undefined;
	}
	if (waitFor(state, 'portal') !== undefined) {
		return 'portal';
	}
	const isLocked =
		waitFor(state, 'login') !== undefined && loginOf(state, effect) === state.loginLock?.holderNumber;
	return isLocked ? 'login' : undefined;
}

type HeldQuestion = PortalQuestion | Extract<OtherQuestion, { readonly kind: keyof typeof UNASKED }>;

function asksPortal(effect: Effect): effect is HeldQuestion {
	return isPortalRead(effect) || effect.kind in UNASKED;
}

/** Whose login it leads to; undefined where it is none. */
function loginOf({ login }: AppState, question: HeldQuestion): string | undefined {
	if (isPortalRead(question)) {
		return holderOfRead(question, holderNumberOf(login));
	}
	return question.kind === 'log-in-by-signature' ? question.order.holderNumber : undefined;
}
