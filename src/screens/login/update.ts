import { type AppState, type Command, comingField, type Next, refuse, replaceSecret, typeAhead } from '#app';
import { SecretText } from '#text';

import { cardPinCommand, cardPinText } from '../card-pin/update.ts';
import { codeCommand, phoneCommand, typeIntoCode } from './code-update.ts';
import { elsewhereCommand } from './elsewhere-update.ts';
import { formCommand, typeIntoForm } from './form-update.ts';
import { newWordCommand, typeIntoNewWord } from './new-word-update.ts';
import { signatureCommand, typeIntoSignatureForm } from './signature-update.ts';

/*
 * Steps 4 and 5 of the guide, stage by stage. Nothing is ever sent twice for one key press, and secrets empty
 * themselves whenever an answer was not the hoped-for one, but for a portal that did not look and said when it will.
 */

export function loginCommand(state: AppState, command: Command): Next | undefined {
	switch (state.login.stage) {
		case 'none':
			return undefined;
		case 'form':
			return formCommand(state, state.login, command);
		case 'phone':
			return phoneCommand(state, command);
		case 'code':
			return codeCommand(state, state.login, command);
		case 'new-word':
			return newWordCommand(state, state.login, command);
		case 'elsewhere':
			return elsewhereCommand(state, state.login.step, command);
		case 'signature':
			return state.cardPin === undefined
				? signatureCommand(state, state.login, command)
				: cardPinCommand(state, command);
	}
}

/** Typed text goes to the field in focus, or to the code. */
export function loginText(state: AppState, text: string): Next {
	const { login } = state;
	const coming = comingField(state);
	if (coming !== undefined) {
		return typeAhead(state, coming, text);
	}
	if (login.stage === 'form') {
		return login.pending === undefined
			? typeIntoForm(state, login, text)
			: refuse(state, 'waiting-for-answer');
	}
	if (login.stage === 'code') {
		return login.pending === undefined
			? typeIntoCode(state, login, text)
			: refuse(state, 'waiting-for-answer');
	}
	if (login.stage === 'signature') {
		return state.cardPin === undefined ? typeIntoSignatureForm(state, login, text) : cardPinText(state, text);
	}
	return login.stage === 'new-word' ? typeIntoNewWord(state, login, text) : refuse(state, 'no-such-key');
}

/** A paste fills a field of the form in one go; into the code it goes only as exactly the digits of a code. */
export function loginPaste(state: AppState, text: string): Next {
	const { login } = state;
	const coming = comingField(state);
	if (coming !== undefined) {
		return text === '' ? refuse(state, 'paste-not-here') : typeAhead(state, coming, text);
	}
	if (login.stage === 'form' || login.stage === 'new-word') {
		return text === '' ? refuse(state, 'paste-not-here') : loginText(state, text);
	}
	if (login.stage === 'code' && login.pending === undefined) {
		const digits = text.replaceAll(/\s/gu, '');
		if (digits.length !== login.codeLength || !/^\d+$/u.test(digits)) {
			return refuse(state, 'paste-not-here');
		}
		return replaceSecret(
			{ ...state, behindCursor: 0, login: { ...login, code: SecretText.of(digits) } },
			login.code,
		);
	}
	// The number may be pasted; a PIN is typed by hand.
	if (login.stage === 'signature' && state.cardPin === undefined && text !== '') {
		return typeIntoSignatureForm(state, login, text);
	}
	return refuse(state, 'paste-not-here');
}
