import { limitTime } from './apdu/time-limit.ts';
import { CardError } from './errors.ts';
import { Patience } from './patience.ts';
import { openPatiently } from './patient-opening.ts';
import type { Timer } from './timer.ts';
import type { CardConnection, Reader } from './transport/reader-service.ts';

/** How long other programs wait for us at most, but for the file that is being read when it is over. */
const TURN_MS = 1_000;
/** pcsc-lite asks for a held card every 100 ms (`PCSCLITE_LOCK_POLL_RATE`): so long each who waits gets a try. */
const PAUSE_MS = 250;
/** Of the wait for the next turn. */
const NEXT_TURN_WAIT_MS = 5_000;
/** The slowest known card moves 244 bytes in 0.3 s; a command that waits this long has no answer. */
const COMMAND_LIMIT_MS = 2_000;

/**
 * A card for a reading that is made in turns. Within a turn no command of another program comes between ours, as each is
 * a transaction; between two turns the programs that wait have the card.
 */
export class CardTurns implements Pick<CardConnection, 'transmit'> {
	readonly #reader: Reader;
	readonly #timer: Timer;
	readonly #signal: AbortSignal;
	#connection: CardConnection | undefined;
	/** A try to open the card that outlived its wait; never rejects. */
	#late: Promise<void> | undefined;
	#isTurnOver = false;
	#hasSent = false;
	#cancelTurn: (() => void) | undefined;

	/** @param signal ends every wait for a turn */
	constructor(reader: Reader, timer: Timer, signal: AbortSignal) {
		this.#reader = reader;
		this.#timer = timer;
		this.#signal = signal;
	}

	/**
	 * Begins the first turn.
	 *
	 * @returns `in-use` where other programs held the card for all of `waitMs`
	 * @throws CardError as `Reader.connect`, and the signal's reason
	 */
	async begin(waitMs: number): Promise<'begun' | 'in-use'> {
		using patience = new Patience(waitMs, this.#timer, this.#signal);
		const manner = {
			mode: 'transaction',
			firstPauseMs: 15,
			lastPauseMs: 60,
			lateDisposition: 'leave',
		} as const;
		const opened = await openPatiently(this.#reader, manner, patience, (closing) => {
			this.#late = closing;
		});
		if (opened === undefined) {
			return 'in-use';
		}
		this.#connection = limitTime(opened, COMMAND_LIMIT_MS, this.#timer);
		this.#isTurnOver = false;
		this.#cancelTurn = this.#timer.after(TURN_MS, () => {
			this.#isTurnOver = true;
		});
		return 'begun';
	}

	/** Whether the card got a command in any of these turns. */
	get hasSent(): boolean {
		return this.#hasSent;
	}

	/** @throws CardError as `CardConnection.transmit` */
	transmit(command: Uint8Array): Promise<Uint8Array> {
		if (this.#connection === undefined) {
			throw new TypeError('no turn has begun');
		}
		this.#hasSent = true;
		return this.#connection.transmit(command);
	}

	/**
	 * Lets other programs have the card where this turn has lasted long enough. True where they could: then nothing is
	 * selected any more.
	 *
	 * @throws CardError as `Reader.connect`, `sharing-violation` where they do not give it back, and the signal's reason
	 */
	async giveWay(): Promise<boolean> {
		if (!this.#isTurnOver) {
			return false;
		}
		await this.end();
		using pause = new Patience(PAUSE_MS, this.#timer, this.#signal);
		await pause.over();
		if ((await this.begin(NEXT_TURN_WAIT_MS)) === 'in-use') {
			throw new CardError('sharing-violation', 'another program keeps the card in the middle of a reading');
		}
		return true;
	}

	/** Gives the card back as it is; resolves when nothing of this reading has it any more. */
	async end(): Promise<void> {
		this.#cancelTurn?.();
		const connection = this.#connection;
		this.#connection = undefined;
		await connection?.close('leave');
		await this.#late;
	}
}
