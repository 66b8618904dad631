import type { PortalProblem } from '#api';
import type { Message } from '../messages.ts';
import { readAnsweredBy } from '../portal-reads.ts';
import { BUSY, heldSeconds, LONGEST_HELD_SECONDS, type PortalWait } from '../portal-wait.ts';
import type { AppState, LoginState } from '../state.ts';
import { holderNumberOf } from '../wait-left.ts';

/* The portal's answers say how long it wants to be left alone, and when that is over. */

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
	return 'result' in message && message.result.ok && readAnsweredBy(message.type) !== undefined;
}

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
