import type { PortalProblem, PortalResult, SessionFacts } from '#api';
import type { StampedMessage } from '../messages.ts';
import { andThen, type Next, next, request, tell, withNotice } from '../next.ts';
import type { Told } from '../notice.ts';
import type { MenuEntry } from '../place.ts';
import type { AppState, SessionState } from '../state.ts';
import { menuEntries } from '../steps.ts';
import { dropGuided } from './guided-outcome.ts';
import { abandonLogin, hidePins, leaveCardPin } from './leaving.ts';
import { changeUnderWay, dropOperation, isAtCard, parkOperation, tellsResult } from './open-operation.ts';
import { afterProblem } from './portal.ts';
import { dropTypedAhead } from './typed-ahead.ts';

/**
 * Step 6 begins: the menu, with the cursor on what the newcomer came for.
 *
 * @param signedBy as {@link SessionState.signedBy}
 */
export function sessionOpened(state: AppState, facts: SessionFacts, signedBy?: string): Next {
	const idleMs = facts.expiresInSeconds * 1000;
	const session: SessionState = {
		title: facts.title,
		holderNumber: facts.holderNumber,
		signedBy,
		openedAt: state.now,
		idleMs,
		expiresAt: state.now + idleMs,
		certificates: { kind: 'loading', request: 0, since: state.now },
		pinsSeen: false,
		pinsSaved: false,
		leaving: undefined,
	};
	return loadCertificates({ ...state, session, screen: 'menu', menuEntry: pinEntry(state) });
}

/** What a newcomer came for: their PIN, to be shown or to be made. */
function pinEntry(state: AppState): MenuEntry {
	const entries = menuEntries(state);
	return entries.find((entry) => entry === 'pin-view' || entry === 'pin-create-or-unlock') ?? 'log-out';
}

/** The answer overtook its cancelling: a session that nobody uses is not left open at the portal. */
export function closeUnawaitedSession(before: AppState): Next {
	return request(before, (number, state) => next(state, { kind: 'log-out', request: number }));
}

export function loadCertificates(before: AppState): Next {
	const { session } = before;
	if (session === undefined) {
		return next(before);
	}
	const list = session.certificates;
	const former = list.kind === 'loaded' && list.more?.kind === 'asked' ? [list.more.request] : [];
	return request(before, (number, state) =>
		next(
			{
				...state,
				session: { ...session, certificates: { kind: 'loading', request: number, since: state.now } },
			},
			...former.map((cancelled) => ({ kind: 'cancel', cancelled }) as const),
			{ kind: 'load-certificates', request: number },
		),
	);
}

export function certificatesAnswered(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'certificates-answered' | 'more-certificates-answered' }>,
): Next {
	const { session } = state;
	if (session?.certificates.kind !== 'loading' || session.certificates.request !== message.request) {
		return next(state);
	}
	const withCertificates = (certificates: SessionState['certificates']): AppState => ({
		...state,
		session: { ...session, certificates },
	});
	return answeredInSession(message.result, {
		given: ({ certificates, next: following }) =>
			withCertificates({
				kind: 'loaded',
				certificates,
				...(following === undefined ? {} : { next: following }),
			}),
		failed: (problem) => withCertificates({ kind: 'failed', problem }),
	});
}

/** The portal answered within the session: its idle time begins anew. */
export function sessionUsed(state: AppState): AppState {
	const { session } = state;
	return session === undefined
		? state
		: { ...state, session: { ...session, expiresAt: state.now + session.idleMs } };
}

/** What a question asked within the session came to: whoever waits for it takes it up, or the problem is told. */
export function answeredInSession<Value>(
	result: PortalResult<Value>,
	then: {
		readonly given: (value: Value) => AppState;
		readonly failed: (problem: PortalProblem) => AppState;
	},
): Next {
	return result.ok
		? next(sessionUsed(then.given(result.value)))
		: afterSessionProblem(then.failed(result.problem), result.problem);
}

/** A problem inside a session: one that the portal no longer knows is ended here too. */
export function afterSessionProblem(state: AppState, problem: PortalProblem): Next {
	return problem.code === 'session-expired' || problem.code === 'session-replaced'
		? endSession(state, problem.code)
		: next(afterProblem(state, problem));
}

/**
 * Forgets the session and every secret of it; steps 4 to 6 untick. An open entry waits for its holder's next login
 * where the session ended by itself; a change under way stays on the screen until it is settled, and its result until the
 * person leaves it.
 */
export function endSession(state: AppState, told: Told): Next {
	const isWanted = told === 'logged-out' || told === 'logged-out-unheard';
	const { operation, screen } = state;
	const staysOpen = changeUnderWay(operation) !== undefined || isAtCard(operation) || tellsResult(operation);
	const isBusy = !isWanted && screen === 'operation' && staysOpen;
	const isInside =
		state.screen === 'menu' ||
		state.screen === 'certificates' ||
		state.screen === 'pins' ||
		(state.screen === 'operation' && !isBusy);
	return andThen(isWanted ? dropOperation(state) : parkOperation(state), (kept) =>
		andThen(andThen(hidePins(kept), abandonLogin), (left) =>
			next(
				tell(
					{
						...left,
						session: undefined,
						certificateTable: undefined,
						screen: isInside ? 'login-method' : left.screen,
						// What it asks about is gone.
						overlay: left.overlay?.kind === 'quit' || left.overlay?.kind === 'ask' ? undefined : left.overlay,
					},
					told,
				),
			),
		),
	);
}

/** Çıkış: secrets are wiped at once; the portal is told, and the screen says whether it heard. */
export function logOut(before: AppState): Next {
	const { session } = before;
	if (session === undefined || session.leaving !== undefined) {
		return next(before);
	}
	return andThen(hidePins(before), (hidden) =>
		request(hidden, (number, state) =>
			next(
				withNotice(
					{ ...state, session: { ...session, leaving: { request: number, since: state.now } } },
					undefined,
				),
				{ kind: 'log-out', request: number },
			),
		),
	);
}

export function loggedOut(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'logged-out' }>,
): Next {
	if (state.session?.leaving?.request !== message.request) {
		return next(state);
	}
	const { result } = message;
	const wasHeard = result.ok || result.problem.code === 'session-expired';
	const answered = result.ok ? state : afterProblem(state, result.problem);
	return andThen(endSession(answered, wasHeard ? 'logged-out' : 'logged-out-unheard'), (ended) =>
		// Whoever went on to the card's PIN meanwhile stays there: it needs no session.
		next(visitEnded(ended.screen === 'card-pin' ? ended : { ...ended, screen: 'start' })),
	);
}

/** At a kiosk the next person is another one, whom the last error of this one is no business of. */
function visitEnded(state: AppState): AppState {
	return state.mode.kiosk === undefined
		? state
		: { ...state, failure: undefined, firstOfVisit: state.nextRequest };
}

/** Before the program ends: requests are given up, secrets wiped, and the portal is told that the session ends. */
export function leaveEverything(state: AppState): Next {
	// A log-out under way goes on: what ends the program may come twice, from a key and from the process.
	const except = state.session?.leaving?.request;
	return andThen(next(state, { kind: 'cancel-all', except }), (freed) =>
		andThen(andThen(leaveCardPin(freed), dropGuided), (left) =>
			andThen(andThen(andThen(dropOperation(left), dropTypedAhead), abandonLogin), logOut),
		),
	);
}
