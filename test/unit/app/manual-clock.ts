import type { ClockPort } from '#app';

interface Waiting {
	readonly at: number;
	readonly call: () => void;
}

/** A clock that stands still until it is moved; what falls due on the way is called at its own time, in order. */
export class ManualClock implements ClockPort {
	#now: number;
	readonly #waiting = new Set<Waiting>();

	constructor(now: number) {
		this.#now = now;
	}

	now(): number {
		return this.#now;
	}

	after(delayMs: number, call: () => void): () => void {
		const waiting = { at: this.#now + delayMs, call };
		this.#waiting.add(waiting);
		return () => this.#waiting.delete(waiting);
	}

	/** When each that waits falls due, milliseconds since 1970 UTC, in order. */
	get due(): readonly number[] {
		return Array.from(this.#waiting, ({ at }) => at).sort((a, b) => a - b);
	}

	/** Moves to `time`, or to the first that falls due before it and calls that one; true: `time` is reached. */
	moveTowards(time: number): boolean {
		const next = [...this.#waiting].sort((a, b) => a.at - b.at)[0];
		if (next === undefined || next.at > time) {
			this.#now = time;
			return true;
		}
		this.#waiting.delete(next);
		this.#now = next.at;
		next.call();
		return false;
	}
}
