import type { Change, ChangeOutcome } from '#api';
import {
	type AppState,
	afterSessionProblem,
	andThen,
	type ChangeQueue,
	isSessionOver,
	type Next,
	next,
	outcomeNow,
	problemOf,
	type QueuedChange,
	request,
	type SettledChange,
	sessionUsed,
	withNotice,
} from '#app';

/* Changes of an open entry, sent one after the other: the next goes out once the one before is certainly done. */

/** The entry whose queue it is. */
export interface QueueHome<Item> {
	readonly holderNumber: string;
	/** The state with the queue as the step of the entry. */
	readonly put: (state: AppState, step: ChangeQueue<Item>) => AppState;
}

export function beginQueue<Item>(
	state: AppState,
	home: QueueHome<Item>,
	items: readonly Item[],
	changeOf: (item: Item) => Change,
): Next {
	const queued = items.map((item) => ({ item, change: changeOf(item) }));
	return sendFirst(withNotice(state, undefined), home, queued, []);
}

function sendFirst<Item>(
	before: AppState,
	{ holderNumber, put }: QueueHome<Item>,
	[current, ...waiting]: readonly QueuedChange<Item>[],
	settled: readonly SettledChange<Item>[],
): Next {
	if (current === undefined) {
		return next(put(before, { name: 'result', settled, left: [] }));
	}
	const { change } = current;
	return request(before, (number, state) =>
		next(
			put(state, {
				name: 'running',
				run: { request: number, since: state.now, phase: 'sending' },
				current,
				waiting,
				settled,
			}),
			{ kind: 'make-change', request: number, change, holderNumber },
		),
	);
}

/** Goes on after one that was done; after any other, or where nobody waits any longer, it stops and tells what was left. */
export function queueSettled<Item>(
	state: AppState,
	home: QueueHome<Item>,
	step: Extract<ChangeQueue<Item>, { readonly name: 'running' }>,
	outcome: ChangeOutcome,
): Next {
	const settled = [...step.settled, { item: step.current.item, outcome, at: state.now }];
	const isDone = outcomeNow(outcome)?.kind === 'done';
	if (isDone && (step.run.phase !== 'leaving' || step.waiting.length === 0)) {
		return sendFirst(sessionUsed(state), home, step.waiting, settled);
	}
	const left = step.waiting.map(({ item }) => item);
	const stopped = next(home.put(state, { name: 'result', settled, left }));
	const problem = problemOf(outcome);
	return problem !== undefined && isSessionOver(problem)
		? andThen(stopped, (there) => afterSessionProblem(there, problem))
		: stopped;
}
