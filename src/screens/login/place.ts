import { type AppState, elsewhereWaiting, goToStep, next, notBefore, type Timer } from '#app';
import { cardPinKeys } from '../card-pin/keys.ts';
import type { KeyContext } from '../keys/bindings.ts';
import type { Screen } from '../screen.ts';
import { codeConfirmed, codeSent, wordResetCodeChecked } from './code-update.ts';
import {
	elsewhereDrawn,
	elsewherePolled,
	elsewhereStarted,
	identityGiven,
	pollElsewhere,
} from './elsewhere-update.ts';
import { loginField } from './field.ts';
import { captchaAnswered, loginAnswered } from './form-update.ts';
import { newWordAsking, newWordSettled } from './new-word-update.ts';
import { signatureLoginEnded } from './signature-update.ts';
import { loginCommand, loginPaste, loginText } from './update.ts';
import { loginScreen } from './view.ts';

/** Step 5, stage by stage. */
export const login: Screen = {
	keys,
	view: loginScreen,
	command(state, asked) {
		const ofStage = loginCommand(state, asked);
		return ofStage === undefined && asked === 'continue'
			? goToStep(state, state.session === undefined ? 4 : 6)
			: ofStage;
	},
	field: loginField,
	text: loginText,
	paste: loginPaste,
	answers: {
		'captcha-answered': captchaAnswered,
		'login-answered': loginAnswered,
		'word-reset-answered': loginAnswered,
		'code-sent': codeSent,
		'code-confirmed': codeConfirmed,
		'word-reset-code-checked': wordResetCodeChecked,
		'elsewhere-started': elsewhereStarted,
		'elsewhere-polled': elsewherePolled,
		'test-identity-given': identityGiven,
		'address-drawn': (state, message) => elsewhereDrawn(state, message) ?? next(state),
		'change-asking': (state, message) => newWordAsking(state, message) ?? next(state),
		'change-settled': (state, message) => newWordSettled(state, message) ?? next(state),
		'signature-login-ended': signatureLoginEnded,
		timer: (state, { id }) => (id === 'login-poll' ? pollElsewhere(state) : next(state)),
	},
	counts,
	timers,
};

function keys(state: AppState): KeyContext {
	switch (state.login.stage) {
		case 'none':
			return 'login-open';
		case 'form':
			return 'login-form';
		case 'phone':
			// While the code is asked for its field is about to open: digits and Enter are for it already.
			return loginField(state)?.focus === undefined ? 'login-phone' : 'login-code';
		case 'code':
			return 'login-code';
		case 'new-word':
			return 'login-word';
		case 'elsewhere':
			return 'login-elsewhere';
		case 'signature':
			return state.cardPin === undefined ? 'login-signature' : cardPinKeys(state);
	}
}

function counts({ login: open }: AppState): boolean {
	switch (open.stage) {
		case 'none':
		case 'signature':
			return false;
		case 'form':
			return open.pending !== undefined || open.captcha.kind === 'loading';
		case 'phone':
			return open.pending !== undefined;
		case 'elsewhere':
			return open.step.name !== 'over';
		case 'code':
		case 'new-word':
			return true;
	}
}

function timers(state: AppState): readonly Timer[] {
	const waiting = elsewhereWaiting(state);
	if (waiting === undefined || waiting.poll !== undefined) {
		return [];
	}
	// The code does not live longer for a portal that asked to wait.
	const end = Math.max(waiting.pollAt, waiting.expiresAt);
	return [{ id: 'login-poll', at: Math.min(notBefore(state, waiting.pollAt), end) }];
}
