import { openPinChannel, type PinChannel } from './apdu/channel.ts';
import { limitTime } from './apdu/time-limit.ts';
import { logTraffic, type TrafficListener } from './apdu/traffic-log.ts';
import { cardErrorCode } from './errors.ts';
import { Patience } from './patience.ts';
import type { Timer } from './timer.ts';
import type { CardConnection, Reader } from './transport/reader-service.ts';

/**
 * Conversations in which a PIN may be sent. They are held in exclusive mode, for pcscd then resets the card when
 * the program dies, and each ends with a reset, whatever way it ends: no program finds the card verified.
 */
export interface CardConversations {
	/**
	 * Keeps the reader for `work`: nobody else of this program gets a turn at it before that ended.
	 *
	 * @returns `in-use` where the reader was not free within `waitMs`
	 * @throws the signal's reason while waiting, and whatever `work` throws
	 */
	reserve<T>(reader: Reader, options: WaitOptions, work: (reserved: ReservedReader) => Promise<T>): Held<T>;
}

export interface ReservedReader {
	/**
	 * Opens the card for `talk` alone. Everything a person has to type is there before: while the card is open
	 * nobody waits for anyone.
	 *
	 * @returns `in-use` where another program did not let go of the card within `waitMs`
	 * @throws CardError where the card cannot be opened, the signal's reason while waiting, and whatever `talk` throws
	 */
	converse<T>(options: WaitOptions, talk: (channel: PinChannel) => Promise<T>): Held<T>;
}

export interface WaitOptions {
	/** Ends the waiting, and the conversation up to its PIN-bearing command. */
	readonly signal: AbortSignal;
	readonly waitMs: number;
}

export type Held<T> = Promise<{ readonly kind: 'held'; readonly value: T } | { readonly kind: 'in-use' }>;

/** Between two tries to open a card that another program holds. */
const RETRY_DELAY_MS = 250;
/** A signature takes an old card two seconds; what takes longer has no answer to wait for. */
const ANSWER_LIMIT_MS = 5_000;

/** @param onTraffic hears of every command; PINs are not in what it hears */
export function createCardConversations(timer: Timer, onTraffic?: TrafficListener): CardConversations {
	/** Settles when nobody has the reader any more; never rejects. */
	const lastTurns = new WeakMap<Reader, Promise<unknown>>();

	const converse = async <T>(
		reader: Reader,
		{ signal, waitMs }: WaitOptions,
		talk: (channel: PinChannel) => Promise<T>,
	): Held<T> => {
		using patience = new Patience(waitMs, timer, signal);
		const opened = await openPatiently(reader, patience);
		if (opened === undefined) {
			return { kind: 'in-use' };
		}
		const connection = limitTime(
			onTraffic === undefined ? opened : logTraffic(opened, onTraffic),
			ANSWER_LIMIT_MS,
			timer,
		);
		try {
			return { kind: 'held', value: await talk(openPinChannel(connection, signal)) };
		} finally {
			await connection.close('reset');
		}
	};

	return {
		async reserve(reader, options, work) {
			const before = lastTurns.get(reader) ?? Promise.resolve();
			const { promise: ended, resolve: end } = Promise.withResolvers<void>();
			lastTurns.set(
				reader,
				before.then(() => ended),
			);
			try {
				if ((await waitForTurn(before, options, timer)) === 'over') {
					return { kind: 'in-use' };
				}
				return {
					kind: 'held',
					value: await work({ converse: (wait, talk) => converse(reader, wait, talk) }),
				};
			} finally {
				end();
			}
		},
	};
}

async function waitForTurn(
	before: Promise<unknown>,
	{ signal, waitMs }: WaitOptions,
	timer: Timer,
): Promise<unknown> {
	using patience = new Patience(waitMs, timer, signal);
	return await patience.first(before);
}

/** The open card, or undefined where another program held it all the time. */
async function openPatiently(reader: Reader, patience: Patience): Promise<CardConnection | undefined> {
	for (;;) {
		const opening = reader.connect('exclusive');
		try {
			const opened = await patience.first(opening);
			if (opened !== 'over') {
				return opened;
			}
			closeWhenOpen(opening);
			return undefined;
		} catch (error) {
			patience.throwIfAborted(() => closeWhenOpen(opening));
			const code = cardErrorCode(error);
			// A connect that times out waits for another program's transaction.
			if (code !== 'sharing-violation' && code !== 'timeout') {
				throw error;
			}
		}
		if ((await patience.pause(RETRY_DELAY_MS)) === 'over') {
			return undefined;
		}
	}
}

/** Nobody waits for it any more, and an open card would keep every other program out. */
function closeWhenOpen(opening: Promise<CardConnection>): void {
	opening.then(
		(connection) => connection.close('reset'),
		// Never opened: nothing to close, and whoever asked has been told already.
		() => undefined,
	);
}
