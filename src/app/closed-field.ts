import type { AppState } from './state.ts';

/* Which field the keys go to, and how long they go nowhere after it closed by itself. */

/** How long after the field closed, and after each key that went nowhere, keys still go nowhere (milliseconds). */
export const CLOSED_FIELD_MS = 30_000;

export interface TypedField {
	/** The same for as long as what is typed goes to the same kind of place. */
	readonly name: string;
	/** True where Enter was pressed and its answer is awaited: whatever comes then was asked for. */
	readonly isAwaited: boolean;
}

/** The field that typed characters are for, whatever the size of the window; undefined where there is none. */
export function typedField(state: AppState): TypedField | undefined {
	const { overlay } = state;
	if (overlay !== undefined) {
		// What else lies over a screen was opened by a key, and no field receives the keys beneath it.
		return overlay.kind === 'unlock' || overlay.kind === 'palette'
			? { name: overlay.kind, isAwaited: overlay.kind === 'unlock' && overlay.pending !== undefined }
			: undefined;
	}
	switch (state.screen) {
		case 'login':
			return loginField(state);
		case 'operation':
			return operationField(state);
		case 'card-pin':
			return cardPinField(state);
		case 'certificates':
			return state.certificateTable?.isTyping === true ? open('certificates-search') : undefined;
		case 'timeline':
			return state.timeline?.isTyping === true ? open('timeline-search') : undefined;
		default:
			return undefined;
	}
}

function open(name: string): TypedField {
	return { name, isAwaited: false };
}

function loginField(state: AppState): TypedField | undefined {
	const { cardPin, login } = state;
	switch (login.stage) {
		case 'form':
			return { name: `form/${login.focus}`, isAwaited: login.pending !== undefined };
		case 'phone':
			return login.pending === undefined ? undefined : { name: 'code', isAwaited: true };
		case 'code':
			return { name: 'code', isAwaited: login.pending !== undefined };
		case 'new-word':
			return { name: 'new-word', isAwaited: login.run !== undefined };
		case 'signature':
			return cardPin === undefined ? open('signature') : cardPinField(state);
		case 'none':
		case 'elsewhere':
			return undefined;
	}
}

/** The word before a last try is another field than the PIN: it is shown as it is typed. */
function cardPinField({ cardPin }: AppState): TypedField | undefined {
	switch (cardPin?.stage.stage) {
		case 'form':
			return open('card-pin');
		case 'running':
			return { name: 'card-pin', isAwaited: true };
		case 'supervisor':
		case 'last-try':
			return open('card-pin-word');
		default:
			return undefined;
	}
}

function operationField({ operation, mode }: AppState): TypedField | undefined {
	switch (operation.kind) {
		case 'none':
			return undefined;
		case 'activate':
		case 'revoke': {
			const { step } = operation;
			const isTyped =
				(step.name === 'choose' && step.isTyping) || (operation.kind === 'revoke' && step.name === 'confirm');
			return isTyped ? open(step.name) : undefined;
		}
		case 'update-details': {
			const { step, record } = operation;
			switch (step.name) {
				case 'form':
					// Read again after Enter was refused: a conflict that it shows was asked for.
					return record.kind === 'loaded'
						? { name: 'details', isAwaited: record.again !== undefined }
						: undefined;
				case 'phone':
					return step.pending === undefined ? open('phone') : { name: 'code', isAwaited: true };
				case 'code':
					return { name: 'code', isAwaited: step.pending !== undefined };
				case 'word':
					return open('word');
				case 'running':
					return step.from === 'review' ? undefined : { name: step.from.name, isAwaited: true };
				default:
					return undefined;
			}
		}
		case 'save-pins':
			switch (operation.step.name) {
				case 'place':
					// At a kiosk the place is a plugged-in stick, and nobody types one.
					return mode.kiosk !== undefined ? undefined : open('path');
				case 'saving':
					return mode.kiosk !== undefined ? undefined : { name: 'path', isAwaited: true };
				default:
					return undefined;
			}
		case 'delete-pins': {
			const { name } = operation.step;
			return name === 'words' || name === 'confirm' ? open(name) : undefined;
		}
		case 'unlock':
			return operation.step.name === 'choosing' ? open('chosen-pin') : undefined;
	}
}
