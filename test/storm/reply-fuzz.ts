import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { type AkisCard, type CardConnection, CardError, createPinDesk, type Reader } from '#card';
import { SecretText } from '#text';
import { MAX_APDUS } from '../../src/card/apdu/channel.ts';
import { type CardCache, createCardCache } from '../../src/card/cache/card-cache.ts';
import { readCard } from '../../src/card/card-reading.ts';
import { atrHex } from '../../src/card/drivers/answer-to-reset.ts';
import { identifyAtr } from '../../src/card/drivers/atr-table.ts';
import { createRandomSource, type RandomSource } from '../../src/sandbox/random.ts';
import { hurriedTimer } from '../unit/card/hurried-timer.ts';
import type { ReplyStream } from './reply-streams.ts';

export interface StreamResult {
	/** What it came to, in words that two streams share where they led to the same place. */
	readonly outcome: string;
	readonly commands: number;
	readonly milliseconds: number;
	/** Promises that were broken; none on a good day. */
	readonly broken: readonly string[];
}

export interface ReplyFuzzOptions {
	readonly seed: number;
	readonly streams: number;
	/** Streams to begin with; the first is that of a card that is read whole, and the card of every act. */
	readonly corpus: readonly ReplyStream[];
	/** Hears of every stream that was played. */
	readonly onResult?: (stream: ReplyStream, result: StreamResult) => void;
}

export interface ReplyFuzzReport {
	readonly outcomes: ReadonlyMap<string, number>;
	readonly mostCommands: number;
	readonly longestMs: number;
	readonly broken: readonly string[];
}

const PIN = '471108';
const DIGEST = createHash('sha256').update('a document').digest();
/** What reading sends: SELECT, READ BINARY, GET RESPONSE and, to v1.0, LIST FILES. */
const READING = [0xa4, 0xb0, 0xc0, 0x18];
/** An act sends these too: GET DATA, VERIFY, and for a signature MSE and PSO. */
const ACTING = [...READING, 0xca, 0x20, 0x22, 0x2a];
const INS_VERIFY = 0x20;
/** Each conversation of an act has the bound of its own; there are two at most. */
const MOST_COMMANDS = 2 * MAX_APDUS;
const NAMED: readonly string[] = [
	'done',
	'signed',
	'not-signed',
	'wrong',
	'blocked',
	'declined',
	'unknown',
	'refused',
	'not-supported',
	'card-gone-before',
	'needs-last-try-confirmation',
];
/** Control characters, and those that change the direction of what follows. */
const NOT_CLEAN = /[\p{Cc}\u{202A}-\u{202E}\u{2066}-\u{2069}]/u;
const NEVER = new AbortController().signal;
const STREAMS_A_BREATH = 50;
/** As many as `hurriedTimer` takes to see that nobody waits any more, and some. */
const TURNS_A_BREATH = 8;

/** Plays every stream of the corpus, then so many mutated ones. The same seed and corpus give the same streams. */
export async function runReplyFuzz(options: ReplyFuzzOptions): Promise<ReplyFuzzReport> {
	const { seed, streams, corpus, onResult } = options;
	const random = createRandomSource(seed);
	const stage = await openStage(corpus);
	const outcomes = new Map<string, number>();
	const broken: string[] = [];
	let mostCommands = 0;
	let longestMs = 0;
	for (let number = 0; number < corpus.length + streams; number++) {
		if (number % STREAMS_A_BREATH === 0) {
			// A card that answers at once never lets the event loop turn, on which the timers of former acts wait to end.
			for (let turn = 0; turn < TURNS_A_BREATH; turn++) {
				await setImmediate();
			}
		}
		const stream = corpus[number] ?? mutated(corpus, random);
		const result = await playStream(stage, stream);
		outcomes.set(result.outcome, (outcomes.get(result.outcome) ?? 0) + 1);
		mostCommands = Math.max(mostCommands, result.commands);
		longestMs = Math.max(longestMs, result.milliseconds);
		broken.push(...result.broken.map((what) => `stream ${number + 1}: ${what}`));
		onResult?.(stream, result);
	}
	return { outcomes, mostCommands, longestMs, broken };
}

/** What the acts are about: the card as it was read, and what is remembered of it. */
interface FuzzStage {
	readonly card: AkisCard;
	readonly remember: () => CardCache;
}

