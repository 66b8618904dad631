import type { SandboxClock } from '../phone/index.ts';

/**
 * More than people at a sandbox ever have open; above it the oldest entry goes, so that no client can fill
 * memory.
 */
const CAPACITY = 1000;

interface Entry<T> {
	readonly value: T;
	/** Milliseconds since 1970 UTC. */
	readonly until: number;
}

/**
 * Values by key, each for its lifetime. There are no timers: an entry is looked at only when it is asked for.
 */
export class ExpiringStore<T> {
	readonly #clock: SandboxClock;
	readonly #entries = new Map<string, Entry<T>>();

	constructor(clock: SandboxClock) {
		this.#clock = clock;
	}

	put(key: string, value: T, lifetimeSeconds: number): void {
		this.#entries.delete(key);
		if (this.#entries.size >= CAPACITY) {
			for (const oldest of this.#entries.keys()) {
				this.#entries.delete(oldest);
				break;
			}
		}
		this.#entries.set(key, { value, until: this.#clock.now() + lifetimeSeconds * 1000 });
	}

	/** In place of what is there, for the rest of its lifetime. */
	replace(key: string, value: T): void {
		const entry = this.#living(key);
		if (entry !== undefined) {
			this.#entries.set(key, { value, until: entry.until });
		}
	}

	/** Undefined where there is none, or its lifetime is over. */
	get(key: string): T | undefined {
		return this.#living(key)?.value;
	}

	/** Gives the value and removes it. */
	take(key: string): T | undefined {
		const value = this.get(key);
		this.#entries.delete(key);
		return value;
	}

	/** Whole seconds until the entry's lifetime is over, at least 1; 0 where there is none. */
	secondsLeft(key: string): number {
		const entry = this.#living(key);
		return entry === undefined ? 0 : Math.ceil((entry.until - this.#clock.now()) / 1000);
	}

	#living(key: string): Entry<T> | undefined {
		const entry = this.#entries.get(key);
		return entry !== undefined && this.#clock.now() < entry.until ? entry : undefined;
	}
}
