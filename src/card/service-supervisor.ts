import { cleanText } from '#text';
import type { Timer } from './timer.ts';
import type { ReaderEvent, ReaderService } from './transport/reader-service.ts';

/** Delay before a service that went down is opened again: doubled each time, back to the first after it answered. */
const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 5_000;

/**
 * Keeps one reader service open: passes its events on, and opens it anew after it went down, for as long as
 * {@link ServiceSupervisor.stop} was not called.
 */
export class ServiceSupervisor {
	readonly #service: ReaderService;
	readonly #timer: Timer;
	readonly #onEvent: (event: ReaderEvent) => void;
	#delayMs = FIRST_DELAY_MS;
	#cancelReopening: (() => void) | undefined;
	/** Number of the current watcher; what a former one says is not heard. */
	#epoch = 0;
	#stopWatching: (() => Promise<void>) | undefined;
	/** Former watchers that are still giving back what they held. */
	readonly #stopping = new Set<Promise<void>>();

	constructor(service: ReaderService, timer: Timer, onEvent: (event: ReaderEvent) => void) {
		this.#service = service;
		this.#timer = timer;
		this.#onEvent = onEvent;
	}

	start(): void {
		this.#cancelReopening = undefined;
		this.#epoch++;
		const epoch = this.#epoch;
		try {
			const stop = this.#service.watch((event) => {
				if (epoch === this.#epoch) {
					this.#hear(event);
				}
			});
			if (epoch === this.#epoch) {
				this.#stopWatching = stop;
			} else {
				// It went down before `watch` returned.
				this.#release(stop);
			}
		} catch (error) {
			const detail = cleanText(error instanceof Error ? error.message : String(error));
			this.#hear({ kind: 'service-down', failure: 'failed', detail });
		}
	}

	/** Ends watching; resolves once everything is given back. */
	async stop(): Promise<void> {
		this.#cancelReopening?.();
		this.#leave();
		await Promise.all(this.#stopping);
	}

	#hear(event: ReaderEvent): void {
		if (event.kind === 'service-up') {
			this.#delayMs = FIRST_DELAY_MS;
		}
		if (event.kind === 'service-down') {
			this.#leave();
			this.#cancelReopening = this.#timer.after(this.#delayMs, () => this.start());
			this.#delayMs = Math.min(this.#delayMs * 2, MAX_DELAY_MS);
		}
		this.#onEvent(event);
	}

	#leave(): void {
		this.#epoch++;
		const stop = this.#stopWatching;
		this.#stopWatching = undefined;
		if (stop !== undefined) {
			this.#release(stop);
		}
	}

	#release(stop: () => Promise<void>): void {
		const stopping = stop()
			// A service that cannot even be closed is given up: there is nobody to tell, and a new one is opened.
			.catch(() => undefined)
			.finally(() => this.#stopping.delete(stopping));
		this.#stopping.add(stopping);
	}
}
