import { firstOpenStep, goToStep, readCardsAgain, refuse } from '#app';
import type { Screen } from '../screen.ts';
import { startScreen } from './view.ts';

export const start: Screen = {
	keys: () => 'start',
	view: startScreen,
	// It is the checklist itself: the steps do not stand beside it.
	surroundings: { steps: 'never', hasAside: true },
	command(state, asked) {
		switch (asked) {
			case 'continue':
				return goToStep(state, firstOpenStep(state));
			case 'back':
				return refuse(state, 'first-step');
			case 'check-again':
				return readCardsAgain(state);
			default:
				return undefined;
		}
	},
};
