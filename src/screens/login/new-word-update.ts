import type { ChangeOutcome, PortalProblem } from '#api';
import {
	type AppState,
	abandonLogin,
	afterProblem,
	andThen,
	type ChangeRun,
	type Command,
	type LoginCode,
	type NewWord,
	type NewWordField,
	type Next,
	next,
	refuse,
	request,
	type StampedMessage,
	tell,
	typeIntoWordFields,
	unfinishedWords,
	type WordForm,
	withNotice,
	withoutFormerWord,
	wordFieldsCommand,
} from '#app';
import { SecretText } from '#text';

import { openForm } from './form-update.ts';

/* The end of Güvenlik Sözcüğümü Unuttum: the new word, twice, which goes to the portal with the code. */

const { empty } = SecretText;
const NO_WORDS = { focus: 'first', words: { first: empty, again: empty }, fault: undefined } as const;

export function openNewWord(state: AppState, from: LoginCode): Next {
	return next({ ...state, login: { stage: 'new-word', from, ...NO_WORDS, run: undefined } });
}

function formOf(state: AppState, login: NewWord): WordForm<NewWordField> {
	return {
		order: ['first', 'again'],
		fields: login,
		put: (fields) => ({ ...state, login: { ...login, ...fields } }),
	};
}

export function newWordCommand(state: AppState, login: NewWord, command: Command): Next | undefined {
	if (login.run !== undefined) {
		if (command === 'back') {
			return leaveWaiting(state, login, login.run);
		}
		const isOwn = command === 'continue' || wordFieldsCommand(state, formOf(state, login), command);
		return isOwn ? refuse(state, 'change-under-way') : undefined;
	}
	switch (command) {
		case 'back':
			return toCode(state, login);
		case 'continue':
			return unfinishedWords(formOf(state, login), ['first', 'again']) ?? send(state, login);
		default:
			return wordFieldsCommand(state, formOf(state, login), command);
	}
}

/** Esc ends the waiting, never the change: the portal is asked about it. */
function leaveWaiting(state: AppState, login: NewWord, run: ChangeRun): Next {
	return run.phase === 'leaving'
		? refuse(state, 'waiting-for-answer')
		: next(withNotice({ ...state, login: { ...login, run: { ...run, phase: 'leaving' } } }, undefined), {
				kind: 'cancel',
				cancelled: run.request,
			});
}

export function typeIntoNewWord(state: AppState, login: NewWord, text: string): Next {
	return login.run === undefined
		? typeIntoWordFields(state, formOf(state, login), text)
		: refuse(state, 'change-under-way');
}

/** The code is typed anew, or another one is asked for. */
function toCode(state: AppState, { from, words }: NewWord): Next {
	return next(
		{ ...state, login: { ...from, code: SecretText.empty } },
		{ kind: 'wipe', secrets: [from.code, ...Object.values(words)] },
	);
}

function send(before: AppState, login: NewWord): Next {
	const { from, words } = login;
	return request(before, (number, state) =>
		next(
			{ ...state, login: { ...login, run: { request: number, since: state.now, phase: 'sending' } } },
			{
				kind: 'make-change',
				request: number,
				change: {
					kind: 'reset-security-word',
					resetId: from.loginId,
					code: from.code,
					newSecurityWord: words.first,
				},
				holderNumber: from.holderNumber,
			},
		),
	);
}

/** Undefined where it is not the word that is waited for. */
export function newWordAsking(
	state: AppState,
	{ request: number }: Extract<StampedMessage, { readonly type: 'change-asking' }>,
): Next | undefined {
	const { login } = state;
	if (login.stage !== 'new-word' || login.run?.request !== number) {
		return undefined;
	}
	return login.run.phase === 'leaving'
		? next(state)
		: next({ ...state, login: { ...login, run: { ...login.run, phase: 'asking' } } });
}

/** Undefined where it is not the word that was waited for. */
export function newWordSettled(
	state: AppState,
	{ request: number, outcome }: Extract<StampedMessage, { readonly type: 'change-settled' }>,
): Next | undefined {
	const { login } = state;
	return login.stage === 'new-word' && login.run?.request === number
		? settled(state, login, outcome)
		: undefined;
}

/** Done: back at the form with the number, to log in with the new word. */
function settled(state: AppState, login: NewWord, outcome: ChangeOutcome): Next {
	switch (outcome.kind) {
		case 'done':
			return toForm(withoutFormerWord(tell(state, 'word-renewed'), login.from.holderNumber), login);
		case 'former':
			return outcome.outcome.kind === 'done'
				? toForm(
						withoutFormerWord(
							tell(state, outcome.isSame ? 'word-renewed-before' : 'word-renewed-other'),
							login.from.holderNumber,
						),
						login,
					)
				: notDone(state, login, outcome.outcome.problem);
		case 'uncertain':
			return toForm(tell(state, 'word-uncertain'), login);
		case 'refused':
		case 'not-sent':
			return notDone(state, login, outcome.problem);
		case 'blocked':
			return wordsAnew(withNotice(state, { kind: 'journal', failure: outcome.failure }), login);
		case 'under-way':
			return andThen(wordsAnew(state, login), (there) => refuse(there, 'change-under-way'));
	}
}

function toForm(state: AppState, { from }: NewWord): Next {
	return andThen(abandonLogin(state), (left) => openForm(left, from.holderNumber));
}

/** Back to where the problem is: the form, the code, or the word; without any secret that was sent. */
function notDone(state: AppState, login: NewWord, problem: PortalProblem): Next {
	switch (problem.code) {
		case 'login-expired':
		case 'login-locked':
			return andThen(abandonLogin(state), (left) =>
				andThen(openForm(left, login.from.holderNumber, 'new-word'), (form) =>
					next(afterProblem(form, problem)),
				),
			);
		case 'code-wrong':
		case 'code-expired':
			return andThen(toCode(state, login), (code) => next(afterProblem(code, problem)));
		case 'cancelled':
			return wordsAnew(tell(state, 'change-not-sent'), login);
		default:
			return wordsAnew(afterProblem(state, problem), login);
	}
}

/** The code still holds: only the words are typed again. */
function wordsAnew(state: AppState, login: NewWord): Next {
	return next(
		{ ...state, login: { ...login, ...NO_WORDS, run: undefined } },
		{ kind: 'wipe', secrets: Object.values(login.words) },
	);
}
