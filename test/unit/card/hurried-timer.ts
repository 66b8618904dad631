import type { Timer } from '#card';

interface Entry {
	readonly at: number;
	readonly call: () => void;
}

export interface HurriedTimer extends Timer {
	/** Milliseconds that passed. */
	readonly now: number;
}

/**
 * Time that passes whenever the program has nothing else to do: what waits for a delay gets it at once and in
 * order, and what waits for an answer that comes without one never meets its limit.
 */
export function hurriedTimer(): HurriedTimer {
	const entries = new Set<Entry>();
	let now = 0;
	let isRunning = false;
	const run = async (): Promise<void> => {
		isRunning = true;
		while (entries.size > 0) {
			for (let turn = 0; turn < 3; turn++) {
				await new Promise<void>((resolve) => setImmediate(resolve));
			}
			const [next] = [...entries].sort((one, other) => one.at - other.at);
			if (next !== undefined) {
				entries.delete(next);
				now = next.at;
				next.call();
			}
		}
		isRunning = false;
	};
	return {
		get now() {
			return now;
		},
		after(delayMs, call) {
			const entry = { at: now + delayMs, call };
			entries.add(entry);
			if (!isRunning) {
				void run();
			}
			return () => entries.delete(entry);
		},
	};
}
