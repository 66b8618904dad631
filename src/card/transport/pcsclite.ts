import { setImmediate } from 'node:timers/promises';
import type { ServiceFailure } from '#card-model';
import { systemTimer, type Timer, withinLimit } from '../timer.ts';
import { type CallQueue, createNativeCalls, type NativeCalls } from './native-calls.ts';
import { describe, isServiceLoss, openingFailure } from './pcsc-codes.ts';
import {
	loadPcscBinding,
	type PcscBinding,
	type PcscCardReader,
	type PcscContext,
} from './pcsclite-binding.ts';
import { pcscReader } from './pcsclite-reader.ts';
import type { Reader, ReaderEvent, ReaderService } from './reader-service.ts';

export interface PcscLiteOptions {
	/** Default: the system's. */
	readonly timer?: Timer;
	/** Default: loads the `pcsclite` package. */
	readonly loadBinding?: () => Promise<PcscBinding>;
}

/** A connect that takes longer waits for another program. */
const CONNECT_LIMIT_MS = 2_000;
/** No command of a card takes this long; whoever knows its command better sets a shorter limit. */
const TRANSMIT_LIMIT_MS = 30_000;
/** How long the end of watching waits for what is still starting. */
const STOP_LIMIT_MS = 1_000;
/** One less than libuv's default pool of threads. */
const MAX_RUNNING_CALLS = 3;

type Listener = (event: ReaderEvent) => void;

/**
 * Readers of the PC/SC service (pcscd, winscard), through the `pcsclite` package.
 *
 * The package opens and closes contexts on the main thread, which takes milliseconds, also where the service is
 * absent. Everything that waits for a card runs in libuv's thread pool.
 */
export function createPcscLiteService(options: PcscLiteOptions = {}): ReaderService {
	const { timer = systemTimer, loadBinding = loadPcscBinding } = options;
	// Shared by all contexts of this service, as calls of a dead one may still hold threads.
	const calls = createNativeCalls(MAX_RUNNING_CALLS);
	return {
		kind: 'pcsc',
		watch(listener) {
			const watcher = new PcscWatcher(listener, calls, timer);
			const opening = watcher.open(loadBinding);
			return async () => {
				watcher.fallSilent();
				await withinLimit(opening, STOP_LIMIT_MS, timer).catch(() => undefined);
				await watcher.close();
			};
		},
	};
}

interface WatchedReader {
	readonly native: PcscCardReader;
	readonly queue: CallQueue;
	readonly reader: Reader;
	/** Settles with the first status, or the end: until then the package's thread must not be stopped. */
	readonly started: Promise<void>;
	/** Undefined before the first status. */
	slot: ReportedSlot | undefined;
	isTold: boolean;
}

interface ReportedSlot {
	readonly event: Extract<ReaderEvent, { kind: 'slot-changed' }>;
	/** Equal for two reports of the same insertion or the same emptiness. */
	readonly identity: string;
}

/** One PC/SC context and its readers. It dies with the service; a new one is made for a new context. */
class PcscWatcher {
	readonly #listener: Listener;
	readonly #calls: NativeCalls;
	readonly #timer: Timer;
	readonly #readers = new Map<string, WatchedReader>();
	#context: PcscContext | undefined;
	#areReadersTold = false;
	#isSilent = false;
	/** The service went away. */
	#isDead = false;

	constructor(listener: Listener, calls: NativeCalls, timer: Timer) {
		this.#listener = listener;
		this.#calls = calls;
		this.#timer = timer;
	}

	/** Ends once the service gave its first list of readers with their states, or failed; never rejects. */
	async open(loadBinding: () => Promise<PcscBinding>): Promise<void> {
		let binding: PcscBinding;
		try {
			binding = await loadBinding();
		} catch (error) {
			this.#goDown('binding-missing', error);
			return;
		}
		if (this.#isSilent) {
			return;
		}
		try {
			// Throws where the service is not there.
			this.#context = binding();
			await this.#firstReaders(this.#context);
		} catch (error) {
			this.#goDown(openingFailure(error), error);
		}
	}

	/** From now on nothing is said. */
	fallSilent(): void {
		this.#isSilent = true;
	}

