import { type Line, line, type Span } from '../line.ts';
import { joined, type Spoken, say } from './spoken.ts';

/** Pieces on one row, each in its style; cut where they are too long. Said as one sentence. */
export interface Row {
	readonly kind: 'row';
	readonly spans: Line;
}

export function row(...spans: readonly (Span | string)[]): Row {
	return { kind: 'row', spans: line(...spans) };
}

export function speakRow({ spans }: Row): readonly Spoken[] {
	return say(joined([spans.map(({ text }) => text).join('')]));
}
