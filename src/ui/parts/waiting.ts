import { type Line, plain, type Span } from '../line.ts';
import { wrap, wrapWithin } from '../text.ts';
import { type Spoken, say } from './spoken.ts';

/** Something that is waited for, or a time that runs out: a sentence with a number that changes by itself. */
export interface Waiting {
	readonly kind: 'waiting';
	readonly span: Span;
	/** The sentence as it is with the count 1: the same whatever is counted. */
	readonly lasting: string;
	/** Rows at most; `one`: it is cut and not broken. */
	readonly most: number | 'one' | undefined;
}

type Said = Span | string;

/**
 * @param saying makes the sentence of a count: of seconds, of what was read
 * @param most rows; default: as many as it needs
 */
export function waiting(saying: (count: number) => Said, count: number, most?: Waiting['most']): Waiting {
	return { kind: 'waiting', span: spanOf(saying(count)), lasting: spanOf(saying(1)).text, most };
}

/** As `waiting`, on one row. */
export function waitingRow(saying: (count: number) => Said, count: number): Waiting {
	return waiting(saying, count, 'one');
}

function spanOf(said: Said): Span {
	return typeof said === 'string' ? plain(said) : said;
}

export function drawWaiting({ span, most }: Waiting, width: number): readonly Line[] {
	if (most === 'one') {
		return [[span]];
	}
	const texts = most === undefined ? wrap(span.text, width) : wrapWithin(span.text, width, most);
	return texts.map((text) => [{ ...span, text }]);
}

export function speakWaiting({ span, lasting }: Waiting): readonly Spoken[] {
	return say(span.text, lasting);
}
