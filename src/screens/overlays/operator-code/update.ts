import {
	type AppState,
	andThen,
	type Command,
	closeUnlock,
	leaveProgram,
	type Next,
	next,
	type Overlay,
	refuse,
	replaceSecret,
	request,
	type StampedMessage,
} from '#app';
import { SecretText } from '#text';

/** Longest operator's code that is taken. */
export const OPERATOR_CODE_MAX_LENGTH = 64;
/** Wrong codes after which each further one has to wait. */
const FREE_WRONG_CODES = 3;
const WRONG_CODE_PAUSE_MS = 30_000;

type Unlock = Extract<Overlay, { readonly kind: 'unlock' }>;

/** The screen that asks for the operator's code, where there is one. */
export function askOperator(state: AppState): Next {
	return state.mode.kiosk?.hasOperatorCode === true
		? next({ ...state, overlay: { kind: 'unlock', scroll: 0, code: SecretText.empty, pending: undefined } })
		: refuse(state, 'no-operator-code');
}

export function typeOperatorCode(state: AppState, text: string): Next {
	const { overlay } = state;
	if (overlay?.kind !== 'unlock') {
		return refuse(state, 'no-such-key');
	}
	if (overlay.pending !== undefined) {
		return refuse(state, 'waiting-for-answer');
	}
	if (overlay.code.length >= OPERATOR_CODE_MAX_LENGTH) {
		return refuse(state, 'field-full');
	}
	return replaceSecret(
		{ ...state, overlay: { ...overlay, code: overlay.code.inserted(text, state.behindCursor) } },
		overlay.code,
	);
}

export function operatorCodeCommand(state: AppState, command: Command): Next | undefined {
	const { overlay } = state;
	if (overlay?.kind !== 'unlock') {
		return undefined;
	}
	if (command === 'back') {
		return closeUnlock(state);
	}
	if (overlay.pending !== undefined) {
		return refuse(state, 'waiting-for-answer');
	}
	switch (command) {
		case 'erase':
		case 'clear-field': {
			if (overlay.code.length === 0) {
				return refuse(state, 'nothing-to-erase');
			}
			const code = command === 'erase' ? overlay.code.erased(state.behindCursor) : SecretText.empty;
			return replaceSecret({ ...state, overlay: { ...overlay, code } }, overlay.code);
		}
		case 'continue':
			return overlay.code.length === 0 ? refuse(state, 'code-incomplete') : checkCode(state, overlay);
		default:
			return refuse(state, 'no-such-key');
	}
}

function checkCode(before: AppState, overlay: Unlock): Next {
	if (before.now < before.operator.openAt) {
		// Not tried, and not kept for whoever presses Enter when the wait is over.
		const emptied = { ...before, overlay: { ...overlay, code: SecretText.empty } };
		return andThen(replaceSecret(emptied, overlay.code), (wiped) => refuse(wiped, 'operator-wait'));
	}
	return request(before, (number, state) =>
		next(
			{ ...state, overlay: { ...overlay, pending: { request: number, since: state.now } } },
			{ kind: 'check-operator', request: number, code: overlay.code },
		),
	);
}

/** Right: the program ends. Wrong: the code is wiped, and after some of them the next one has to wait. */
export function operatorChecked(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'operator-checked' }>,
): Next {
	const { overlay } = state;
	if (overlay?.kind !== 'unlock' || overlay.pending?.request !== message.request) {
		return next(state);
	}
	const asked = replaceSecret(
		{ ...state, overlay: { ...overlay, code: SecretText.empty, pending: undefined } },
		overlay.code,
	);
	if (message.isRight) {
		return andThen(asked, (left) => leaveProgram(left, 0));
	}
	const wrong = state.operator.wrong + 1;
	const openAt = wrong >= FREE_WRONG_CODES ? state.now + WRONG_CODE_PAUSE_MS : 0;
	return andThen(asked, (left) => refuse({ ...left, operator: { wrong, openAt } }, 'operator-code-wrong'));
}
