import type { CardPinStage } from './card-pin-state.ts';
import { operationTakesText } from './flows/operation/command.ts';
import { isTooSmall } from './size.ts';
import type { AppState } from './state.ts';
import { comingField } from './typed-ahead.ts';

/** True where typed characters go into a field and not to the bindings. */
export function hasTextField(state: AppState): boolean {
	if (isTooSmall(state.size)) {
		return false;
	}
	if (state.overlay !== undefined) {
		return state.overlay.kind === 'unlock' || state.overlay.kind === 'palette';
	}
	switch (state.screen) {
		case 'login':
			return loginTakesText(state);
		case 'operation':
			return operationTakesText(state);
		case 'certificates':
			return state.certificateTable?.isTyping === true;
		case 'timeline':
			return state.timeline?.isTyping === true;
		case 'card-pin':
			return isTypedInto(state.cardPin?.stage.stage);
		default:
			return false;
	}
}

function loginTakesText(state: AppState): boolean {
	const { cardPin, login } = state;
	switch (login.stage) {
		case 'form':
		case 'code':
		case 'new-word':
			return true;
		case 'signature':
			return cardPin === undefined || isTypedInto(cardPin.stage.stage);
		case 'phone':
			return comingField(state) !== undefined;
		case 'none':
		case 'elsewhere':
			return false;
	}
}

function isTypedInto(stage: CardPinStage['stage'] | undefined): boolean {
	return stage === 'form' || stage === 'last-try' || stage === 'supervisor';
}
