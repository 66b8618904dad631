import {
	type AppState,
	afterSessionProblem,
	andThen,
	blockedPinsEntry,
	hidePins,
	type Next,
	next,
	PINS_ENTRIES,
	type PinsPage,
	type PinsState,
	refuse,
	request,
	type StampedMessage,
	sessionUsed,
	tell,
} from '#app';
import { openPinDeletion } from '../operation/pin-deletion/update.ts';
import { openPinSaving } from '../operation/pin-saving/update.ts';
import { pinsAtRest, withoutPins } from './at-rest.ts';

/** A PIN stands on the screen this long, then hides itself (screens: PIN). */
export const PIN_VISIBLE_MS = 10_000;

/** What one press of *longer* adds, and the longest that a PIN stands after it. */
const PIN_LONGER_MS = 20_000;
const PIN_LONGEST_MS = 120_000;

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
		case 'none':
		case 'hidden':
			return before.mode.recorder !== undefined && before.mode.showsPinsRecorded !== true
				? next({ ...before, notice: undefined, pins: { kind: 'asking' } })
				: loadPins(before, undefined);
	}
}

/** Whoever copies a PIN needs more time. */
export function showPinsLonger(state: AppState): Next {
	const { pins, now } = state;
	if (pins.kind !== 'shown') {
		return refuse(state, 'no-such-key');
	}
	const hideAt = Math.min(pins.hideAt + PIN_LONGER_MS, now + PIN_LONGEST_MS);
	return next({ ...state, notice: undefined, pins: { ...pins, hideAt } });
}

/** Cards in the window at once: nobody copies the PIN of another card. */
export const CARDS_IN_WINDOW = 1;

/** Whether there are cards beside those in the window. */
export function hasMoreCards({ cards, withheld, page, next }: ShownPins): boolean {
	return cards.length + withheld.length > CARDS_IN_WINDOW || next !== undefined || page !== undefined;
}

type ShownPins = Extract<PinsState, { readonly kind: 'shown' }>;

/** PgUp and PgDn: other cards of the account. Of a page that is left nothing stays in memory. */
export function turnPins(state: AppState, direction: 1 | -1): Next {
	const { pins } = state;
	if (pins.kind !== 'shown') {
		return refuse(state, 'no-such-key');
	}
	const { page, first = 0 } = pins;
	const there = first + direction * CARDS_IN_WINDOW;
	if (there >= 0 && there < pins.cards.length + pins.withheld.length) {
		return next({ ...state, pins: { ...pins, first: there, hideAt: state.now + PIN_VISIBLE_MS } });
	}
	if (direction === 1) {
		return pins.next === undefined
			? refuse(state, 'end-of-list')
			: turnTo(state, {
					after: pins.next,
					former: [
						...(page?.former ?? []),
						{ after: page?.after, cards: pins.cards.length + pins.withheld.length },
					],
				});
	}
	if (page === undefined) {
		return refuse(state, 'end-of-list');
	}
	const after = page.former.at(-1)?.after;
	return turnTo(state, after === undefined ? undefined : { after, former: page.former.slice(0, -1) });
}

function turnTo(state: AppState, page: PinsPage | undefined): Next {
	return andThen(hidePins(state), (hidden) => loadPins(hidden, page));
}

/** Asks the portal for the PINs; they are kept nowhere between two times they are shown. */
function loadPins(before: AppState, page: PinsPage | undefined): Next {
	return request(before, (number, state) =>
		next(
			{ ...state, notice: undefined, pins: { kind: 'loading', request: number, since: state.now, page } },
			{ kind: 'load-pins', request: number, after: page?.after },
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
		return afterSessionProblem({ ...state, pins: pinsAtRest(state) }, result.problem);
	}
	const { cards, withheld, next: following } = result.value;
	if (cards.length === 0 && following === undefined && state.pins.page === undefined) {
		return next(withoutPins(sessionUsed(state), withheld));
	}
	return next(
		sessionUsed({
			...state,
			session: { ...session, noPins: undefined, pinsSeen: cards.length > 0 || session.pinsSeen },
			pins: {
				kind: 'shown',
				cards,
				withheld,
				hideAt: state.now + PIN_VISIBLE_MS,
				page: state.pins.page,
				next: following,
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
			return state.pins.kind === 'asking' ? loadPins(state, undefined) : togglePins(state);
		case 'save':
			return andThen(hidePins(state), openPinSaving);
		case 'delete':
			return andThen(hidePins(state), openPinDeletion);
	}
}
