import type { ChangeOutcome } from '#api';
import {
	type AppState,
	andThen,
	answeredInSession,
	type Command,
	eraseTyped,
	insertedInto,
	type Language,
	type Next,
	next,
	outcomeNow,
	type PinDeletion,
	type PinDeletionStep,
	refuse,
	request,
	type StampedMessage,
	withNotice,
} from '#app';
import { foldedText } from '#text';

import { withoutPins } from '../../pins/at-rest.ts';

import { beginQueue, type QueueHome, queueSettled } from '../change-queue.ts';
import { areLastDigits, typeDigits } from '../last-digits.ts';
import { toPins } from '../leave.ts';

/* Parolalarımı Sil: only after the guide's four warnings, and after a copy was saved or refused in words. */

/** The guide's warnings. */
export const WARNING_COUNT = 4;

/** What is typed by whoever wants no copy. */
export const NO_COPY_WORDS: Readonly<Record<Language, string>> = {
	tr: 'KOPYA İSTEMİYORUM',
	en: 'NO COPY WANTED',
};

/** Longer than either, so that a wrong one can be seen. */
const LONGEST_WORDS = 24;

export function openPinDeletion(before: AppState): Next {
	const { session } = before;
	if (session === undefined) {
		return refuse(before, 'not-logged-in');
	}
	const operation: PinDeletion = {
		kind: 'delete-pins',
		holderNumber: session.holderNumber,
		cards: { kind: 'loading', request: 0, since: before.now },
		copy: undefined,
		step: { name: 'warning', index: 0 },
	};
	return loadCards({ ...withNotice(before, undefined), screen: 'operation', operation }, operation);
}

function loadCards(before: AppState, operation: PinDeletion): Next {
	return request(before, (number, state) =>
		next(
			{
				...state,
				operation: { ...operation, cards: { kind: 'loading', request: number, since: state.now } },
			},
			{ kind: 'load-pin-cards', request: number },
		),
	);
}

/** After a new login: the warnings were read; which cards there are is asked anew. */
export function resumePinDeletion(state: AppState, operation: PinDeletion): Next {
	return loadCards(state, operation);
}

export function pinCardsAnswered(
	state: AppState,
	{ request: number, result }: Extract<StampedMessage, { readonly type: 'pin-cards-answered' }>,
): Next {
	const { operation } = state;
	if (
		operation.kind !== 'delete-pins' ||
		operation.cards.kind !== 'loading' ||
		operation.cards.request !== number
	) {
		return next(state);
	}
	const withCards = (cards: PinDeletion['cards']): AppState => ({
		...state,
		operation: { ...operation, cards },
	});
	return answeredInSession(result, {
		given: (cards) => withCards({ kind: 'loaded', ...cards }),
		failed: (problem) => withCards({ kind: 'failed', problem }),
	});
}

function at(state: AppState, operation: PinDeletion, step: PinDeletionStep): Next {
	return next({ ...state, operation: { ...operation, step } });
}

export function pinDeletionCommand(
	state: AppState,
	operation: PinDeletion,
	command: Command,
): Next | undefined {
	const { step } = operation;
	switch (step.name) {
		case 'warning':
			return warningCommand(state, operation, step.index, command);
		case 'copy':
			return copyCommand(state, operation, step.row, command);
		case 'words':
		case 'confirm':
			return typedCommand(state, operation, step, command);
		case 'running':
			return undefined;
		case 'result':
			return command === 'continue' || command === 'back' ? afterDeletion(state, operation, step) : undefined;
	}
}

function warningCommand(
	state: AppState,
	operation: PinDeletion,
	index: number,
	command: Command,
): Next | undefined {
	switch (command) {
		case 'continue':
			return index + 1 < WARNING_COUNT
				? at(state, operation, { name: 'warning', index: index + 1 })
				: afterWarnings(state, operation);
		case 'back':
			return index === 0 ? toPins(state) : at(state, operation, { name: 'warning', index: index - 1 });
		case 'check-again':
			return operation.cards.kind === 'failed' ? loadCards(state, operation) : undefined;
		default:
			return undefined;
	}
}

function afterWarnings(state: AppState, operation: PinDeletion): Next {
	switch (operation.cards.kind) {
		case 'loading':
			return refuse(state, 'waiting-for-answer');
		case 'failed':
			return refuse(state, 'pins-not-loaded');
		case 'loaded':
			return operation.cards.serials.length === 0
				? refuse(state, 'nothing-to-delete')
				: at(state, operation, { name: 'copy', row: 'saved' });
	}
}

