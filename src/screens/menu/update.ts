import {
	type AppState,
	blockedMenuEntry,
	loadCertificates,
	menuEntries,
	type Next,
	next,
	refuse,
	type StampedMessage,
} from '#app';
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
			return next({ ...state, overlay: { kind: 'ask', scroll: 0, about: 'log-out' } });
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

/** Rows by which one key scrolls. */
const PAGE_ROWS = 5;

export function scrollMenu(state: AppState, direction: 1 | -1): Next {
	if (state.session?.certificates.kind !== 'loaded') {
		return refuse(state, 'no-such-key');
	}
	const last = state.session.certificates.certificates.length - 1;
	const menuScroll = Math.max(0, Math.min(last, state.menuScroll + direction * PAGE_ROWS));
	return menuScroll === state.menuScroll ? refuse(state, 'end-of-list') : next({ ...state, menuScroll });
}

/** The list is read anew, for the menu and for the table behind it. */
export function loadCertificatesAgain(state: AppState): Next {
	return state.session?.certificates.kind === 'loading'
		? refuse(state, 'waiting-for-answer')
		: loadCertificates(state);
}

/** What became of a change that had no result stands where certificates are listed. */
export function reloadAfterOpenChanges(
	state: AppState,
	message: Extract<StampedMessage, { readonly type: 'open-changes-settled' }>,
	before: AppState,
): Next {
	const asked = message.request === before.openChanges.request ? (message.asked ?? []) : [];
	const isListed =
		(state.screen === 'menu' || state.screen === 'certificates') &&
		state.session?.certificates.kind === 'loaded';
	return isListed && asked.some(({ outcome }) => outcome.kind === 'done')
		? loadCertificates(state)
		: next(state);
}
