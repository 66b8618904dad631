import { type AppState, blockedMenuEntry, logOut, menuEntries, type Next, next, refuse } from '#app';
import { openCertificateAct } from '../operation/certificate-act/update.ts';
import { openDetails } from '../operation/details/update.ts';
import { openUnlock } from '../operation/unlock/update.ts';
import { pinsAtRest } from '../pins/at-rest.ts';

/* Step 6: the entries of the menu. */

export function moveInMenu(state: AppState, step: 1 | -1): Next {
	const entries = menuEntries(state);
	const entry = entries[entries.indexOf(state.menuEntry) + step];
	return entry === undefined ? refuse(state, 'end-of-list') : next({ ...state, menuEntry: entry });
}

export function chooseMenuEntry(state: AppState): Next {
	if (state.session?.leaving !== undefined) {
		return refuse(state, 'waiting-for-answer');
	}
	const blocked = blockedMenuEntry(state, state.menuEntry);
	if (blocked !== undefined) {
		return refuse(state, blocked);
	}
	switch (state.menuEntry) {
		case 'pin-view': {
			return next({ ...state, screen: 'pins', pins: pinsAtRest(state), pinsEntry: 'show' });
		}
		case 'log-out':
			return logOut(state);
		case 'activate':
		case 'revoke':
			return openCertificateAct(state, state.menuEntry);
		case 'update-details':
			return openDetails(state);
		case 'unlock':
		case 'pin-create-or-unlock':
			return openUnlock(state);
	}
}
