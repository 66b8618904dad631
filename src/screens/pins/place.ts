import { andThen, hidePins, next, tell } from '#app';
import type { Screen } from '../screen.ts';
import { choosePinsEntry, moveInPins, pinsAnswered, showPinsLonger, togglePins, turnPins } from './update.ts';
import { pinsScreen } from './view.ts';

/** PIN / PUK Bilgisi. */
export const pins: Screen = {
	keys: () => 'pins',
	view: pinsScreen,
	command(state, asked) {
		switch (asked) {
			case 'continue':
				return choosePinsEntry(state);
			case 'back':
				return state.pins.kind === 'asking'
					? hidePins(state)
					: andThen(hidePins(state), (hidden) => next({ ...hidden, screen: 'menu' }));
			case 'up':
			case 'down':
				return moveInPins(state, asked === 'up' ? -1 : 1);
			case 'page-up':
			case 'page-down':
				return turnPins(state, asked === 'page-up' ? -1 : 1);
			case 'reveal':
				return togglePins(state);
			case 'longer':
				return showPinsLonger(state);
			default:
				return undefined;
		}
	},
	answers: {
		'pins-answered': pinsAnswered,
		timer: (state, { id }) =>
			id === 'hide-pins'
				? andThen(hidePins(state), (hidden) => next(tell(hidden, 'pins-hidden')))
				: next(state),
	},
	counts: (state) => state.pins.kind === 'loading' || state.pins.kind === 'shown',
	timers: (state) => (state.pins.kind === 'shown' ? [{ id: 'hide-pins', at: state.pins.hideAt }] : []),
};
