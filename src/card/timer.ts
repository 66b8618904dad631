import { CardError } from './errors.ts';

/** What the room needs of a clock; `ClockPort` of the application fits. */
export interface Timer {
	/** Calls once after `delayMs`; the returned function takes it back. */
	after(delayMs: number, call: () => void): () => void;
}

export const systemTimer: Timer = {
	after(delayMs, call) {
		const timeout = setTimeout(call, delayMs);
		return () => clearTimeout(timeout);
	},
};

/**
 * The outcome of `work`, or `timeout` where it takes longer than `limitMs`. The work itself goes on: what
 * became of it is not known, and its late outcome is dropped.
 *
 * @throws CardError `timeout`, and whatever `work` rejects with
 */
export function withinLimit<T>(work: Promise<T>, limitMs: number, timer: Timer): Promise<T> {
	return new Promise((resolve, reject) => {
		const cancel = timer.after(limitMs, () =>
			reject(new CardError('timeout', `no answer within ${limitMs} ms`)),
		);
		work.then(resolve, reject).finally(cancel);
	});
}
