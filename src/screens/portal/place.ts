import { goToStep } from '#app';
import type { Screen } from '../screen.ts';
import { checkPortalAgain } from './update.ts';
import { portalScreen } from './view.ts';

/** Step 3. */
export const portal: Screen = {
	keys: () => 'portal',
	view: portalScreen,
	command(state, asked) {
		switch (asked) {
			case 'continue':
				return goToStep(state, 4);
			case 'check-again':
				return checkPortalAgain(state);
			default:
				return undefined;
		}
	},
	counts: (state) => state.screen === 'portal' && state.portal.kind === 'lost',
};