function copyCommand(
	state: AppState,
	operation: PinDeletion,
	row: 'saved' | 'declined',
	command: Command,
): Next | undefined {
	switch (command) {
		case 'up':
		case 'down': {
			const there = command === 'up' ? 'saved' : 'declined';
			return there === row
				? refuse(state, 'end-of-list')
				: at(state, operation, { name: 'copy', row: there });
		}
		case 'continue':
			if (row === 'declined') {
				return at(state, operation, { name: 'words', typed: '' });
			}
			// Only what was saved in this session can have been looked at.
			return state.session?.pinsSaved === true
				? at(state, { ...operation, copy: 'saved' }, { name: 'confirm', typed: '' })
				: refuse(state, 'not-saved-yet');
		case 'back':
			return at(state, operation, { name: 'warning', index: WARNING_COUNT - 1 });
		default:
			return undefined;
	}
}

type TypedStep = Extract<PinDeletionStep, { readonly name: 'words' | 'confirm' }>;

function typedCommand(
	state: AppState,
	operation: PinDeletion,
	step: TypedStep,
	command: Command,
): Next | undefined {
	switch (command) {
		case 'back':
			return at(state, { ...operation, copy: undefined }, { name: 'copy', row: 'saved' });
		case 'continue':
			return step.name === 'words'
				? declined(state, operation, step.typed)
				: confirmed(state, operation, step.typed);
		default:
			return eraseTyped(state, step.typed, command, typedWith(state, operation, step));
	}
}

function declined(state: AppState, operation: PinDeletion, typed: string): Next {
	return folded(typed) === folded(NO_COPY_WORDS[state.language])
		? at(state, { ...operation, copy: 'declined' }, { name: 'confirm', typed: '' })
		: refuse(state, 'words-wrong');
}

function folded(words: string): string {
	return foldedText(words.trim().replaceAll(/\s+/gu, ' '));
}

export function typeIntoDeletion(state: AppState, operation: PinDeletion, text: string): Next {
	const { step } = operation;
	switch (step.name) {
		case 'confirm':
			return typeDigits(state, step.typed, text, typedWith(state, operation, step));
		case 'words': {
			const typed = insertedInto(step.typed, text, state.behindCursor).normalize('NFC');
			return Array.from(typed).length > LONGEST_WORDS
				? refuse(state, 'field-full')
				: at(state, operation, { ...step, typed });
		}
		default:
			return refuse(state, 'no-such-key');
	}
}

function typedWith(state: AppState, operation: PinDeletion, step: TypedStep): (typed: string) => AppState {
	return (typed) => ({ ...state, operation: { ...operation, step: { ...step, typed } } });
}

function confirmed(state: AppState, operation: PinDeletion, typed: string): Next {
	const { copy, holderNumber, cards } = operation;
	if (state.session === undefined) {
		return refuse(state, 'not-logged-in');
	}
	if (!areLastDigits(typed, holderNumber)) {
		return refuse(state, 'confirmation-wrong');
	}
	if (cards.kind !== 'loaded' || cards.serials.length === 0) {
		return refuse(state, 'nothing-to-delete');
	}
	return copy === undefined
		? at(state, operation, { name: 'copy', row: 'saved' })
		: beginQueue(state, homeOf(operation), cards.serials, (cardSerial) => ({
				kind: 'delete-pins',
				cardSerial,
				copy,
			}));
}

function homeOf(operation: PinDeletion): QueueHome<string> {
	return {
		holderNumber: operation.holderNumber,
		put: (state, step) => ({ ...state, operation: { ...operation, step } }),
	};
}

/** Where each card's PIN was deleted nothing is left to be hidden. */
function afterDeletion(
	state: AppState,
	{ cards }: PinDeletion,
	{ settled, left }: Extract<PinDeletionStep, { readonly name: 'result' }>,
): Next {
	const areGone = left.length === 0 && settled.every(({ outcome }) => outcomeNow(outcome)?.kind === 'done');
	const kept = cards.kind === 'loaded' ? cards.withheld : [];
	return andThen(toPins(state), (there) =>
		next(
			areGone && there.screen === 'pins'
				? withoutPins(there, [
						...settled.map(({ item, at }) => ({
							cardSerial: item,
							reason: 'deleted' as const,
							since: new Date(at).toISOString(),
						})),
						...kept,
					])
				: there,
		),
	);
}

export function deletionSettled(
	state: AppState,
	operation: PinDeletion,
	step: Extract<PinDeletionStep, { readonly name: 'running' }>,
	outcome: ChangeOutcome,
): Next {
	return queueSettled(state, homeOf(operation), step, outcome);
}
