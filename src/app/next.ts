import type { Effect } from './effects.ts';
import type { Notice, Refusal, Told } from './notice.ts';
import type { AppState } from './state.ts';

/** What `update` gives: the next state, and what is to be done outside. */
export interface Next {
	readonly state: AppState;
	readonly effects: readonly Effect[];
}

export function next(state: AppState, ...effects: readonly Effect[]): Next {
	return { state, effects };
}

export function withNotice(state: AppState, notice: Notice | undefined): AppState {
	return { ...state, notice };
}

/** Says why nothing happened, and does nothing. */
export function refuse(state: AppState, refusal: Refusal): Next {
	return next(withNotice(state, { kind: 'refused', refusal }));
}

export function tell(state: AppState, what: Told): AppState {
	return withNotice(state, { kind: 'told', what });
}

/** Takes the next request number and hands it to `make`. */
export function request(state: AppState, make: (request: number, state: AppState) => Next): Next {
	return make(state.nextRequest, { ...state, nextRequest: state.nextRequest + 1 });
}

/** Runs `second` on what `first` gave; the effects of both, in order. */
export function andThen(first: Next, second: (state: AppState) => Next): Next {
	const after = second(first.state);
	return { state: after.state, effects: [...first.effects, ...after.effects] };
}
