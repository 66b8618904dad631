import type { Screen } from '../screen.ts';
import { logInBy, moveInMethods } from './update.ts';
import { loginMethodScreen } from './view.ts';

/** Step 4. */
export const loginMethod: Screen = {
	keys: () => 'login-method',
	view: loginMethodScreen,
	command(state, asked) {
		switch (asked) {
			case 'continue':
				return logInBy(state);
			case 'up':
			case 'down':
				return state.session === undefined ? moveInMethods(state, asked === 'up' ? -1 : 1) : undefined;
			default:
				return undefined;
		}
	},
};
