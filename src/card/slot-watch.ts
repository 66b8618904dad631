import { limitTime } from './apdu/time-limit.ts';
import type { CardCache } from './cache/card-cache.ts';
import { OPENING, readCard } from './card-reading.ts';
import { atrHex } from './drivers/answer-to-reset.ts';
import { type AtrIdentity, identifyAtr } from './drivers/atr-table.ts';
import { cardErrorCode } from './errors.ts';
import type { SlotState } from './snapshot.ts';
import type { Timer } from './timer.ts';
import type { CardConnection, Reader } from './transport/reader-service.ts';

/** How long after a card that could not be read the next try begins. */
const RETRY_DELAY_MS = 1_000;
/** The slowest known card moves 244 bytes in 0.3 s; a reading that waits this long waits for another program. */
const READ_LIMIT_MS = 2_000;
/** Tries for one insertion where the card was lost or silent; a card that another program holds has no such bound. */
const MAX_LOST_TRIES = 3;

/** One insertion: everything that belongs to it ends with it. */
interface Insertion {
	readonly atr: string;
	readonly identity: AtrIdentity;
	readonly abort: AbortController;
	lostTries: number;
}

/**
 * What is in one reader. Every event begins a new insertion, and whatever a former one still finds out is
 * dropped: a swapped card never shows its predecessor's certificates.
 */
export class SlotWatch {
	readonly reader: Reader;
	readonly #timer: Timer;
	readonly #cache: CardCache;
	readonly #onChange: () => void;
	#state: SlotState = { kind: 'empty' };
	#insertion: Insertion | undefined;
	#cancelRetry: (() => void) | undefined;
	/** The conversations with this reader, one after the other; never rejects. */
	#conversation: Promise<void> = Promise.resolve();

	constructor(reader: Reader, timer: Timer, cache: CardCache, onChange: () => void) {
		this.reader = reader;
		this.#timer = timer;
		this.#cache = cache;
		this.#onChange = onChange;
	}

	get state(): SlotState {
		return this.#state;
	}

	/** False while something is being found out. A card in use counts as found out. */
	get isSettled(): boolean {
		return (
			this.#state.kind !== 'reading' && (this.#cancelRetry === undefined || this.#state.kind === 'in-use')
		);
	}

	/** Takes in what the reader says is in it. */
	change(slot: 'empty' | 'present' | 'mute', atr: Uint8Array | undefined): void {
		this.#end();
		if (slot === 'empty') {
			this.#show({ kind: 'empty' });
		} else if (slot === 'mute' || atr === undefined || atr.length === 0) {
			this.#show({ kind: 'unresponsive' });
		} else {
			this.#begin(atr);
		}
	}

	/** Resolves when the last conversation with the reader has ended. */
	async stop(): Promise<void> {
		this.#end();
		await this.#conversation;
	}

	#begin(atrBytes: Uint8Array): void {
		const atr = atrHex(atrBytes);
		const identity = identifyAtr(atrBytes);
		if (identity === undefined) {
			this.#show({ kind: 'foreign', atr });
			return;
		}
		const insertion: Insertion = { atr, identity, abort: new AbortController(), lostTries: 0 };
		this.#insertion = insertion;
		this.#show({ kind: 'reading', atr, progress: OPENING });
		this.#read(insertion);
	}

	#end(): void {
		this.#insertion?.abort.abort();
		this.#insertion = undefined;
		this.#cancelRetry?.();
		this.#cancelRetry = undefined;
	}

	#read(insertion: Insertion): void {
		this.#conversation = this.#conversation.then(() => this.#converse(insertion));
	}

	async #converse(insertion: Insertion): Promise<void> {
		if (insertion !== this.#insertion) {
			return;
		}
		const { atr, identity, abort } = insertion;
		let connection: CardConnection | undefined;
		try {
			// Nothing is changed and no PIN is given, so others may use the card meanwhile.
			connection = limitTime(await this.reader.connect('shared'), READ_LIMIT_MS, this.#timer);
			this.#showFor(insertion, { kind: 'reading', atr, progress: OPENING });
			const onProgress: Parameters<typeof readCard>[3] = (progress) =>
				this.#showFor(insertion, { kind: 'reading', atr, progress });
			this.#showFor(
				insertion,
				await readCard(connection, identity, atr, onProgress, abort.signal, this.#cache),
			);
		} catch (error) {
			this.#fail(insertion, error, connection !== undefined);
		} finally {
			await connection?.close('leave');
		}
	}

	#fail(insertion: Insertion, error: unknown, wasOpen: boolean): void {
		if (insertion !== this.#insertion) {
			return;
		}
		const { atr } = insertion;
		const code = cardErrorCode(error);
		switch (code) {
			case 'sharing-violation':
				this.#retry(insertion, { kind: 'in-use', atr });
				return;
			case 'timeout':
				// Before the card was open it is another program's transaction that a call waits for. Later it may be one
				// as well, or a reader that hangs, which must not be tried for ever.
				if (wasOpen) {
					this.#retryLost(insertion, { kind: 'in-use', atr }, code);
				} else {
					this.#retry(insertion, { kind: 'in-use', atr });
				}
				return;
			case 'no-card':
			case 'card-removed':
				// The reader's own word follows; until then this is what is known.
				this.#retryLost(insertion, { kind: 'empty' }, code);
				return;
			case 'card-lost':
			case 'card-reset':
			case 'service-lost':
				this.#retryLost(
					insertion,
					this.#state.kind === 'reading' ? this.#state : { kind: 'reading', atr, progress: OPENING },
					code,
				);
				return;
			case 'unresponsive-card':
				this.#show({ kind: 'unresponsive' });
				return;
			case 'access-denied':
			case 'unexpected-status':
			case 'malformed-answer':
			case 'limit-exceeded':
				this.#show({ kind: 'failed', atr, code });
		}
	}

	#retryLost(insertion: Insertion, meanwhile: SlotState, code: ReturnType<typeof cardErrorCode>): void {
		insertion.lostTries++;
		if (insertion.lostTries < MAX_LOST_TRIES) {
			this.#retry(insertion, meanwhile);
		} else if (meanwhile.kind === 'empty') {
			this.#show(meanwhile);
		} else {
			this.#show({ kind: 'failed', atr: insertion.atr, code });
		}
	}

	#retry(insertion: Insertion, meanwhile: SlotState): void {
		this.#cancelRetry = this.#timer.after(RETRY_DELAY_MS, () => {
			this.#cancelRetry = undefined;
			this.#read(insertion);
		});
		this.#show(meanwhile);
	}

	#showFor(insertion: Insertion, state: SlotState): void {
		if (insertion === this.#insertion) {
			this.#show(state);
		}
	}

	#show(state: SlotState): void {
		this.#state = state;
		this.#onChange();
	}
}
