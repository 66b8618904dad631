import { type Line, plain, type Span } from '../line.ts';
import { wrap } from '../text.ts';
import { type Spoken, say } from './spoken.ts';

/** Something that is waited for, or a time that runs out: a sentence with a number that changes by itself. */
export interface Waiting {
	readonly kind: 'waiting';
	readonly span: Span;
	/** The sentence without its number. */
	readonly lasting: string;
	/** Cut to one row instead of broken into several. */
	readonly isOneRow: boolean;
}

type Said = Span | string;

/** @param saying makes the sentence of a count: of seconds, of what was read */
export function waiting(saying: (count: number) => Said, count: number): Waiting {
	return counted(saying, count, false);
}

/** As `waiting`, on one row. */
export function waitingRow(saying: (count: number) => Said, count: number): Waiting {
	return counted(saying, count, true);
}

function counted(saying: (count: number) => Said, count: number, isOneRow: boolean): Waiting {
	return { kind: 'waiting', span: spanOf(saying(count)), lasting: spanOf(saying(0)).text, isOneRow };
}

function spanOf(said: Said): Span {
	return typeof said === 'string' ? plain(said) : said;
}

export function drawWaiting({ span, isOneRow }: Waiting, width: number): readonly Line[] {
	return isOneRow ? [[span]] : wrap(span.text, width).map((text) => [{ ...span, text }]);
}

export function speakWaiting({ span, lasting }: Waiting): readonly Spoken[] {
	return say(span.text, lasting);
}
