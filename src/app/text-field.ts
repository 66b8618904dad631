import { fieldInFocus } from './field-cursor.ts';
import { isTooSmall } from './size.ts';
import type { AppState } from './state.ts';

/** True where typed characters go into a field and not to the bindings. */
export function hasTextField(state: AppState): boolean {
	return fieldInFocus(state) !== undefined || isAmongFields(state);
}

/** On an entry beside fields that is none itself: letters are no commands there either. */
function isAmongFields({ cardPin, login, operation, overlay, screen, size }: AppState): boolean {
	if (isTooSmall(size) || overlay !== undefined) {
		return false;
	}
	switch (screen) {
		case 'login':
			return login.stage === 'signature' && cardPin === undefined;
		case 'operation':
			return (
				(operation.kind === 'update-details' &&
					operation.step.name === 'form' &&
					operation.record.kind === 'loaded') ||
				(operation.kind === 'save-pins' && operation.step.name === 'place')
			);
		default:
			return false;
	}
}