async function openStage([first]: readonly ReplyStream[]): Promise<FuzzStage> {
	const identity = first === undefined ? undefined : identifyAtr(first.atr);
	if (first === undefined || identity === undefined) {
		throw new TypeError('the corpus begins with no AKİS card');
	}
	const cache = createCardCache(undefined);
	const { connection } = playback(first, []);
	const { card } = await readCard(connection, identity, atrHex(first.atr), () => undefined, NEVER, cache);
	const known = await cache.candidates(card.atr);
	return {
		card,
		remember() {
			const own = createCardCache(undefined);
			for (const remembered of known) {
				own.remember(remembered);
			}
			return own;
		},
	};
}

async function playStream(stage: FuzzStage, stream: ReplyStream): Promise<StreamResult> {
	const sent: number[] = [];
	const startedAt = performance.now();
	let outcome: string;
	let words = '';
	try {
		const told =
			stream.target === 'list' || stream.target === 'again'
				? reading(stage, stream, sent)
				: acting(stage, stream, sent);
		({ outcome, words } = await told);
	} catch (error) {
		outcome = error instanceof CardError ? `error ${error.code}` : `exception ${String(error)}`;
	}
	const milliseconds = performance.now() - startedAt;
	const isReading = stream.target === 'list' || stream.target === 'again';
	const promises: Readonly<Record<string, boolean>> = {
		'a named outcome': !outcome.startsWith('exception'),
		'known instructions alone': sent.every((ins) => (isReading ? READING : ACTING).includes(ins)),
		'at most one PIN': sent.filter((ins) => ins === INS_VERIFY).length <= (isReading ? 0 : 1),
		'an end within the bound of commands': sent.length <= MOST_COMMANDS,
		'no PIN in what is told': isReading || !words.includes(PIN),
	};
	return {
		outcome: `${stream.target}: ${outcome}`,
		commands: sent.length,
		milliseconds,
		broken: Object.entries(promises)
			.filter(([, isKept]) => !isKept)
			.map(([what]) => `not kept (${stream.target}, ${outcome}): ${what}`),
	};
}

interface Told {
	readonly outcome: string;
	readonly words: string;
}

async function reading(stage: FuzzStage, stream: ReplyStream, sent: number[]): Promise<Told> {
	const identity = identifyAtr(stream.atr);
	if (identity === undefined) {
		return { outcome: 'foreign', words: '' };
	}
	const cache = stream.target === 'again' ? stage.remember() : createCardCache(undefined);
	const { connection } = playback(stream, sent);
	const state = await readCard(connection, identity, atrHex(stream.atr), () => undefined, NEVER, cache);
	const { certificates, unreadable, generation } = state.card;
	const texts = certificates.flatMap(({ label = '', certificate: { title, issuer, holderNumber = '' } }) => [
		label,
		title,
		issuer,
		holderNumber,
	]);
	if (texts.some((text) => NOT_CLEAN.test(text))) {
		throw new TypeError('a text that is not clean');
	}
	const reasons = [...new Set(unreadable.map(({ reason }) => reason))].sort();
	return {
		outcome: `${state.kind} ${generation}, ${Math.min(certificates.length, 3)} certificates, ${reasons.join(' ')}`,
		words: '',
	};
}

async function acting({ card }: FuzzStage, stream: ReplyStream, sent: number[]): Promise<Told> {
	const [certificate] = card.certificates;
	if (certificate === undefined) {
		throw new TypeError('the card of the corpus has no certificate');
	}
	// What a lost answer leaves of the stream is what the look after it gets.
	const { connection } = playback(stream, sent);
	const reader: Reader = { name: 'stream', isVirtual: true, connect: async () => connection };
	const desk = createPinDesk({ timer: hurriedTimer() });
	const pin = SecretText.of(PIN);
	const request = { reader, card, origin: 'typed', confirmedLastTry: true, signal: NEVER, pin } as const;
	const outcome =
		stream.target === 'verify'
			? await desk.verifyPin(request)
			: await desk.sign({ ...request, certificate, hash: 'sha256', digest: DIGEST });
	if (!NAMED.includes(outcome.kind)) {
		throw new TypeError(`an outcome without a name: ${outcome.kind}`);
	}
	const detail =
		outcome.kind === 'unknown' || outcome.kind === 'card-gone-before' || outcome.kind === 'not-signed'
			? outcome.code
			: outcome.kind === 'not-supported' || outcome.kind === 'declined'
				? outcome.reason
				: '';
	return { outcome: `${outcome.kind} ${detail}`, words: JSON.stringify(outcome) };
}

