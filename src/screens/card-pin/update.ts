import {
	type AppState,
	andThen,
	blockedCardPinAct,
	CARD_PIN_ACTS,
	type CalledOff,
	type CardPinAct,
	type CardPinOutcome,
	type CardPinState,
	type Command,
	cardAtHand,
	hidePins,
	isStillIn,
	leaveCardPin,
	type Next,
	next,
	otherHolder,
	type PinFormAct,
	type RequestId,
	refuse,
	request,
	type StampedMessage,
	type ToldOutcome,
	tell,
	wipeCardPin,
	withNotice,
} from '#app';
import type { AkisCard } from '#card';

import { formCommand, openPinForm, typeIntoPinForm } from './form-update.ts';
import { typeWord, wordCommand } from './word-update.ts';

/* Kart PIN işlemleri: the menu, and what stands around a single act. */

type AsksBeforeLastTry = Extract<CardPinOutcome, { readonly kind: 'needs-last-try-confirmation' }>;

export function openCardPin(before: AppState): Next {
	return andThen(hidePins(before), (state) =>
		lookAtCard({
			...state,
			screen: 'card-pin',
			cardPin: {
				openedFrom: before.screen,
				card: undefined,
				tries: { kind: 'none' },
				entry: 'verify-pin',
				stage: { stage: 'menu' },
			},
		}),
	);
}

/** Esc on the menu: back to where it was opened, or to the card where that is closed meanwhile. */
export function closeCardPin(before: AppState): Next {
	const from = before.cardPin?.openedFrom ?? 'card';
	const needsSession = from === 'menu' || from === 'pins';
	const screen = needsSession && before.session === undefined ? 'card' : from;
	return andThen(leaveCardPin(before), (state) => next({ ...state, screen }));
}

/** The menu for the card that is in now, its tries being looked at. */
function lookAtCard(before: AppState): Next {
	const { cardPin } = before;
	if (cardPin === undefined) {
		return next(before);
	}
	const former = cardPin.tries;
	const cancel = former.kind === 'looking' ? [{ kind: 'cancel', cancelled: former.request } as const] : [];
	const card = cardAtHand(before);
	const menu: CardPinState = { ...cardPin, card, tries: { kind: 'none' }, stage: { stage: 'menu' } };
	return andThen(next(before, ...cancel), (state) =>
		card === undefined ? next({ ...state, cardPin: menu }) : withTriesLookedAt(state, menu, card),
	);
}

/** Asks the card what it tells of its tries. */
export function withTriesLookedAt(before: AppState, cardPin: CardPinState, card: AkisCard): Next {
	return request(before, (number, state) =>
		next(
			{
				...state,
				cardPin: { ...cardPin, card, tries: { kind: 'looking', request: number, since: state.now } },
			},
			{ kind: 'read-pin-tries', request: number, card },
		),
	);
}

/** Where an act was begun: at the menu, or at the form of E-İmzalı Giriş, which has no menu. */
function toBeginning(state: AppState): Next {
	return state.cardPin?.openedFrom === 'login' ? leaveCardPin(state) : lookAtCard(state);
}

export function pinTriesRead(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'pin-tries-read' }>,
): Next {
	const { cardPin } = state;
	if (cardPin?.tries.kind !== 'looking' || cardPin.tries.request !== message.request) {
		return next(state);
	}
	const { outcome } = message;
	// Whoever gave it up has looked anew, or left.
	return outcome.kind === 'called-off'
		? next(state)
		: next({ ...state, cardPin: { ...cardPin, tries: { kind: 'looked', outcome } } });
}

/**
 * Readers or cards changed. A card that went away takes along whatever was typed for it; another one, or the same
 * one put in again, begins anew. What the card has already is waited for: only its outcome says what it did.
 */
export function cardPinSeesReaders(state: AppState): Next {
	const { cardPin } = state;
	if (cardPin === undefined) {
		return next(state);
	}
	switch (cardPin.stage.stage) {
		case 'menu':
		case 'other-holder':
			return cardAtHand(state) === cardPin.card ? next(state) : lookAtCard(state);
		case 'supervisor':
		case 'form':
		case 'last-try':
			return cardPin.card !== undefined && isStillIn(state, cardPin.card)
				? next(state)
				: andThen(wipeCardPin(tell(state, 'card-left-form')), toBeginning);
		case 'running':
		case 'told':
			return next(state);
	}
}

export function moveInCardPin(state: AppState, step: 1 | -1): Next {
	const { cardPin } = state;
	if (cardPin === undefined) {
		return next(state);
	}
	const entry = CARD_PIN_ACTS[CARD_PIN_ACTS.indexOf(cardPin.entry) + step];
	return entry === undefined
		? refuse(state, 'end-of-list')
		: next({ ...state, cardPin: { ...cardPin, entry } });
}

/** Enter on the menu. */
export function chooseCardPinAct(state: AppState): Next {
	const { cardPin } = state;
	if (cardPin === undefined) {
		return next(state);
	}
	const blocked = blockedCardPinAct(state, cardPin.entry);
	if (blocked !== undefined) {
		return refuse(state, blocked);
	}
	const other = otherHolder(state);
	return other === undefined
		? openAct(state, cardPin, cardPin.entry)
		: next({
				...state,
				cardPin: { ...cardPin, stage: { stage: 'other-holder', act: cardPin.entry, other } },
			});
}

