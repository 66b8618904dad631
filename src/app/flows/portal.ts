import type { ChangeOutcome, PortalProblem } from '#api';
import type { FlowProfile } from '#contract';
import type { StampedMessage } from '../messages.ts';
import { andThen, type Next, next, request, withNotice } from '../next.ts';
import { PORTAL_GONE } from '../portal-gone.ts';
import { heldSeconds, isBusy } from '../portal-wait.ts';
import type { AppState } from '../state.ts';
import { abandonLogin } from './leaving.ts';

/** First wait after a failure; doubles with each further one. */
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;

/** Asks the portal whether it is there; what is on the screen stays until it answers. */
export function checkPortal(before: AppState): Next {
	if (before.portal.kind === 'not-asked') {
		return next(before);
	}
	return request(before, (number, state) => {
		const pending = { request: number, since: state.now };
		switch (state.portal.kind) {
			case 'not-asked':
				return next(state);
			case 'checking':
				return next(
					{ ...state, portal: { kind: 'checking', ...pending } },
					{ kind: 'check-portal', request: number },
				);
			case 'lost':
				return next(
					{ ...state, portal: { ...state.portal, pending } },
					{ kind: 'check-portal', request: number },
				);
			case 'reached':
				return next(
					{ ...state, portal: { ...state.portal, recheck: number } },
					{ kind: 'check-portal', request: number },
				);
		}
	});
}

export function portalAnswered(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'portal-answered' }>,
): Next {
	if (message.request !== awaitedCheck(state)) {
		return next(state);
	}
	const { result } = message;
	if (!result.ok) {
		// One that says when to come again is there.
		return state.portal.kind === 'reached' && isBusy(result.problem)
			? next({ ...state, portal: { ...state.portal, answeredAt: state.now, recheck: undefined } })
			: next(portalLost(state, result.problem));
	}
	const reached: AppState = {
		...state,
		portal: { kind: 'reached', ...result.value, answeredAt: state.now, recheck: undefined },
	};
	return andThen(takeFlow(reached, result.value.info.flow), (told) =>
		state.portal.kind === 'reached' ? next(told) : settleOpenChanges(told),
	);
}

/** A session goes on the way that it was begun; a login that was begun another way than the portal now goes is given up. */
function takeFlow(state: AppState, flow: FlowProfile): Next {
	const former = state.flow;
	if (former?.id === flow.id || (former !== undefined && state.session !== undefined)) {
		return next(state);
	}
	const screen = former !== undefined && state.screen === 'login' ? 'login-method' : state.screen;
	const told: AppState = { ...state, flow, screen };
	return former === undefined ? next(told) : abandonLogin(told);
}

/** First wait before open changes are asked about again; doubles with each question that settled not all of them. */
const FIRST_ASK_MS = 5_000;
const LONGEST_ASK_MS = 300_000;

/**
 * Asks what became of changes that an earlier run, or a line that broke, left without a result: as soon as the portal
 * answers, before anything else is changed, and again and again until they are settled.
 */
export function settleOpenChanges(before: AppState): Next {
	return before.openChanges.request === undefined
		? request(before, (number, state) =>
				next(
					{ ...state, openChanges: { ...state.openChanges, request: number } },
					{ kind: 'settle-open-changes', request: number },
				),
			)
		: next(before);
}

export function openChangesSettled(
	state: AppState,
	{ request: number, asked }: Extract<StampedMessage, { readonly type: 'open-changes-settled' }>,
): Next {
	const before = state.openChanges;
	if (before.request !== number) {
		return next(state);
	}
	const ofOtherPortal = (asked ?? []).filter(({ outcome }) => isOfOtherPortal(outcome)).length;
	const count = (...kinds: readonly string[]) =>
		(asked ?? []).filter(({ outcome }) => kinds.includes(outcome.kind) && !isOfOtherPortal(outcome)).length;
	const [done, notDone, uncertain] = [count('done'), count('refused', 'not-sent'), count('uncertain')];
	const isOpen = asked === undefined || uncertain > 0;
	const openChanges: AppState['openChanges'] = {
		request: undefined,
		askAt: isOpen ? state.now + askDelay(before.tries) : undefined,
		tries: isOpen ? before.tries + 1 : 0,
		ofOtherPortal: asked === undefined ? before.ofOtherPortal : ofOtherPortal,
	};
	const isNews =
		done + notDone > 0 ||
		(uncertain > 0 && before.tries === 0) ||
		(ofOtherPortal > 0 && ofOtherPortal !== before.ofOtherPortal);
	const settled: AppState = { ...state, openChanges };
	return next(
		isNews
			? withNotice(settled, { kind: 'former-changes', done, notDone, uncertain, ofOtherPortal })
			: settled,
	);
}

/** A change was left without a result just now: the portal is asked about it by itself. */
export function withOpenChange(state: AppState, outcome: ChangeOutcome): AppState {
	return outcome.kind === 'uncertain' && !isOfOtherPortal(outcome)
		? { ...state, openChanges: { ...state.openChanges, askAt: state.now + FIRST_ASK_MS, tries: 0 } }
		: state;
}

function isOfOtherPortal(outcome: ChangeOutcome): boolean {
	return outcome.kind === 'uncertain' && outcome.problem.code === 'other-portal';
}

function askDelay(tries: number): number {
	return Math.min(FIRST_ASK_MS * 2 ** tries, LONGEST_ASK_MS);
}

function awaitedCheck(state: AppState): number | undefined {
	switch (state.portal.kind) {
		case 'not-asked':
			return undefined;
		case 'checking':
			return state.portal.request;
		case 'lost':
			return state.portal.pending?.request;
		case 'reached':
			return state.portal.recheck;
	}
}

/** Step 3 unticks; the portal is asked again after a while that grows with each failure. */
export function portalLost(state: AppState, problem: PortalProblem): AppState {
	const failures = state.portal.kind === 'lost' ? state.portal.failures + 1 : 1;
	// A portal that says when to come again is not asked before that (RFC 9110, Retry-After).
	const asked = heldSeconds(problem) * 1000;
	const wait = Math.max(Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS), asked);
	return {
		...state,
		portal: { kind: 'lost', problem, failures, retryAt: state.now + wait, pending: undefined },
	};
}

/** Shows what went wrong with a request; a portal that cannot be reached unticks step 3 as well. */
export function afterProblem(state: AppState, problem: PortalProblem): AppState {
	const noticed = withNotice(state, { kind: 'problem', problem });
	return PORTAL_GONE.has(problem.code) ? portalLost(noticed, problem) : noticed;
}
