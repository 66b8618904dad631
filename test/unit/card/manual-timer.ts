import type { Timer } from '#card';

export interface ManualTimer extends Timer {
	/** Delays that are running, in the order in which they began. */
	readonly delays: readonly number[];
	/** Lets the running delays of `delayMs` end. Fails where there is none. */
	fire(delayMs: number): void;
}

/** Time that passes only when a test says so. */
export function manualTimer(): ManualTimer {
	const running = new Set<{ readonly delayMs: number; readonly call: () => void }>();
	return {
		after(delayMs, call) {
			const entry = { delayMs, call };
			running.add(entry);
			return () => running.delete(entry);
		},
		get delays() {
			return Array.from(running, ({ delayMs }) => delayMs);
		},
		fire(delayMs) {
			const due = [...running].filter((entry) => entry.delayMs === delayMs);
			if (due.length === 0) {
				throw new Error(
					`no delay of ${delayMs} ms is running, only ${[...running].map((entry) => entry.delayMs)}`,
				);
			}
			for (const entry of due) {
				running.delete(entry);
				entry.call();
			}
		},
	};
}

/** Lets everything run that needs no time: promise jobs, and what they start. */
export async function idle(): Promise<void> {
	for (let turn = 0; turn < 5; turn++) {
		await new Promise<void>((resolve) => setImmediate(resolve));
	}
}