/** A card that answers with the stream, and notes the instructions of what it was asked. */
function playback({ replies, end }: ReplyStream, sent: number[]): { readonly connection: CardConnection } {
	let position = 0;
	return {
		connection: {
			async transmit(command) {
				sent.push(command[1] ?? -1);
				const reply = replies[position] ?? (end === 'repeats' ? replies.at(-1) : undefined);
				position++;
				if (reply === undefined || reply.length < 2) {
					throw new CardError('card-lost', 'the stream is over');
				}
				return reply;
			},
			close: async () => undefined,
		},
	};
}

const STATUS_WORDS = [
	0x9000, 0x6100, 0x61f4, 0x6c00, 0x6c10, 0x6282, 0x63c2, 0x63c0, 0x6700, 0x6982, 0x6983, 0x6a82, 0x6a86,
	0x6b00, 0x6d00, 0x6f00, 0x0000, 0xffff,
];
const TELLING_BYTES = [
	0x00, 0x01, 0x04, 0x30, 0x3f, 0x61, 0x6f, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x90, 0xa0, 0xa1, 0xa8, 0xfe, 0xff,
];
const MOST_CHANGES = 4;
const LONGEST_REPLY = 300;

/** Numbers from a source that gives bytes a block at a time. */
class Draw {
	readonly #random: RandomSource;
	#block: Uint8Array = new Uint8Array();
	#position = 0;

	constructor(random: RandomSource) {
		this.#random = random;
	}

	/** 0 to below `limit`, which is 65 536 at most. */
	below(limit: number): number {
		if (this.#position + 2 > this.#block.length) {
			this.#block = this.#random.bytes(64);
			this.#position = 0;
		}
		const [high = 0, low = 0] = this.#block.subarray(this.#position, this.#position + 2);
		this.#position += 2;
		return limit === 0 ? 0 : (high * 256 + low) % limit;
	}

	of<T>(among: readonly T[], fallback: T): T {
		return among[this.below(among.length)] ?? fallback;
	}
}

function mutated(corpus: readonly ReplyStream[], random: RandomSource): ReplyStream {
	const draw = new Draw(random);
	const [first] = corpus;
	if (first === undefined) {
		throw new TypeError('an empty corpus');
	}
	const stream = draw.of(corpus, first);
	const replies = [...stream.replies];
	const changes = 1 + draw.below(MOST_CHANGES);
	for (let change = 0; change < changes; change++) {
		const at = draw.below(replies.length);
		const reply = replies[at] ?? new Uint8Array();
		switch (draw.below(8)) {
			case 0:
				replies.splice(at, 1);
				break;
			case 1:
				replies.splice(at, 0, reply);
				break;
			case 2:
				replies[at] = draw.of(draw.of(corpus, stream).replies, reply);
				break;
			case 3:
				replies[at] = withStatus(reply, draw.of(STATUS_WORDS, 0x9000));
				break;
			default:
				replies[at] = changedBytes(reply, draw);
		}
	}
	return {
		target: stream.target,
		end: draw.below(8) === 0 ? 'repeats' : stream.end,
		atr: draw.below(16) === 0 ? changedBytes(stream.atr, draw) : stream.atr,
		replies,
	};
}

function withStatus(reply: Uint8Array, word: number): Uint8Array {
	return Uint8Array.of(...reply.subarray(0, -2), word >> 8, word & 0xff);
}

function changedBytes(reply: Uint8Array, draw: Draw): Uint8Array {
	const changed = Uint8Array.from(reply);
	// Most of what a card says about lengths stands in the first bytes.
	const at = draw.below(draw.below(2) === 0 ? Math.min(16, changed.length) : changed.length);
	switch (draw.below(6)) {
		case 0:
			changed[at] = (changed[at] ?? 0) ^ (1 << draw.below(8));
			return changed;
		case 1:
			changed[at] = draw.of(TELLING_BYTES, 0);
			return changed;
		case 2:
			changed[at] = draw.below(256);
			return changed;
		case 3:
			return changed.subarray(0, at);
		case 4:
			return changed.fill(draw.of([0x00, 0xff, 0x30], 0), at, at + draw.below(40));
		default: {
			const more = new Uint8Array(draw.below(LONGEST_REPLY)).fill(draw.of(TELLING_BYTES, 0));
			const longer = Buffer.concat([changed.subarray(0, at), more, changed.subarray(at)]);
			return Uint8Array.from(longer.subarray(0, LONGEST_REPLY));
		}
	}
}
