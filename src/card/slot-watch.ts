import type { CardErrorCode, SlotState } from '#card-model';
import { cardGap } from '#card-rules';
import type { CardCache } from './cache/card-cache.ts';
import { OPENING, readCard, readUnknownCard } from './card-reading.ts';
import { CardTurns } from './card-turns.ts';
import { atrHex, MAX_ATR_BYTES } from './drivers/answer-to-reset.ts';
import { type AtrIdentity, identifyAtr } from './drivers/atr-table.ts';
import { cardErrorCode, cardStatusWord } from './errors.ts';
import type { Timer } from './timer.ts';
import type { Reader } from './transport/reader-service.ts';

/** How long after a card that could not be read the next try begins. */
const RETRY_DELAY_MS = 1_000;
/** The same, once the person was told that it could not be read. */
const LATER_RETRY_DELAY_MS = 5_000;
/** How long other programs may use a card that was put in before the person is told so; they all start with it. */
const FIRST_WAIT_MS = 5_000;
/** The same for each later try. */
const LATER_WAIT_MS = 500;
/** Lost tries before the person is told that the card could not be read. */
const MAX_LOST_TRIES = 3;

/** What keeps a card from being asked at all, so that it is asked again or told as what it is. */
const OF_NO_ANSWER: readonly CardErrorCode[] = [
	'sharing-violation',
	'no-card',
	'card-removed',
	'card-lost',
	'card-reset',
	'service-lost',
	'unresponsive-card',
	'access-denied',
];

/** One insertion: everything that belongs to it ends with it. */
interface Insertion {
	readonly atr: string;
	/** Undefined where the table of ATRs does not have this one. */
	readonly identity: AtrIdentity | undefined;
	readonly abort: AbortController;
	lostTries: number;
	/** The card got a command of this program. */
	wasAsked: boolean;
	/** The person was told what is the matter; the tries go on behind it. */
	isTold: boolean;
	/** A command was left without an answer: what does not open now waits for that one, not for another program. */
	isSilent: boolean;
}

/** Whether there is more to be had of the card than what is known. */
function isReadAgain(state: SlotState): boolean {
	return state.kind === 'failed' || ('card' in state && cardGap(state.card) !== undefined);
}

/**
 * What is in one reader. Every event begins a new insertion, and whatever a former one still finds out is
 * dropped: a swapped card never shows its predecessor's certificates.
 */
export class SlotWatch {
	readonly reader: Reader;
	readonly #timer: Timer;
	readonly #cache: CardCache;
	readonly #wantsChipSerial: boolean;
	readonly #onChange: () => void;
	#state: SlotState = { kind: 'empty' };
	#insertion: Insertion | undefined;
	#cancelRetry: (() => void) | undefined;
	/** The conversations with this reader, one after the other; never rejects. */
	#conversation: Promise<void> = Promise.resolve();

	constructor(
		reader: Reader,
		timer: Timer,
		cache: CardCache,
		wantsChipSerial: boolean,
		onChange: () => void,
	) {
		this.reader = reader;
		this.#timer = timer;
		this.#cache = cache;
		this.#wantsChipSerial = wantsChipSerial;
		this.#onChange = onChange;
	}

	get state(): SlotState {
		return this.#state;
	}

