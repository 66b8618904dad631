import { type GuidedAct, isLooking } from '../guided-state.ts';
import type { GuidedOutcome } from '../guided-task.ts';
import { andThen, type Next, next, request } from '../next.ts';
import type { AppState } from '../state.ts';

/** Into the journal, where the task had been written down. */
export function writeOutcome(before: AppState, { written }: GuidedAct, outcome: GuidedOutcome): Next {
	return written === undefined
		? next(before)
		: request(before, (number, state) =>
				next(state, { kind: 'end-guided', request: number, act: written, outcome }),
			);
}

/** A kiosk forgets who was there: what came of it is not known to the next person. */
export function dropGuided(state: AppState): Next {
	const { act } = state.guided;
	if (act === undefined || state.mode.kiosk === undefined) {
		return next(state);
	}
	const stopped = isLooking(act.stage) ? [{ kind: 'cancel', cancelled: act.stage.request } as const] : [];
	const outcome = act.stage.name === 'told' ? act.stage.outcome : 'unknown';
	return andThen(next({ ...state, guided: { ...state.guided, act: undefined } }, ...stopped), (free) =>
		writeOutcome(free, act, outcome),
	);
}
