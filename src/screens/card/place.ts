import { goToStep, readCardsAgain } from '#app';
import type { Screen } from '../screen.ts';
import { cardScreen } from './view.ts';

/** Step 1. */
export const card: Screen = {
	keys: () => 'card',
	view: cardScreen,
	command(state, asked) {
		switch (asked) {
			case 'continue':
				return goToStep(state, 2);
			case 'check-again':
				return readCardsAgain(state);
			default:
				return undefined;
		}
	},
};
