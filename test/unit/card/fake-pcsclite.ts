import { EventEmitter } from 'node:events';
import type {
	PcscBinding,
	PcscCardReader,
	PcscContext,
} from '../../../src/card/transport/pcsclite-binding.ts';
import { idle } from './manual-timer.ts';

type NativeError = Error | null;

/** Plays the `pcsclite` package as its 1.0.1 was seen to behave, without a service. */
export class FakePcsc {
	readonly contexts: FakeContext[] = [];
	/** What was done in a way that the real package punishes. */
	readonly sins: string[] = [];
	/** Thrown by the next openings, as where the service is absent. */
	openingError: Error | undefined;
	/** Readers that are plugged in when a context is opened. */
	readers: FakeReader[] = [];

	readonly binding: PcscBinding = () => {
		if (this.openingError !== undefined) {
			throw this.openingError;
		}
		const context = new FakeContext(this.readers);
		this.contexts.push(context);
		// The package itself calls `start` on the next tick.
		process.nextTick(() => context.start((error) => error && context.emit('error', error)));
		return context;
	};

	reader(name: string): FakeReader {
		return new FakeReader(name, this.sins);
	}
}

export class FakeContext extends EventEmitter implements PcscContext {
	readonly #first: readonly FakeReader[];
	isClosed = false;

	constructor(first: readonly FakeReader[]) {
		super();
		this.#first = first;
	}

	start(callback: (error: unknown, readers: unknown) => void): void {
		setImmediate(() => {
			for (const reader of this.#first) {
				this.emit('reader', reader);
			}
			callback(undefined, undefined);
		});
	}

	close(): void {
		this.isClosed = true;
	}
}

export const STATE = { empty: 0x10, present: 0x20, mute: 0x200, inUse: 0x100 };

export class FakeReader extends EventEmitter implements PcscCardReader {
	readonly name: string;
	readonly #sins: string[];
	readonly SCARD_SHARE_EXCLUSIVE = 1;
	readonly SCARD_SHARE_SHARED = 2;
	readonly SCARD_LEAVE_CARD = 0;
	readonly SCARD_RESET_CARD = 1;
	readonly SCARD_UNPOWER_CARD = 2;
	readonly SCARD_STATE_PRESENT = STATE.present;
	readonly SCARD_STATE_MUTE = STATE.mute;
	connected = false;
	isClosed = false;
	/** Native calls, in order. */
	readonly calls: string[] = [];
	/** Calls that are waiting for their outcome. */
	readonly pending: ((error: NativeError, value?: unknown) => void)[] = [];
	#isInCallback = false;

	constructor(name: string, sins: string[]) {
		super();
		this.name = name;
		this.#sins = sins;
	}

	/** The native thread speaks: listeners, and the promise jobs they leave, run while the reader's lock is held. */
	async say(event: 'status' | 'error' | 'end', value?: unknown): Promise<void> {
		this.#isInCallback = true;
		this.emit(event, value);
		// More promise jobs than any chain here is long.
		for (let job = 0; job < 100; job++) {
			await Promise.resolve();
		}
		this.#isInCallback = false;
		await idle();
	}

	connect(
		options: { readonly share_mode: number },
		callback: (error: unknown, protocol: number) => void,
	): void {
		if (this.connected) {
			this.#sins.push('connect while the package takes itself for connected does nothing');
		}
		this.#call(`connect ${options.share_mode}`, (error, value) => {
			this.connected = error === null;
			callback(error, Number(value));
		});
	}

	disconnect(disposition: number, callback: (error: unknown) => void): void {
		this.#call(`disconnect ${disposition}`, (error) => {
			if (error === null) {
				this.connected = false;
			}
			callback(error);
		});
	}

	transmit(
		command: Buffer,
		maxResponseBytes: number,
		protocol: number,
		callback: (error: unknown, response: Uint8Array) => void,
	): void {
		this.#call(`transmit ${command.toString('hex')} ${maxResponseBytes} ${protocol}`, (error, value) =>
			callback(error, value instanceof Uint8Array ? value : new Uint8Array()),
		);
	}

	transaction(begins: boolean, callback: (error: unknown) => void): void {
		this.#call(begins ? 'begin' : 'end', callback);
	}

	close(): void {
		if (this.#isInCallback) {
			this.#sins.push('close under the lock of the reader stops the program for ever');
		}
		if (this.pending.length > 0) {
			this.#sins.push('close during a call blocks the main thread until it ends');
		}
		this.isClosed = true;
	}

	/** Ends the call that waits longest. */
	async finish(error: NativeError, value?: unknown): Promise<void> {
		const end = this.pending.shift();
		if (end === undefined) {
			throw new Error('no call is waiting');
		}
		end(error, value);
		await idle();
	}

	#call(name: string, end: (error: NativeError, value?: unknown) => void): void {
		if (this.pending.length > 0) {
			this.#sins.push('two calls of one reader at a time hold two threads');
		}
		this.calls.push(name);
		this.pending.push(end);
	}
}
