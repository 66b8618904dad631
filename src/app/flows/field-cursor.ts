import type { Command } from '../command.ts';
import { type Next, next, refuse } from '../next.ts';
import { fieldInFocus, type Places } from '../open-place.ts';
import type { AppState } from '../state.ts';

/* The keys that move the cursor within a field: the same in every field, whatever stands in it. */

/** Undefined for a command that moves no cursor of a field. */
export function fieldCursorCommand(places: Places, state: AppState, asked: Command): Next | undefined {
	switch (asked) {
		case 'cursor-left':
			return moved(places, state, (behind) => behind + 1);
		case 'cursor-right':
			return moved(places, state, (behind) => behind - 1);
		case 'cursor-start':
			return moved(places, state, (_, length) => length);
		case 'cursor-end':
			return moved(places, state, () => 0);
		default:
			return undefined;
	}
}

function moved(places: Places, state: AppState, to: (behind: number, length: number) => number): Next {
	const field = fieldInFocus(places, state);
	if (field === undefined) {
		return refuse(state, 'no-such-key');
	}
	const behindCursor = Math.max(0, Math.min(field.length, to(state.behindCursor, field.length)));
	return behindCursor === state.behindCursor
		? refuse(state, 'edge-of-field')
		: next({ ...state, behindCursor });
}

/**
 * The Delete key: what is done by Backspace one character further on.
 *
 * @param erase what Backspace does
 */
export function eraseForward(places: Places, state: AppState, erase: (state: AppState) => Next): Next {
	if (fieldInFocus(places, state) === undefined) {
		return refuse(state, 'no-such-key');
	}
	if (state.behindCursor === 0) {
		return refuse(state, 'nothing-to-erase');
	}
	const erased = erase({ ...state, behindCursor: state.behindCursor - 1 });
	const isRefused = erased.state.notice?.kind === 'refused';
	return isRefused ? next({ ...erased.state, behindCursor: state.behindCursor }, ...erased.effects) : erased;
}

/** After a message: another field begins with the cursor at its end, and no cursor stands before the beginning. */
export function withFieldCursor(places: Places, before: AppState, after: AppState): AppState {
	if (after.behindCursor === 0) {
		return after;
	}
	const field = fieldInFocus(places, after);
	const behindCursor =
		field === undefined || field.name !== fieldInFocus(places, before)?.name
			? 0
			: Math.min(after.behindCursor, field.length);
	return behindCursor === after.behindCursor ? after : { ...after, behindCursor };
}
