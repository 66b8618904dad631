import { type AppState, insertedInto, type Next, next, refuse } from '#app';

/* What confirms an act that cannot be undone: the last digits of the holder's number, typed by hand. */

export const CONFIRMED_DIGITS = 4;

export function areLastDigits(typed: string, holderNumber: string): boolean {
	return typed === holderNumber.slice(-CONFIRMED_DIGITS);
}

/** @param put the state with what is typed now */
export function typeDigits(
	state: AppState,
	typed: string,
	text: string,
	put: (typed: string) => AppState,
): Next {
	if (!/^\d+$/u.test(text)) {
		return refuse(state, 'digits-only');
	}
	return typed.length + text.length > CONFIRMED_DIGITS
		? refuse(state, 'field-full')
		: next(put(insertedInto(typed, text, state.behindCursor)));
}
