import type { Timer } from './timer.ts';

/** A wait with an end: after `waitMs`, or by the signal. */
export class Patience {
	readonly #timer: Timer;
	readonly #signal: AbortSignal;
	readonly #end = Promise.withResolvers<'over'>();
	readonly #cancel: () => void;
	readonly #onAbort = (): void => this.#end.reject(this.#signal.reason);
	#isOver = false;

	/** @throws the signal's reason where it was aborted already */
	constructor(waitMs: number, timer: Timer, signal: AbortSignal) {
		signal.throwIfAborted();
		this.#timer = timer;
		this.#signal = signal;
		// Who waits hears of it; where nobody waits at the time it is no error.
		this.#end.promise.catch(() => undefined);
		signal.addEventListener('abort', this.#onAbort, { once: true });
		this.#cancel = timer.after(waitMs, () => {
			this.#isOver = true;
			this.#end.resolve('over');
		});
	}

	/** What `work` gives, or `over` where the wait ends before. */
	first<T>(work: Promise<T>): Promise<T | 'over'> {
		return Promise.race([work, this.#end.promise]);
	}

	/** Resolves when the wait ends. */
	async over(): Promise<void> {
		await this.#end.promise;
	}

	async pause(delayMs: number): Promise<'over' | undefined> {
		if (this.#isOver) {
			return 'over';
		}
		const { promise, resolve } = Promise.withResolvers<undefined>();
		const cancel = this.#timer.after(delayMs, () => resolve(undefined));
		try {
			return await this.first(promise);
		} finally {
			cancel();
		}
	}

	/** @param before called first where it throws */
	throwIfAborted(before: () => void): void {
		if (this.#signal.aborted) {
			before();
			this.#signal.throwIfAborted();
		}
	}

	[Symbol.dispose](): void {
		this.#cancel();
		this.#signal.removeEventListener('abort', this.#onAbort);
	}
}
