import { openPinChannel, type PinChannel } from './apdu/channel.ts';
import { limitTime } from './apdu/time-limit.ts';
import { logTraffic, type TrafficListener } from './apdu/traffic-log.ts';
import { Patience } from './patience.ts';
import { type OpeningManner, openPatiently } from './patient-opening.ts';
import type { Timer } from './timer.ts';
import type { Reader } from './transport/reader-service.ts';

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
	converse<T>(options: WaitOptions, talk: (channel: PinChannel) => Promise<T>): Conversed<T>;
}

/** As {@link Held}. `isReset` is false where the card may be left with what was entered, as it could not be reset. */
export type Conversed<T> = Promise<
	{ readonly kind: 'held'; readonly value: T; readonly isReset: boolean } | { readonly kind: 'in-use' }
>;

export interface WaitOptions {
	/** Ends the waiting, and the conversation up to its PIN-bearing command. */
	readonly signal: AbortSignal;
	readonly waitMs: number;
}

export type Held<T> = Promise<{ readonly kind: 'held'; readonly value: T } | { readonly kind: 'in-use' }>;

const ALONE: OpeningManner = {
	mode: 'exclusive',
	firstPauseMs: 250,
	lastPauseMs: 250,
	lateDisposition: 'reset',
};
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
		onLate: (closing: Promise<void>) => void,
	): Conversed<T> => {
		using patience = new Patience(waitMs, timer, signal);
		const opened = await openPatiently(reader, ALONE, patience, onLate);
		if (opened === undefined) {
			return { kind: 'in-use' };
		}
		const connection = limitTime(
			onTraffic === undefined ? opened : logTraffic(opened, onTraffic),
			ANSWER_LIMIT_MS,
			timer,
		);
		const talking = talk(openPinChannel(connection, signal));
		// However it ends, the card is reset.
		await talking.catch(() => undefined);
		const isReset = (await connection.close('reset')) !== 'not-done';
		return { kind: 'held', value: await talking, isReset };
	};

	return {
		async reserve(reader, options, work) {
			const before = lastTurns.get(reader) ?? Promise.resolve();
			const { promise: ended, resolve: end } = Promise.withResolvers<void>();
			const late: Promise<void>[] = [];
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
					value: await work({
						converse: (wait, talk) => converse(reader, wait, talk, (closing) => late.push(closing)),
					}),
				};
			} finally {
				// A card that opens late is given back before the next one asks for it.
				void Promise.all(late).then(() => end());
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
