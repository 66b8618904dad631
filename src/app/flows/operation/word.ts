import { SecretText } from '#text';
import type { Command } from '../../messages.ts';
import { type Next, next, refuse, request, withNotice } from '../../next.ts';
import type { DetailsAct, WordField, WordStep } from '../../operation.ts';
import type { AppState } from '../../state.ts';
import { replaceSecret } from '../leaving.ts';

/* A new security word for the present one, typed twice. */

const FIELDS: readonly WordField[] = ['present', 'first', 'again'];
/** As the contract bounds it. */
const LONGEST_WORD = 64;
export const SHORTEST_NEW_WORD = 6;

export function openWord(state: AppState, operation: DetailsAct): Next {
	return next(withStep(state, operation, noWords()));
}

/** The fields empty, as at the beginning and after a refusal. */
export function noWords(): WordStep {
	const { empty } = SecretText;
	return {
		name: 'word',
		focus: 'present',
		words: { present: empty, first: empty, again: empty },
		fault: undefined,
	};
}

function withStep(state: AppState, operation: DetailsAct, step: DetailsAct['step']): AppState {
	return { ...state, operation: { ...operation, step } };
}

export function wordCommand(
	state: AppState,
	operation: DetailsAct,
	step: WordStep,
	command: Command,
): Next | undefined {
	const { focus, words } = step;
	switch (command) {
		case 'back':
			return next(withStep(state, operation, { name: 'form' }), {
				kind: 'wipe',
				secrets: Object.values(words),
			});
		case 'next-field':
		case 'down':
			return next(withStep(state, operation, { ...step, focus: beside(focus, 1), fault: undefined }));
		case 'previous-field':
		case 'up':
			return next(withStep(state, operation, { ...step, focus: beside(focus, -1), fault: undefined }));
		case 'erase':
		case 'clear-field':
			return words[focus].length === 0
				? refuse(state, 'nothing-to-erase')
				: replaced(
						state,
						operation,
						step,
						command === 'erase' ? words[focus].withoutLast() : SecretText.empty,
					);
		case 'continue':
			return entered(state, operation, step);
		default:
			return undefined;
	}
}

function beside(field: WordField, by: 1 | -1): WordField {
	return FIELDS[(FIELDS.indexOf(field) + by + FIELDS.length) % FIELDS.length] ?? field;
}

function replaced(state: AppState, operation: DetailsAct, step: WordStep, word: SecretText): Next {
	const words = { ...step.words, [step.focus]: word };
	return replaceSecret(
		withStep(state, operation, { ...step, words, fault: undefined }),
		step.words[step.focus],
	);
}

export function typeIntoWord(state: AppState, operation: DetailsAct, step: WordStep, text: string): Next {
	const word = step.words[step.focus];
	return word.length + Array.from(text).length > LONGEST_WORD
		? refuse(state, 'field-full')
		: replaced(state, operation, step, word.appended(text));
}

/** Enter: on to the next field that is empty, or the change. */
function entered(state: AppState, operation: DetailsAct, step: WordStep): Next {
	const { words, focus } = step;
	const [empty] = FIELDS.filter((field) => words[field].length === 0);
	if (empty !== undefined) {
		const fault = empty === focus ? 'empty' : undefined;
		return next(withStep(state, operation, { ...step, focus: empty, fault }));
	}
	if (words.first.length < SHORTEST_NEW_WORD) {
		return next(withStep(state, operation, { ...step, focus: 'first', fault: 'too-short' }));
	}
	if (words.first.reveal() !== words.again.reveal()) {
		return next(withStep(state, operation, { ...step, focus: 'again', fault: 'not-same' }));
	}
	return request(withNotice(state, undefined), (number, sent) =>
		next(
			withStep(sent, operation, {
				name: 'running',
				run: { request: number, since: sent.now, phase: 'sending' },
				from: step,
			}),
			{
				kind: 'make-change',
				request: number,
				change: {
					kind: 'change-security-word',
					securityWord: words.present,
					newSecurityWord: words.first,
				},
				holderNumber: operation.holderNumber,
			},
		),
	);
}
