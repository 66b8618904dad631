import type { Command } from '../command.ts';
import { erasedFrom } from '../field-cursor.ts';
import { type Next, next, refuse } from '../next.ts';
import type { AppState } from '../state.ts';

/* A line that is typed and is no secret. */

/**
 * Undefined for a command that erases nothing.
 *
 * @param put the state with what is left of it
 */
export function eraseTyped(
	state: AppState,
	typed: string,
	command: Command,
	put: (typed: string) => AppState,
): Next | undefined {
	switch (command) {
		case 'erase':
			return typed === ''
				? refuse(state, 'nothing-to-erase')
				: next(put(erasedFrom(typed, state.behindCursor)));
		case 'clear-field':
			return typed === '' ? refuse(state, 'nothing-to-erase') : next(put(''));
		default:
			return undefined;
	}
}
