import type { PortalProblem } from '#api';
import {
	type AppState,
	abandonLogin,
	afterProblem,
	aheadCommand,
	andThen,
	type Command,
	closeUnawaitedSession,
	comingField,
	type Effect,
	isBusy,
	type LoginCode,
	type LoginState,
	type Next,
	next,
	portalOffers,
	refuse,
	replaceSecret,
	request,
	type StampedMessage,
	secretsOf,
	sessionOpened,
	takeTypedAhead,
	tell,
	withNotice,
} from '#app';
import { SecretText } from '#text';
import { resumeOperation } from '../operation/update.ts';
import { openForm } from './form-update.ts';
import { openNewWord } from './new-word-update.ts';

/* After the form: the phone is confirmed, then the code that was sent to it. */

type AtPhone = Extract<LoginState, { readonly stage: 'phone' | 'code' }>;

export function typeIntoCode(state: AppState, login: LoginCode, text: string): Next {
	if (!/^\d$/u.test(text)) {
		return refuse(state, 'digits-only');
	}
	if (login.code.length >= login.codeLength) {
		return refuse(state, 'field-full');
	}
	return replaceSecret(
		{ ...state, login: { ...login, code: login.code.inserted(text, state.behindCursor) } },
		login.code,
	);
}

export function phoneCommand(state: AppState, command: Command): Next | undefined {
	const { login } = state;
	if (login.stage !== 'phone') {
		return undefined;
	}
	const coming = comingField(state);
	const ofCode = coming === undefined ? undefined : aheadCommand(state, coming, command);
	if (ofCode !== undefined) {
		return ofCode;
	}
	switch (command) {
		case 'continue':
			return sendCode(state, login);
		case 'back':
			return backToForm(state, login);
		default:
			return undefined;
	}
}

function sendCode(before: AppState, login: AtPhone): Next {
	const { loginId, purpose } = login;
	return request(before, (number, state) =>
		next(
			{ ...state, login: { ...login, pending: { asks: 'send-code', request: number, since: state.now } } },
			purpose === 'session'
				? { kind: 'send-code', request: number, loginId }
				: { kind: 'send-word-reset-code', request: number, resetId: loginId },
		),
	);
}

/** Begins anew with the number alone: what was started is left to expire. */
export function backToForm(state: AppState, { holderNumber, purpose }: AtPhone): Next {
	return andThen(abandonLogin(state), (left) => openForm(left, holderNumber, purpose));
}

export function codeCommand(state: AppState, login: LoginCode, command: Command): Next | undefined {
	const coming = comingField(state);
	const ofNextCode = coming === undefined ? undefined : aheadCommand(state, coming, command);
	if (ofNextCode !== undefined) {
		return ofNextCode;
	}
	switch (command) {
		case 'continue':
			if (login.pending !== undefined) {
				return refuse(state, 'waiting-for-answer');
			}
			if (login.code.length !== login.codeLength) {
				return refuse(state, 'code-incomplete');
			}
			return submitCode(state, login);
		case 'back':
			return backToForm(state, login);
		case 'erase':
		case 'clear-field':
			return login.pending === undefined
				? eraseCode(state, login, command)
				: refuse(state, 'waiting-for-answer');
		case 'resend-code':
			if (login.pending !== undefined) {
				return refuse(state, 'waiting-for-answer');
			}
			return state.now < login.resendAt ? refuse(state, 'resend-too-early') : sendCode(state, login);
		default:
			return undefined;
	}
}

function eraseCode(state: AppState, login: LoginCode, how: 'erase' | 'clear-field'): Next {
	if (login.code.length === 0) {
		return refuse(state, 'nothing-to-erase');
	}
	const code = how === 'erase' ? login.code.erased(state.behindCursor) : SecretText.empty;
	return replaceSecret({ ...state, login: { ...login, code } }, login.code);
}

function submitCode(before: AppState, login: LoginCode): Next {
	const { purpose, loginId, holderNumber, code } = login;
	if (purpose === 'new-word' && !portalOffers(before, 'security-word-code-check')) {
		// This portal judges the code together with the new word.
		return openNewWord(before, login);
	}
	return request(before, (number, state) =>
		next(
			{ ...state, login: { ...login, pending: { asks: 'confirm-code', request: number, since: state.now } } },
			purpose === 'session'
				? {
						kind: 'confirm-code',
						request: number,
						login: { loginId, holderNumber: holderNumber.replaceAll(/\s/gu, '') },
						code,
					}
				: { kind: 'check-word-reset-code', request: number, resetId: loginId, code },
		),
	);
}

