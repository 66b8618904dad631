import { SecretText } from '#text';
import type { Command } from '../command.ts';
import { type Next, next, refuse } from '../next.ts';
import type { AppState } from '../state.ts';
import type { WordFields } from '../word-fields.ts';
import { replaceSecret } from './leaving.ts';

/* Security words that are typed unseen, the new one twice. */

/** As the contract bounds it. */
const LONGEST_WORD = 64;
export const SHORTEST_NEW_WORD = 6;

/** Words under way: where they stand in the state, and their fields from top to bottom. */
export interface WordForm<Field extends string> {
	readonly order: readonly Field[];
	readonly fields: WordFields<Field>;
	readonly put: (fields: WordFields<Field>) => AppState;
}

/** Undefined for a command that is none of the fields'. */
export function wordFieldsCommand<Field extends string>(
	state: AppState,
	form: WordForm<Field>,
	command: Command,
): Next | undefined {
	const { fields, put } = form;
	const word = fields.words[fields.focus];
	switch (command) {
		case 'next-field':
		case 'down':
			return next(put({ ...fields, focus: beside(form, 1), fault: undefined }));
		case 'previous-field':
		case 'up':
			return next(put({ ...fields, focus: beside(form, -1), fault: undefined }));
		case 'erase':
		case 'clear-field':
			return word.length === 0
				? refuse(state, 'nothing-to-erase')
				: replaced(form, command === 'erase' ? word.erased(state.behindCursor) : SecretText.empty);
		default:
			return undefined;
	}
}

function beside<Field extends string>({ order, fields: { focus } }: WordForm<Field>, by: 1 | -1): Field {
	return order[(order.indexOf(focus) + by + order.length) % order.length] ?? focus;
}

function replaced<Field extends string>({ fields, put }: WordForm<Field>, word: SecretText): Next {
	const { focus, words } = fields;
	return replaceSecret(
		put({ ...fields, words: { ...words, [focus]: word }, fault: undefined }),
		words[focus],
	);
}

export function typeIntoWordFields<Field extends string>(
	state: AppState,
	form: WordForm<Field>,
	text: string,
): Next {
	const word = form.fields.words[form.fields.focus];
	return word.length + Array.from(text).length > LONGEST_WORD
		? refuse(state, 'field-full')
		: replaced(form, word.inserted(text, state.behindCursor));
}

/** Enter: on to the next field that is empty, or to what is wrong; undefined where the words can be sent. */
export function unfinishedWords<Field extends string>(
	{ order, fields, put }: WordForm<Field>,
	[first, again]: readonly [Field, Field],
): Next | undefined {
	const { words, focus } = fields;
	const empty = order.find((field) => words[field].length === 0);
	if (empty !== undefined) {
		return next(put({ ...fields, focus: empty, fault: empty === focus ? 'empty' : undefined }));
	}
	if (words[first].length < SHORTEST_NEW_WORD) {
		return next(put({ ...fields, focus: first, fault: 'too-short' }));
	}
	return words[first].equals(words[again])
		? undefined
		: next(put({ ...fields, focus: again, fault: 'not-same' }));
}

/** The words that a newcomer of the sandbox is told hold no longer; what holds now is a secret. */
export function withoutFormerWord(state: AppState, holderNumber: string): AppState {
	const isTheirs = state.hint?.holderNumber === holderNumber;
	return {
		...state,
		hint: isTheirs ? undefined : state.hint,
		accounts: state.accounts.map((account) =>
			account.holderNumber === holderNumber ? { ...account, securityWord: undefined } : account,
		),
	};
}
