import { isTooSmall } from './size.ts';
import type { AppState } from './state.ts';
import { comingField } from './typed-ahead.ts';

/*
 * Where typed characters go in the field that has the focus. The state counts the characters behind the cursor: what is typed or
 * erased before it does not move it, and 0 is the end, where every field begins.
 */

/** The field that has the focus. */
export interface FieldInFocus {
	/** Differs for any two fields that the focus can be in. */
	readonly name: string;
	/** Code points that stand in it. */
	readonly length: number;
}

/** `value` with `text` put in `behind` code points before its end. */
export function insertedInto(value: string, text: string, behind: number): string {
	const [before, after] = splitAt(value, behind);
	return before + text + after;
}

/** `value` without the code point that has `behind` others after it. */
export function erasedFrom(value: string, behind: number): string {
	const [before, after] = splitAt(value, behind);
	return Array.from(before).slice(0, -1).join('') + after;
}

function splitAt(value: string, behind: number): readonly [before: string, after: string] {
	const characters = Array.from(value);
	const at = Math.max(0, characters.length - behind);
	return [characters.slice(0, at).join(''), characters.slice(at).join('')];
}

/** Undefined where no field is open, or what is typed goes to none. */
export function fieldInFocus(state: AppState): FieldInFocus | undefined {
	if (isTooSmall(state.size)) {
		return undefined;
	}
	const { overlay } = state;
	switch (overlay?.kind) {
		case 'unlock':
			return { name: 'unlock', length: overlay.code.length };
		case 'palette':
			return field('palette', overlay.query);
		case undefined:
			break;
		default:
			return undefined;
	}
	if (comingField(state) !== undefined) {
		return { name: 'coming-code', length: state.typedAhead?.code.length ?? 0 };
	}
	switch (state.screen) {
		case 'login':
			return loginField(state);
		case 'card-pin':
			return cardPinField(state);
		case 'operation':
			return operationField(state);
		case 'certificates':
			return searchField(state.certificateTable);
		case 'timeline':
			return searchField(state.timeline);
		default:
			return undefined;
	}
}

function field(name: string, value: string): FieldInFocus {
	return { name, length: Array.from(value).length };
}

function searchField(
	list: { readonly query: string; readonly isTyping: boolean } | undefined,
): FieldInFocus | undefined {
	return list?.isTyping === true ? field('search', list.query) : undefined;
}

function loginField(state: AppState): FieldInFocus | undefined {
	const { cardPin, login } = state;
	switch (login.stage) {
		case 'form':
			switch (login.focus) {
				case 'holder-number':
					return field('holder-number', login.holderNumber);
				case 'captcha-answer':
					return field('captcha-answer', login.captchaAnswer);
				case 'security-word':
					return { name: 'security-word', length: login.securityWord.length };
			}
			break;
		case 'code':
			return { name: 'code', length: login.code.length };
		case 'new-word':
			return { name: `new-word/${login.focus}`, length: login.words[login.focus].length };
		case 'signature':
			if (cardPin !== undefined) {
				return cardPinField(state);
			}
			return login.focus === 'holder-number' ? field('signature', login.holderNumber) : undefined;
		default:
			break;
	}
	return undefined;
}

function cardPinField({ cardPin }: AppState): FieldInFocus | undefined {
	switch (cardPin?.stage.stage) {
		case 'form': {
			const { focus, secrets } = cardPin.stage;
			return { name: `card-pin/${focus}`, length: secrets[focus].length };
		}
		case 'last-try':
		case 'supervisor':
			return field(cardPin.stage.stage, cardPin.stage.typed);
		default:
			return undefined;
	}
}

function operationField({ operation }: AppState): FieldInFocus | undefined {
	switch (operation.kind) {
		case 'none':
			return undefined;
		case 'activate':
		case 'revoke': {
			const { step } = operation;
			if (step.name === 'choose') {
				return searchField(step);
			}
			return operation.kind === 'revoke' && step.name === 'confirm'
				? field('confirm', step.typed)
				: undefined;
		}
		case 'update-details': {
			const { step, draft, row } = operation;
			switch (step.name) {
				case 'form':
					return draft === undefined || row === 'save' || row === 'phone' || row === 'word'
						? undefined
						: field(`details/${row}`, draft[row]);
				case 'phone':
					return field('phone', step.digits);
				case 'code':
					return { name: 'phone-code', length: step.code.length };
				case 'word':
					return { name: `word/${step.focus}`, length: step.words[step.focus].length };
				default:
					return undefined;
			}
		}
		case 'save-pins':
			return operation.step.name === 'place' && operation.step.path !== undefined
				? field('path', operation.step.path)
				: undefined;
		case 'delete-pins':
			return operation.step.name === 'words' || operation.step.name === 'confirm'
				? field(operation.step.name, operation.step.typed)
				: undefined;
		case 'unlock':
			return operation.step.name === 'choosing'
				? {
						name: `chosen-pin/${operation.step.focus}`,
						length: operation.step.pins[operation.step.focus].length,
					}
				: undefined;
	}
}
