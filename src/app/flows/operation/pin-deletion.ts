import type { ChangeOutcome } from '#api';
import type { Command, StampedMessage } from '../../messages.ts';
import { andThen, type Next, next, refuse, request, withNotice } from '../../next.ts';
import type { PinDeletion, PinDeletionStep } from '../../operation.ts';
import type { AppState, Language } from '../../state.ts';
import { afterSessionProblem, sessionUsed } from '../session.ts';
import { CONFIRMED_DIGITS } from './certificates.ts';
import { toPins } from './leave.ts';
import { outcomeNow, problemOf } from './outcome.ts';
import { isSessionOver } from './parking.ts';

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
	if (!result.ok) {
		const { problem } = result;
		return afterSessionProblem(
			{ ...state, operation: { ...operation, cards: { kind: 'failed', problem } } },
			problem,
		);
	}
	return next(
		sessionUsed({ ...state, operation: { ...operation, cards: { kind: 'loaded', ...result.value } } }),
	);
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
			return command === 'continue' || command === 'back' ? refuse(state, 'change-under-way') : undefined;
		case 'result':
			return command === 'continue' || command === 'back' ? toPins(state) : undefined;
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

function typedCommand(
	state: AppState,
	operation: PinDeletion,
	step: Extract<PinDeletionStep, { readonly name: 'words' | 'confirm' }>,
	command: Command,
): Next | undefined {
	switch (command) {
		case 'back':
			return at(state, { ...operation, copy: undefined }, { name: 'copy', row: 'saved' });
		case 'erase':
			return step.typed === ''
				? refuse(state, 'nothing-to-erase')
				: at(state, operation, { ...step, typed: Array.from(step.typed).slice(0, -1).join('') });
		case 'clear-field':
			return at(state, operation, { ...step, typed: '' });
		case 'continue':
			return step.name === 'words'
				? declined(state, operation, step.typed)
				: confirmed(state, operation, step.typed);
		default:
			return undefined;
	}
}

function declined(state: AppState, operation: PinDeletion, typed: string): Next {
	return folded(typed) === folded(NO_COPY_WORDS[state.language])
		? at(state, { ...operation, copy: 'declined' }, { name: 'confirm', typed: '' })
		: refuse(state, 'words-wrong');
}

/** Neither the case nor which of the two Turkish letters i was typed decides. */
function folded(words: string): string {
	return words.trim().replaceAll(/\s+/gu, ' ').toLocaleUpperCase('tr').replaceAll('İ', 'I');
}

export function typeIntoDeletion(state: AppState, operation: PinDeletion, text: string): Next {
	const { step } = operation;
	if (step.name === 'confirm' && !/^\d+$/u.test(text)) {
		return refuse(state, 'digits-only');
	}
	if (step.name !== 'words' && step.name !== 'confirm') {
		return refuse(state, 'no-such-key');
	}
	const typed = (step.typed + text).normalize('NFC');
	const longest = step.name === 'confirm' ? CONFIRMED_DIGITS : LONGEST_WORDS;
	return Array.from(typed).length > longest
		? refuse(state, 'field-full')
		: at(state, operation, { ...step, typed });
}

function confirmed(state: AppState, operation: PinDeletion, typed: string): Next {
	if (state.session === undefined) {
		return refuse(state, 'not-logged-in');
	}
	if (typed !== operation.holderNumber.slice(-CONFIRMED_DIGITS)) {
		return refuse(state, 'confirmation-wrong');
	}
	const [first, ...waiting] = operation.cards.kind === 'loaded' ? operation.cards.serials : [];
	return first === undefined
		? refuse(state, 'nothing-to-delete')
		: sendFor(withNotice(state, undefined), operation, first, waiting, []);
}

function sendFor(
	before: AppState,
	operation: PinDeletion,
	current: string,
	waiting: readonly string[],
	settled: Extract<PinDeletionStep, { readonly name: 'result' }>['settled'],
): Next {
	const { copy, holderNumber } = operation;
	if (copy === undefined) {
		return at(before, operation, { name: 'copy', row: 'saved' });
	}
	return request(before, (number, state) =>
		next(
			{
				...state,
				operation: {
					...operation,
					step: {
						name: 'running',
						run: { request: number, since: state.now, phase: 'sending' },
						current,
						waiting,
						settled,
					},
				},
			},
			{
				kind: 'make-change',
				request: number,
				change: { kind: 'delete-pins', cardSerial: current, copy },
				holderNumber,
			},
		),
	);
}

export function deletionSettled(
	state: AppState,
	operation: PinDeletion,
	step: Extract<PinDeletionStep, { readonly name: 'running' }>,
	outcome: ChangeOutcome,
): Next {
	const settled = [...step.settled, { cardSerial: step.current, outcome, at: state.now }];
	const [following, ...waiting] = step.waiting;
	if (outcomeNow(outcome)?.kind === 'done') {
		const used = sessionUsed(state);
		return following === undefined
			? at(used, operation, { name: 'result', settled, left: [] })
			: sendFor(used, operation, following, waiting, settled);
	}
	const problem = problemOf(outcome);
	const stopped = at(state, operation, { name: 'result', settled, left: step.waiting });
	return problem !== undefined && isSessionOver(problem)
		? andThen(stopped, (there) => afterSessionProblem(there, problem))
		: stopped;
}