	/**
	 * Gives back the context of a service that died, whose threads have ended. While the service lives they wait in
	 * SCardGetStatusChange, and the package's `close` joins them on the main thread after an SCardCancel that can get lost
	 * (once in 2,380 runs), or that pcscd does not heed (a card without an ATR): they end with the process.
	 */
	async close(): Promise<void> {
		this.fallSilent();
		const readers = [...this.#readers.values()];
		this.#readers.clear();
		const context = this.#context;
		this.#context = undefined;
		if (context === undefined || !this.#isDead) {
			return;
		}
		// The package leaks a handle where it is closed before its thread waits.
		const started = Promise.all(readers.map((reader) => reader.started));
		await withinLimit(started, STOP_LIMIT_MS, this.#timer).catch(() => undefined);
		await closeQuietly(context);
		// Closing a reader waits on the main thread for its running call, so it takes its turn after it.
		const closing = readers
			.filter((reader) => !isMute(reader))
			.map(({ native, queue }) => queue(() => closeQuietly(native)));
		await withinLimit(Promise.all(closing), STOP_LIMIT_MS, this.#timer).catch(() => undefined);
	}

	/**
	 * Readers that are plugged in already are told of together with the service, when all their states are known:
	 * whoever waits for the whole picture has it then.
	 */
	#firstReaders(context: PcscContext): Promise<void> {
		return new Promise((resolve) => {
			context.on('error', (error) => {
				this.#goDown('stopped', error);
				resolve();
			});
			context.on('reader', (native) => this.#addReader(native));
			afterFirstList(context, async () => {
				const first = [...this.#readers.values()];
				await Promise.all(first.map((reader) => reader.started));
				this.#say({ kind: 'service-up' });
				this.#areReadersTold = true;
				for (const watched of this.#readers.values()) {
					this.#tellReader(watched);
				}
				resolve();
			});
		});
	}

	#addReader(native: PcscCardReader): void {
		if (native.transaction === undefined) {
			this.#goDown('binding-missing', new Error('pcsclite was built without the corrections of the set-up'));
			return;
		}
		const { name } = native;
		const start = Promise.withResolvers<void>();
		const queue = this.#calls.queue();
		const limits = { connectMs: CONNECT_LIMIT_MS, transmitMs: TRANSMIT_LIMIT_MS };
		const watched: WatchedReader = {
			native,
			queue,
			reader: pcscReader(native, queue, limits, this.#timer),
			started: start.promise,
			slot: undefined,
			isTold: false,
		};
		this.#readers.set(name, watched);

		native.on('status', ({ state, atr }) => {
			const slot = slotOf(native, state, atr);
			const isNews = watched.slot?.identity !== slot.identity;
			watched.slot = slot;
			if (isNews && this.#areReadersTold) {
				this.#tellReader(watched);
			}
			start.resolve();
		});
		native.on('error', (error) => {
			if (isServiceLoss(error)) {
				this.#goDown('stopped', error);
			}
		});
		native.on('end', () => {
			start.resolve();
			if (this.#readers.get(name) === watched) {
				this.#readers.delete(name);
				this.#say({ kind: 'reader-removed', name });
			}
		});
	}

	/** Tells of a reader the first time, and of what is in it. One without a status yet is told of later. */
	#tellReader(watched: WatchedReader): void {
		if (watched.slot === undefined) {
			return;
		}
		if (!watched.isTold) {
			watched.isTold = true;
			this.#say({ kind: 'reader-added', reader: watched.reader });
		}
		this.#say(watched.slot.event);
	}

	#goDown(failure: ServiceFailure, error: unknown): void {
		this.#isDead = true;
		this.#say({ kind: 'service-down', failure, detail: describe(error) });
		this.fallSilent();
	}

	#say(event: ReaderEvent): void {
		if (!this.#isSilent) {
			this.#listener(event);
		}
	}
}

/**
 * Calls once the package has emitted `reader` for every reader of its first list. It has no event for that, and
 * an empty list emits nothing at all; so its native `start`, which it calls on the next tick, is wrapped.
 */
function afterFirstList(context: PcscContext, call: () => Promise<void>): void {
	const start = context.start?.bind(context);
	if (start === undefined) {
		throw new TypeError('this version of pcsclite has no start');
	}
	let isFirst = true;
	context.start = (callback) =>
		start((error, readers) => {
			callback(error, readers);
			if (isFirst) {
				isFirst = false;
				void call();
			}
		});
}

/**
 * True while a card that gives no ATR is in: then SCardCancel does not end the package's wait, and closing the reader
 * would stop the main thread until the card is pulled (seen with pcscd 1.9.9). Its thread ends with the process.
 */
function isMute({ slot }: WatchedReader): boolean {
	return slot?.event.slot === 'mute';
}

async function closeQuietly(native: PcscContext | PcscCardReader): Promise<void> {
	// The package calls its listeners, and the promise jobs that they leave, while it holds the reader's lock, which
	// `close` takes as well: closing from there would stop the program for ever. A turn of its own holds nothing.
	await setImmediate();
	try {
		native.close();
	} catch {
		// It died by itself; there is nothing left to free.
	}
}

function slotOf(native: PcscCardReader, state: number, atr: Uint8Array | undefined): ReportedSlot {
	const { name } = native;
	const isPresent = (state & native.SCARD_STATE_PRESENT) !== 0;
	const isMute = (state & native.SCARD_STATE_MUTE) !== 0 || atr === undefined || atr.length === 0;
	const slot = !isPresent ? 'empty' : isMute ? 'mute' : 'present';
	const shownAtr = slot === 'present' && atr !== undefined ? Uint8Array.from(atr) : undefined;
	return {
		event: { kind: 'slot-changed', name, slot, atr: shownAtr },
		// The upper half of the state counts insertions and removals, so a card swapped between two looks is told
		// apart; who else uses the card is in the lower half and is no change of card.
		identity: `${slot} ${state >>> 16} ${Buffer.from(shownAtr ?? []).toString('hex')}`,
	};
}
