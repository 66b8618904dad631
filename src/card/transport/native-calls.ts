/**
 * Order among PC/SC calls, which block a thread of libuv's pool each, without limit while another program holds
 * a transaction, and cannot be taken back.
 */
export interface NativeCalls {
	/** A queue of one reader: its calls run one after the other. */
	queue(): CallQueue;
}

/** Runs a call after all that were given before, whatever became of them. */
export type CallQueue = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * @param maxRunning calls that run at the same time over all queues: fewer than libuv's four threads, so that
 *   stuck ones leave one for files and names
 */
export function createNativeCalls(maxRunning: number): NativeCalls {
	let running = 0;
	const waiting: (() => void)[] = [];
	const enter = async (): Promise<void> => {
		if (running < maxRunning) {
			running++;
			return;
		}
		// The place is handed over, so `running` stays as it is.
		await new Promise<void>((resolve) => waiting.push(resolve));
	};
	const leave = (): void => {
		const next = waiting.shift();
		if (next === undefined) {
			running--;
		} else {
			next();
		}
	};
	const runOne = async <T>(call: () => Promise<T>): Promise<T> => {
		await enter();
		try {
			return await call();
		} finally {
			leave();
		}
	};
	return {
		queue() {
			let last: Promise<unknown> = Promise.resolve();
			return (call) => {
				const result = last.then(() => runOne(call));
				// The caller has the error.
				last = result.catch(() => undefined);
				return result;
			};
		},
	};
}
