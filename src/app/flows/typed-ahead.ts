import { SecretText } from '#text';
import type { Command } from '../command.ts';
import type { TypedAhead } from '../field-state.ts';
import { type Next, next, refuse, tell } from '../next.ts';
import type { RequestId } from '../request.ts';
import type { AppState } from '../state.ts';
import { type ComingField, comingField, MOST_TYPED_AHEAD } from '../typed-ahead.ts';
import { replaceSecret } from './leaving.ts';

/*
 * The phone may show the code before the portal's answer opens its field. What is typed in between belongs to that field:
 * it is kept beside the state of the screen, masked, for as long as that one question is under way.
 */

/** Digits go to the field that opens; after Enter there is nothing more to type. */
export function typeAhead(state: AppState, coming: ComingField, text: string): Next {
	const ahead = state.typedAhead;
	if (ahead?.isEntered === true) {
		return refuse(state, 'waiting-for-answer');
	}
	const digits = text.replaceAll(/\s/gu, '');
	if (!/^\d+$/u.test(digits)) {
		return refuse(state, 'digits-only');
	}
	const code = ahead?.code ?? SecretText.empty;
	return code.length + digits.length > MOST_TYPED_AHEAD
		? refuse(state, 'field-full')
		: withCode(state, coming, code, code.inserted(digits, state.behindCursor));
}

/** Undefined for a command that does nothing to what is typed ahead. */
export function aheadCommand(state: AppState, coming: ComingField, command: Command): Next | undefined {
	const code = state.typedAhead?.code ?? SecretText.empty;
	switch (command) {
		case 'continue':
			return enterAhead(state, coming, code);
		case 'erase':
		case 'clear-field':
			return code.length === 0
				? refuse(state, 'nothing-to-erase')
				: withCode(
						state,
						coming,
						code,
						command === 'erase' ? code.erased(state.behindCursor) : SecretText.empty,
					);
		case 'resend-code':
			return refuse(state, 'waiting-for-answer');
		default:
			return undefined;
	}
}

/** Enter is kept where it asks the portal a question; a change is sent only from its open field. */
function enterAhead(state: AppState, { request, takesEnter }: ComingField, code: SecretText): Next {
	if (code.length === 0 || state.typedAhead?.isEntered === true) {
		return refuse(state, 'waiting-for-answer');
	}
	return takesEnter
		? next(tell({ ...state, typedAhead: { request, code, isEntered: true } }, 'code-sent-when-open'))
		: refuse(state, 'enter-when-open');
}

function withCode(state: AppState, { request }: ComingField, former: SecretText, code: SecretText): Next {
	const typedAhead: TypedAhead | undefined =
		code.length === 0 ? undefined : { request, code, isEntered: false };
	return replaceSecret({ ...state, typedAhead }, former);
}

/** What the field begins with, and whether Enter follows. */
export interface TakenAhead {
	readonly state: AppState;
	readonly code: SecretText;
	readonly isEntered: boolean;
}

/** The field opens: it gets what was typed at it. More digits than the code has are no code: none of them is taken. */
export function takeTypedAhead(state: AppState, request: RequestId, codeLength: number): TakenAhead {
	const ahead = state.typedAhead;
	if (ahead?.request !== request) {
		return { state, code: SecretText.empty, isEntered: false };
	}
	return ahead.code.length > codeLength
		? // They stay where they are, to be wiped with the question that has ended.
			{ state: refuse(state, 'typed-ahead-too-long').state, code: SecretText.empty, isEntered: false }
		: { state: { ...state, typedAhead: undefined }, code: ahead.code, isEntered: ahead.isEntered };
}

/** What was typed ahead ends with its question, however that ended, if no field took it. */
export function endTypedAhead(state: AppState): Next {
	const ahead = state.typedAhead;
	return ahead === undefined || comingField(state)?.request === ahead.request
		? next(state)
		: dropTypedAhead(state);
}

export function dropTypedAhead(state: AppState): Next {
	return replaceSecret({ ...state, typedAhead: undefined }, state.typedAhead?.code ?? SecretText.empty);
}
