import type { StampedMessage } from '../messages.ts';
import { andThen, type Next, next, refuse, request, tell } from '../next.ts';
import { type AppState, PINS_ENTRIES, type PinsState } from '../state.ts';
import { blockedPinsEntry } from '../steps.ts';
import { hidePins } from './leaving.ts';
import { openPinDeletion } from './operation/pin-deletion.ts';
import { openPinSaving } from './operation/pin-saving.ts';
import { afterSessionProblem, sessionUsed } from './session.ts';

/** A PIN stands on the screen this long, then hides itself (screens: PIN). */
export const PIN_VISIBLE_MS = 10_000;

/**
 * Space: shows the PINs, or hides them. Where something may keep what is shown (tmux, script) that is said first, and
 * Enter alone goes on.
 */
export function togglePins(before: AppState): Next {
	const blocked = blockedPinsEntry(before, 'show');
	if (blocked !== undefined) {
		return refuse(before, blocked);
	}
	switch (before.pins.kind) {
		case 'shown': {
			const hidden = hidePins(before);
			return { ...hidden, state: tell(hidden.state, 'pins-hidden') };
		}
		case 'loading':
			return refuse(before, 'waiting-for-answer');
		case 'asking':
			return refuse(before, 'recorded-needs-enter');
		case 'hidden':
			return before.mode.recorder !== undefined && before.mode.showsPinsRecorded !== true
				? next({ ...before, notice: undefined, pins: { kind: 'asking' } })
				: loadPins(before);
	}
}

/** Asks the portal for the PINs; they are kept nowhere between two times they are shown. */
function loadPins(before: AppState): Next {
	return request(before, (number, state) =>
		next(
			{ ...state, notice: undefined, pins: { kind: 'loading', request: number, since: state.now } },
			{ kind: 'load-pins', request: number },
		),
	);
}

export function pinsAnswered(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'pins-answered' }>,
): Next {
	const { result } = message;
	const { session } = state;
	if (state.pins.kind !== 'loading' || state.pins.request !== message.request || session === undefined) {
		// Nobody waits for these any more; what came must not stay in memory.
		return result.ok
			? next(state, { kind: 'wipe', secrets: result.value.cards.flatMap((card) => [card.pin, card.puk]) })
			: next(state);
	}
	if (!result.ok) {
		return afterSessionProblem({ ...state, pins: { kind: 'hidden' } }, result.problem);
	}
	return next(
		sessionUsed({
			...state,
			session: { ...session, pinsSeen: result.value.cards.length > 0 || session.pinsSeen },
			pins: {
				kind: 'shown',
				cards: result.value.cards,
				withheld: result.value.withheld,
				hideAt: state.now + PIN_VISIBLE_MS,
			},
		}),
	);
}

export function moveInPins(state: AppState, step: 1 | -1): Next {
	const entry = PINS_ENTRIES[PINS_ENTRIES.indexOf(state.pinsEntry) + step];
	if (entry === undefined) {
		return refuse(state, 'end-of-list');
	}
	// Enter means something else there: the question is not asked any more.
	const pins: PinsState = state.pins.kind === 'asking' ? { kind: 'hidden' } : state.pins;
	return next({ ...state, pins, pinsEntry: entry });
}

/** Enter: what the cursor stands on. What is shown is hidden before anything else is done with it. */
export function choosePinsEntry(state: AppState): Next {
	const blocked = blockedPinsEntry(state, state.pinsEntry);
	if (blocked !== undefined) {
		return refuse(state, blocked);
	}
	switch (state.pinsEntry) {
		case 'show':
			return state.pins.kind === 'asking' ? loadPins(state) : togglePins(state);
		case 'save':
			return andThen(hidePins(state), openPinSaving);
		case 'delete':
			return andThen(hidePins(state), openPinDeletion);
	}
}
