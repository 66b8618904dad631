import { type AppState, andThen, type Next, nextReader, refuse, type ScreenName } from '#app';
import type { Screen } from '../screen.ts';
import { cardPinField } from './field.ts';
import { cardPinKeys } from './keys.ts';
import {
	cardPinCommand,
	cardPinPerformed,
	cardPinSeesReaders,
	cardPinText,
	chooseCardPinAct,
	closeCardPin,
	moveInCardPin,
	openCardPin,
	pinTriesRead,
} from './update.ts';
import { cardPinScreen } from './view.ts';

/** Where people look for the PIN of their card. */
const OPENERS: readonly ScreenName[] = ['start', 'card', 'driver', 'menu', 'pins', 'guided'];

/** Kart PIN işlemleri: what is done with the card itself. */
export const cardPin: Screen = {
	keys: cardPinKeys,
	view: cardPinScreen,
	opens: { 'card-pin': open },
	command(state, asked) {
		const ofStage = cardPinCommand(state, asked);
		if (ofStage !== undefined) {
			return ofStage;
		}
		switch (asked) {
			case 'continue':
				return chooseCardPinAct(state);
			case 'back':
				return closeCardPin(state);
			case 'up':
			case 'down':
				return moveInCardPin(state, asked === 'up' ? -1 : 1);
			case 'next-reader':
				return andThen(nextReader(state), cardPinSeesReaders);
			default:
				return undefined;
		}
	},
	field: cardPinField,
	text: cardPinText,
	answers: {
		'card-changed': cardPinSeesReaders,
		'pin-tries-read': pinTriesRead,
		'card-pin-performed': cardPinPerformed,
	},
	counts: ({ cardPin: open }) => open?.tries.kind === 'looking' || open?.stage.stage === 'running',
};

function open(state: AppState): Next {
	return OPENERS.includes(state.screen) ? openCardPin(state) : refuse(state, 'no-such-key');
}
