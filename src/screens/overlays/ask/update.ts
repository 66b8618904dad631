import { type AppState, type Command, logOut, type Next, next, refuse } from '#app';
import { toMenu } from '../../operation/leave.ts';

/** A question before what cannot be taken back: Enter does it, Esc leaves all as it is. */
export function askCommand(state: AppState, asked: Command): Next {
	const { overlay } = state;
	const closed: AppState = { ...state, overlay: undefined };
	if (asked === 'back') {
		return next(closed);
	}
	if (asked !== 'continue' || overlay?.kind !== 'ask') {
		return refuse(state, 'no-such-key');
	}
	switch (overlay.about) {
		case 'log-out':
			return logOut(closed);
		case 'unsaved-details':
			return toMenu(closed);
	}
}