function openAct(state: AppState, cardPin: CardPinState, act: CardPinAct): Next {
	return act === 'unblock-pin'
		? next({ ...state, cardPin: { ...cardPin, stage: { stage: 'supervisor', typed: '' } } })
		: openPinForm(state, cardPin, act, false);
}

/** The keys of the question whether the PIN of another holder's card is meant. */
function otherHolderCommand(
	state: AppState,
	{ act, other }: Extract<CardPinState['stage'], { readonly stage: 'other-holder' }>,
	command: Command,
): Next | undefined {
	switch (command) {
		case 'use-other-card':
			// From now on this is the seal that the person works with; a session is asked about again.
			return state.cardPin === undefined
				? undefined
				: openAct({ ...state, lookedAt: other.here }, state.cardPin, act);
		case 'back':
			return toMenu(state);
		case 'continue':
		case 'up':
		case 'down':
		case 'next-reader':
		case 'check-again':
			return refuse(state, 'no-such-key');
		default:
			return undefined;
	}
}

/** What the stage makes of a command; undefined where it means what it means everywhere. */
export function cardPinCommand(state: AppState, command: Command): Next | undefined {
	const { cardPin } = state;
	switch (cardPin?.stage.stage) {
		case undefined:
			return undefined;
		case 'menu':
			return command === 'check-again' ? lookAtCard(tell(state, 'checked-again')) : undefined;
		case 'other-holder':
			return otherHolderCommand(state, cardPin.stage, command);
		case 'supervisor':
		case 'last-try':
			return command === 'back' ? toMenu(state) : wordCommand(state, command);
		case 'form':
			return command === 'back' ? toMenu(state) : formCommand(state, cardPin.stage, command);
		case 'running':
			return runningCommand(state, command);
		case 'told':
			return toldCommand(state, command);
	}
}

/** What a typed character goes into. */
export function cardPinText(state: AppState, text: string): Next {
	const { cardPin } = state;
	switch (cardPin?.stage.stage) {
		case 'form':
			return typeIntoPinForm(state, cardPin.stage, text);
		case 'supervisor':
		case 'last-try':
			return typeWord(state, text);
		default:
			return refuse(state, 'no-such-key');
	}
}

/** Wipes what was typed. The cursor stays, or stands on what can safely be done next. */
function toMenu(before: AppState): Next {
	const { cardPin } = before;
	if (cardPin === undefined) {
		return next(before);
	}
	const { stage } = cardPin;
	const entry = stage.stage === 'told' ? safeEntry(stage.outcome.kind, stage.act) : cardPin.entry;
	return andThen(wipeCardPin({ ...before, cardPin: { ...cardPin, entry } }), toBeginning);
}

function safeEntry(outcome: string, act: PinFormAct): CardPinAct {
	switch (outcome) {
		case 'unknown':
			// Which PIN holds now is found out by one comparison, never by doing it again.
			return 'verify-pin';
		case 'blocked':
			return 'unblock-pin';
		default:
			return act === 'log-in' ? 'verify-pin' : act;
	}
}

function toldCommand(state: AppState, command: Command): Next | undefined {
	switch (command) {
		case 'continue':
		case 'back':
			return toMenu(state);
		case 'up':
		case 'down':
		case 'next-reader':
			return refuse(state, 'no-such-key');
		default:
			return undefined;
	}
}

/** Whatever leads away waits for the outcome; what only looks on is let through. */
function runningCommand(state: AppState, command: Command): Next | undefined {
	switch (command) {
		case 'help':
		case 'warnings':
		case 'accounts':
		case 'details':
		case 'last-failure':
		case 'palette':
		case 'quit':
			return undefined;
		case 'back':
			return callOff(state);
		default:
			return refuse(state, 'waiting-for-card');
	}
}

function callOff(state: AppState): Next {
	const { cardPin } = state;
	if (cardPin?.stage.stage !== 'running' || cardPin.stage.isCalledOff) {
		return refuse(state, 'waiting-for-card');
	}
	const stage = { ...cardPin.stage, isCalledOff: true };
	return next({ ...state, cardPin: { ...cardPin, stage } }, { kind: 'cancel', cancelled: stage.request });
}

/** The card's answer, or what is known without it. Every secret of the act is wiped unless nothing was sent yet. */
export function cardPinPerformed(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'card-pin-performed' }>,
): Next {
	return cardPinEnded(state, message.request, message.outcome);
}

/** What an act came to, whatever it was for. */
export function cardPinEnded(
	state: AppState,
	ended: RequestId,
	outcome: ToldOutcome | CalledOff | AsksBeforeLastTry,
): Next {
	const { cardPin } = state;
	if (cardPin?.stage.stage !== 'running' || cardPin.stage.request !== ended) {
		return next(state);
	}
	const { form } = cardPin.stage;
	// What it asked about is over: the person has to see what became of it.
	const overlay = state.overlay?.kind === 'quit' && state.session === undefined ? undefined : state.overlay;
	const answered: AppState = withNotice({ ...state, overlay }, undefined);
	if (outcome.kind === 'called-off') {
		return andThen(wipeCardPin(tell(answered, 'card-act-called-off')), toBeginning);
	}
	if (outcome.kind === 'needs-last-try-confirmation') {
		const stage = { stage: 'last-try', form, tries: outcome.tries, typed: '' } as const;
		return cardPinSeesReaders({ ...answered, cardPin: { ...cardPin, stage } });
	}
	return andThen(wipeCardPin(answered), (wiped) =>
		next({
			...wiped,
			cardPin: { ...cardPin, stage: { stage: 'told', act: form.act, outcome } },
		}),
	);
}
