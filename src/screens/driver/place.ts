import { goToStep, isDriverReady, next } from '#app';
import type { Screen } from '../screen.ts';
import { driverAfterCardChange, driverTold, lookAtDriver, lookAtDriverAgain } from './update.ts';
import { driverScreen } from './view.ts';

/** While somebody installs the driver it is looked this often whether it is there. */
const RECHECK_MS = 5_000;

/** Step 2. */
export const driver: Screen = {
	keys: () => 'driver',
	view: driverScreen,
	command(state, asked) {
		switch (asked) {
			case 'continue':
				return goToStep(state, 3);
			case 'check-again':
				return lookAtDriverAgain(state);
			default:
				return undefined;
		}
	},
	answers: {
		started: lookAtDriver,
		'driver-told': driverTold,
		'card-changed': driverAfterCardChange,
		timer: (state, { id }) => (id === 'driver-check' ? lookAtDriver(state) : next(state)),
	},
	timers: (state) =>
		state.screen === 'driver' &&
		state.driver.kind === 'told' &&
		state.driver.recheck === undefined &&
		!isDriverReady(state)
			? [{ id: 'driver-check', at: state.driver.toldAt + RECHECK_MS }]
			: [],
};
