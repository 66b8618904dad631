import {
	type AppState,
	type Command,
	cardPinSecrets,
	elsewhereWaiting,
	leaveProgram,
	type Next,
	next,
	refuse,
} from '#app';
import { askOperator } from '../operator-code/update.ts';

/** The end of the program: asked about where something would be lost, and at a kiosk for the operator's code. */
export function askToQuit(state: AppState): Next {
	if (state.mode.kiosk !== undefined) {
		return askOperator(state);
	}
	const isInside =
		state.session !== undefined ||
		state.login.stage === 'phone' ||
		state.login.stage === 'code' ||
		state.login.stage === 'new-word' ||
		elsewhereWaiting(state) !== undefined ||
		state.cardPin?.stage.stage === 'running' ||
		cardPinSecrets(state.cardPin).length > 0;
	return isInside ? next({ ...state, overlay: { kind: 'quit', scroll: 0 } }) : leaveProgram(state, 0);
}

export function quitCommand(state: AppState, asked: Command): Next {
	switch (asked) {
		case 'back':
			return next({ ...state, overlay: undefined });
		case 'continue':
		case 'quit':
			return leaveProgram(state, 0);
		default:
			return refuse(state, 'no-such-key');
	}
}
