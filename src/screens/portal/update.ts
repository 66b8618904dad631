import { type AppState, checkPortal, type Next, refuse, tell } from '#app';

/** Asked for by a person, who hears where it is being asked already. */
export function checkPortalAgain(state: AppState): Next {
	if (state.portal.kind === 'not-asked') {
		return refuse(state, 'no-such-key');
	}
	return isAskingPortal(state)
		? refuse(state, 'waiting-for-answer')
		: checkPortal(tell(state, 'checked-again'));
}

function isAskingPortal(state: AppState): boolean {
	switch (state.portal.kind) {
		case 'not-asked':
			return false;
		case 'checking':
			return true;
		case 'lost':
			return state.portal.pending !== undefined;
		case 'reached':
			return state.portal.recheck !== undefined;
	}
}
