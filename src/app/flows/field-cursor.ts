import type { Command } from '../command.ts';
import { fieldInFocus } from '../field-cursor.ts';
import { type Next, next, refuse } from '../next.ts';
import type { AppState } from '../state.ts';

/* The keys that move the cursor within a field: the same in every field, whatever stands in it. */

/** Undefined for a command that moves no cursor of a field. */
export function fieldCursorCommand(state: AppState, asked: Command): Next | undefined {
	switch (asked) {
		case 'cursor-left':
			return moved(state, (behind) => behind + 1);
		case 'cursor-right':
			return moved(state, (behind) => behind - 1);
		case 'cursor-start':
			return moved(state, (_, length) => length);
		case 'cursor-end':
			return moved(state, () => 0);
		default:
			return undefined;
	}
}

function moved(state: AppState, to: (behind: number, length: number) => number): Next {
	const field = fieldInFocus(state);
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
export function eraseForward(state: AppState, erase: (state: AppState) => Next): Next {
	if (fieldInFocus(state) === undefined) {
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
export function withFieldCursor(before: AppState, after: AppState): AppState {
	if (after.behindCursor === 0) {
		return after;
	}
	const field = fieldInFocus(after);
	const behindCursor =
		field === undefined || field.name !== fieldInFocus(before)?.name
			? 0
			: Math.min(after.behindCursor, field.length);
	return behindCursor === after.behindCursor ? after : { ...after, behindCursor };
}
