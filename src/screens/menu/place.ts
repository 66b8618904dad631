import { next, refuse } from '#app';
import type { Screen } from '../screen.ts';
import {
	chooseMenuEntry,
	loadCertificatesAgain,
	moveInMenu,
	reloadAfterOpenChanges,
	scrollMenu,
} from './update.ts';
import { menuScreen } from './view.ts';

/** Step 6. */
export const menu: Screen = {
	keys: () => 'menu',
	view: menuScreen,
	command(state, asked) {
		switch (asked) {
			case 'continue':
				return state.session === undefined ? refuse(state, 'not-logged-in') : chooseMenuEntry(state);
			case 'up':
			case 'down':
				return state.session === undefined ? undefined : moveInMenu(state, asked === 'up' ? -1 : 1);
			case 'page-up':
			case 'page-down':
				return scrollMenu(state, asked === 'page-up' ? -1 : 1);
			case 'check-again':
				return loadCertificatesAgain(state);
			default:
				return undefined;
		}
	},
	answers: {
		'open-changes-settled': reloadAfterOpenChanges,
		'scroll-ended': (state, { scroll }) =>
			state.overlay === undefined && state.screen === 'menu' && state.menuScroll > scroll
				? refuse({ ...state, menuScroll: scroll }, 'end-of-list')
				: next(state),
	},
};
