import type { Message, StampedMessage } from '../messages.ts';
import { type Next, next, withNotice } from '../next.ts';
import { type Places, typedField } from '../open-place.ts';
import { isTooSmall } from '../size.ts';
import type { AppState } from '../state.ts';

/*
 * A card is pulled, a session ends, an answer comes while somebody types: the field is gone, and the next characters would
 * land in another one, in clear, or act as commands. They go nowhere until the person says with Esc that they have seen
 * it. Enter, Tab and the arrows lead from field to field while a form is filled in, so they do not say that.
 */

/** How long after the field closed, and after each key that went nowhere, keys still go nowhere (milliseconds). */
export const CLOSED_FIELD_MS = 30_000;

/** What a key press makes. */
const OF_KEYS: readonly Message['type'][] = [
	'command',
	'text',
	'paste',
	'refused',
	'palette-cursor',
	'palette-chosen',
];

/** What a key means after the field closed under it; undefined for one that means what it means elsewhere. */
export function keyAfterClosing(state: AppState, message: StampedMessage): Next | undefined {
	const { closedField } = state;
	if (closedField === undefined || isTooSmall(state.size) || !OF_KEYS.includes(message.type)) {
		return undefined;
	}
	if (message.type === 'command') {
		switch (message.command) {
			case 'back':
				return next({ ...withNotice(state, undefined), closedField: undefined });
			// No part of what fills in a form.
			case 'help':
			case 'quit':
			case 'interrupt':
			case 'redraw':
			case 'language':
			case 'theme':
			case 'toggle-card':
				return undefined;
			default:
				break;
		}
	}
	// Why it closed stays on the screen.
	return next({
		...state,
		closedField: { keys: closedField.keys + 1, until: state.now + CLOSED_FIELD_MS },
	});
}

/** Nobody has pressed a key for so long: whoever comes now is not typing into what was there. */
export function closedFieldTimer(state: AppState): Next {
	const { closedField } = state;
	return closedField === undefined || state.now < closedField.until
		? next(state)
		: next({ ...state, closedField: undefined });
}

/** The state after a message, with what it did to the field that was typed into. */
export function watchField(
	places: Places,
	before: AppState,
	message: StampedMessage,
	after: AppState,
): AppState {
	const was = typedField(places, before);
	if (OF_KEYS.includes(message.type)) {
		const isTyping = message.type === 'text' || message.type === 'paste';
		const isTypedOn = isTyping && was?.isAwaited === true;
		// Whoever looks at something else has seen what is on the screen.
		const closedField = after.overlay === undefined ? after.closedField : undefined;
		return { ...after, isTypedOn, closedField };
	}
	// After Enter another place was asked for, unless the person went on typing.
	const isLost = was !== undefined && (!was.isAwaited || before.isTypedOn);
	return isLost && typedField(places, after)?.name !== was.name
		? { ...after, isTypedOn: false, closedField: { keys: 0, until: after.now + CLOSED_FIELD_MS } }
		: after;
}
