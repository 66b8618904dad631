import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What the program is doing while a card answers with a stream. */
export const FUZZ_TARGETS = ['list', 'again', 'verify', 'sign'] as const;
export type FuzzTarget = (typeof FUZZ_TARGETS)[number];

/** What becomes of a command behind the last answer: the card is gone, or says the last thing for ever. */
export type StreamEnd = 'lost' | 'repeats';

/** A card reduced to what it says, whatever it is asked. */
export interface ReplyStream {
	readonly target: FuzzTarget;
	readonly end: StreamEnd;
	readonly atr: Uint8Array;
	readonly replies: readonly Uint8Array[];
}

/** Streams that are kept: what cards say that behave, and what once led somewhere that no other did. */
export const CORPUS_PATH = fileURLToPath(new URL('./corpus/replies.txt', import.meta.url));

const NO_BYTES = '-';

/** One stream a line: target, end, ATR and replies in hexadecimal. Empty lines and those behind `#` are not read. */
export function readStreams(text: string): readonly ReplyStream[] {
	return text
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'))
		.map((line, index) => {
			const [target, end, atr, ...replies] = line.split(' ');
			const known = FUZZ_TARGETS.find((name) => name === target);
			if (known === undefined || (end !== 'lost' && end !== 'repeats') || atr === undefined) {
				throw new TypeError(`no stream: number ${index + 1} of the corpus`);
			}
			return { target: known, end, atr: bytesOf(atr), replies: replies.map(bytesOf) };
		});
}

export function writeStream({ target, end, atr, replies }: ReplyStream): string {
	return [target, end, ...[atr, ...replies].map(hexOf)].join(' ');
}

export function readCorpus(): readonly ReplyStream[] {
	return readStreams(readFileSync(CORPUS_PATH, 'utf8'));
}

function bytesOf(text: string): Uint8Array {
	if (text !== NO_BYTES && !/^(?:[0-9A-F]{2})+$/.test(text)) {
		throw new TypeError(`no bytes: ${text}`);
	}
	return text === NO_BYTES ? new Uint8Array() : Uint8Array.from(Buffer.from(text, 'hex'));
}

function hexOf(bytes: Uint8Array): string {
	return bytes.length === 0 ? NO_BYTES : Buffer.from(bytes).toString('hex').toUpperCase();
}
