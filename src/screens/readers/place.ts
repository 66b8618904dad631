import { andThen, readCardsAgain } from '#app';
import { cardPinSeesReaders } from '../card-pin/update.ts';
import type { Screen } from '../screen.ts';
import { chooseReader, leaveReaders, moveInReaders, openReaders } from './update.ts';
import { readersScreen } from './view.ts';

/** All readers at once. */
export const readers: Screen = {
	keys: () => 'readers',
	view: readersScreen,
	surroundings: { steps: 'never', hasAside: false, isWide: true },
	opens: { readers: openReaders },
	command(state, asked) {
		switch (asked) {
			case 'continue':
				return andThen(chooseReader(state), cardPinSeesReaders);
			case 'back':
				return leaveReaders(state);
			case 'up':
			case 'down':
				return moveInReaders(state, asked === 'up' ? -1 : 1);
			case 'check-again':
				return readCardsAgain(state);
			default:
				return undefined;
		}
	},
};