export function codeSent(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'code-sent' }>,
): Next {
	const { login } = state;
	if ((login.stage !== 'phone' && login.stage !== 'code') || login.pending?.request !== message.request) {
		return next(state);
	}
	const { result } = message;
	if (!result.ok) {
		return afterLoginProblem(state, withResend(state, login, result.problem), result.problem);
	}
	const { codeLength, expiresInSeconds, resendInSeconds } = result.value;
	const isAgain = login.stage === 'code';
	const told = isAgain ? tell(state, 'code-sent-again') : withNotice(state, undefined);
	const ahead = takeTypedAhead(told, message.request, codeLength);
	const code: LoginCode = {
		stage: 'code',
		purpose: login.purpose,
		holderNumber: login.holderNumber,
		loginId: login.loginId,
		maskedPhone: login.maskedPhone,
		code: ahead.code,
		codeLength,
		expiresAt: state.now + expiresInSeconds * 1000,
		resendAt: state.now + resendInSeconds * 1000,
		pending: undefined,
	};
	const opened = next({ ...ahead.state, login: code }, { kind: 'wipe', secrets: secretsOf(login) });
	return ahead.isEntered
		? andThen(opened, (open) => codeCommand(open, code, 'continue') ?? next(open))
		: opened;
}

/** What was refused as too early may be asked for when the portal says so. */
function withResend(state: AppState, login: AtPhone, problem: PortalProblem): AtPhone {
	const { code, retryAfterSeconds = 0 } = problem;
	return login.stage === 'code' && code === 'resend-too-early'
		? { ...login, pending: undefined, resendAt: state.now + retryAfterSeconds * 1000 }
		: { ...login, pending: undefined };
}

export function codeConfirmed(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'code-confirmed' }>,
): Next {
	const { login } = state;
	const { result } = message;
	if (login.stage !== 'code' || login.pending?.request !== message.request) {
		return result.ok && state.session === undefined ? closeUnawaitedSession(state) : next(state);
	}
	if (!result.ok) {
		return codeRefused(state, login, result.problem);
	}
	const wiped: Effect = { kind: 'wipe', secrets: [login.code] };
	return andThen(next({ ...withNotice(state, undefined), login: { stage: 'none' } }, wiped), (opened) =>
		andThen(sessionOpened(opened, result.value), resumeOperation),
	);
}

/** The code of a forgotten word was looked at: the right one stays, and goes to the portal once more with the new word. */
export function wordResetCodeChecked(
	state: AppState,
	{ request: number, result }: Extract<StampedMessage, { readonly type: 'word-reset-code-checked' }>,
): Next {
	const { login } = state;
	if (login.stage !== 'code' || login.pending?.request !== number) {
		return next(state);
	}
	if (!result.ok) {
		return codeRefused(state, login, result.problem);
	}
	const expiresAt = state.now + result.value.expiresInSeconds * 1000;
	return openNewWord(withNotice(state, undefined), { ...login, pending: undefined, expiresAt });
}

/** The field empties itself, unless the portal did not look and said when it will. */
function codeRefused(state: AppState, login: LoginCode, problem: PortalProblem): Next {
	if (isBusy(problem)) {
		return next(afterProblem({ ...state, login: { ...login, pending: undefined } }, problem));
	}
	return andThen(next(state, { kind: 'wipe', secrets: [login.code] }), (emptied) =>
		afterLoginProblem(emptied, { ...login, pending: undefined, code: SecretText.empty }, problem),
	);
}

/** A started login that the portal no longer knows, or has closed, goes back to the form; others stay where they are. */
function afterLoginProblem(state: AppState, login: AtPhone, problem: PortalProblem): Next {
	const isOver = problem.code === 'login-expired' || problem.code === 'login-locked';
	if (!isOver) {
		return next(afterProblem({ ...state, login }, problem));
	}
	return andThen(backToForm(state, login), (form) => next(afterProblem(form, problem)));
}
