import { andThen, type Next, next } from '../next.ts';
import type { AppState } from '../state.ts';
import { leaveEverything } from './session.ts';

/** Ends the program: what is under way is given up, secrets are wiped, the portal is told. */
export function leaveProgram(state: AppState, exitCode: number): Next {
	return andThen(leaveEverything({ ...state, overlay: undefined }), (left) =>
		next(left, { kind: 'exit', exitCode }),
	);
}
