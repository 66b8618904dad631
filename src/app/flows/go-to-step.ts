import { andThen, type Next, next, refuse } from '../next.ts';
import type { StepNumber } from '../place.ts';
import type { AppState } from '../state.ts';
import { STEP_NUMBERS, screenOfStep, stepHere, stepState } from '../steps.ts';
import { hidePins, leaveCardPin } from './leaving.ts';

/** To the screen of a step of the guide, or why not. */
export function goToStep(state: AppState, step: StepNumber): Next {
	if (state.screen === 'operation') {
		// An open entry is left by its own keys alone.
		return refuse(state, 'no-such-key');
	}
	if (state.mode.portal === 'guided' && step > 3) {
		const task = step === 6 ? state.guided.cursor : 'log-in';
		return state.screen === 'guided' && state.guided.cursor === task
			? refuse(state, 'already-here')
			: andThen(leaveCardPin(state), (left) =>
					next({ ...left, screen: 'guided', guided: { ...left.guided, cursor: task } }),
				);
	}
	if (state.screen === screenOfStep(step)) {
		return refuse(state, 'already-here');
	}
	const { blocked } = stepState(state, step);
	return blocked === undefined
		? andThen(hidePins(state), (hidden) =>
				andThen(leaveCardPin(hidden), (left) => next({ ...left, screen: screenOfStep(step) })),
			)
		: refuse(state, blocked);
}

/** ↑ and ↓ on a screen that has no cursor of its own: from step to step. */
export function moveAlongSteps(state: AppState, direction: 1 | -1): Next {
	const here = stepHere(state);
	if (here === 1 && direction === -1) {
		return next({ ...state, screen: 'start' });
	}
	const there = STEP_NUMBERS.find((step) => step === (here ?? 0) + direction);
	return there === undefined ? refuse(state, 'end-of-list') : goToStep(state, there);
}