	/** False while something is being found out. A card in use, or one that failed, counts as found out. */
	get isSettled(): boolean {
		return (
			this.#state.kind !== 'reading' && (this.#cancelRetry === undefined || this.#insertion?.isTold === true)
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

	/** Reads a card anew that could not be read, or not whole, without waiting for the next try. */
	readAgain(): void {
		const insertion = this.#insertion;
		if (insertion !== undefined && isReadAgain(this.#state)) {
			this.#cancelRetry?.();
			this.#cancelRetry = undefined;
			insertion.isTold = false;
			insertion.lostTries = 0;
			this.#show({ kind: 'reading', atr: insertion.atr, progress: OPENING });
			this.#read(insertion);
		}
	}

	/** Resolves when the last conversation with the reader has ended. */
	async stop(): Promise<void> {
		this.#end();
		await this.#conversation;
	}

	#begin(atrBytes: Uint8Array): void {
		const atr = atrHex(atrBytes);
		if (atrBytes.length > MAX_ATR_BYTES) {
			// No answer to reset: what sends it is not asked for more.
			this.#show({ kind: 'foreign', atr });
			return;
		}
		const insertion: Insertion = {
			atr,
			identity: identifyAtr(atrBytes),
			abort: new AbortController(),
			lostTries: 0,
			wasAsked: false,
			isTold: false,
			isSilent: false,
		};
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
		const turns = new CardTurns(this.reader, this.#timer, abort.signal);
		let isOpen = false;
		try {
			if ((await turns.begin(insertion.isTold ? LATER_WAIT_MS : FIRST_WAIT_MS)) === 'in-use') {
				this.#tellUse(insertion);
				return;
			}
			isOpen = true;
			const onProgress: Parameters<typeof readCard>[3] = (progress) =>
				this.#showFor(insertion, { kind: 'reading', atr, progress });
			if (this.#state.kind !== 'failed') {
				onProgress(OPENING);
			}
			const read =
				identity === undefined
					? await readUnknownCard(turns, atr, onProgress, abort.signal, this.#cache)
					: await readCard(
							turns,
							identity,
							atr,
							onProgress,
							abort.signal,
							this.#cache,
							this.#wantsChipSerial,
						);
			insertion.isTold = false;
			insertion.wasAsked = true;
			this.#showFor(insertion, read);
		} catch (error) {
			insertion.wasAsked ||= turns.hasSent;
			this.#fail(insertion, cardErrorCode(error), cardStatusWord(error), isOpen);
		} finally {
			await turns.end();
		}
	}

	#fail(insertion: Insertion, code: CardErrorCode, statusWord: string | undefined, wasOpen: boolean): void {
		if (insertion !== this.#insertion) {
			return;
		}
		const { atr, identity } = insertion;
		if (identity === undefined && !OF_NO_ANSWER.includes(code)) {
			// Nothing says that it is an AKİS card, and it has been asked.
			this.#show({ kind: 'foreign', atr });
			return;
		}
		switch (code) {
			case 'sharing-violation':
				this.#tellUse(insertion);
				return;
			case 'timeout':
				// Within a turn no other program has the card: it is the card, or its reader, that does not answer.
				insertion.isSilent ||= wasOpen;
				this.#tell(insertion, { kind: 'failed', atr, code }, LATER_RETRY_DELAY_MS);
				return;
			case 'no-card':
			case 'card-removed':
				// The reader's own word follows; until then this is what is known.
				this.#loseTry(insertion, { kind: 'empty' }, code);
				return;
			case 'card-lost':
			case 'card-reset':
			case 'service-lost':
				this.#loseTry(
					insertion,
					this.#state.kind === 'reading' || this.#state.kind === 'failed'
						? this.#state
						: { kind: 'reading', atr, progress: OPENING },
					code,
				);
				return;
			case 'unresponsive-card':
				this.#show({ kind: 'unresponsive' });
				return;
			case 'access-denied':
			case 'unexpected-status':
			case 'terminated':
			case 'malformed-answer':
			case 'limit-exceeded':
				this.#show({ kind: 'failed', atr, code, ...(statusWord === undefined ? {} : { statusWord }) });
		}
	}

	#tellUse(insertion: Insertion): void {
		if (insertion !== this.#insertion) {
			return;
		}
		const { atr, isSilent, wasAsked } = insertion;
		if (isSilent) {
			this.#tell(insertion, { kind: 'failed', atr, code: 'timeout' }, LATER_RETRY_DELAY_MS);
		} else {
			const state: SlotState = wasAsked ? { kind: 'in-use', atr, wasAsked } : { kind: 'in-use', atr };
			this.#tell(insertion, state, RETRY_DELAY_MS);
		}
	}

	#loseTry(insertion: Insertion, meanwhile: SlotState, code: CardErrorCode): void {
		insertion.lostTries++;
		if (insertion.lostTries < MAX_LOST_TRIES) {
			this.#retry(insertion, meanwhile, RETRY_DELAY_MS);
		} else if (meanwhile.kind === 'empty') {
			this.#show(meanwhile);
		} else {
			this.#tell(insertion, { kind: 'failed', atr: insertion.atr, code }, LATER_RETRY_DELAY_MS);
		}
	}

	/** What is the matter, and the tries go on. */
	#tell(insertion: Insertion, state: SlotState, retryMs: number): void {
		insertion.isTold = true;
		this.#retry(insertion, state, retryMs);
	}

	#retry(insertion: Insertion, meanwhile: SlotState, delayMs: number): void {
		this.#cancelRetry = this.#timer.after(delayMs, () => {
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
