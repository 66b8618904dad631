import { type Line, line, type Tone, toned, wrap } from '#ui';

/** A sentence broken into lines. */
export function paragraph(text: string, width: number, tone?: Tone): readonly Line[] {
	return wrap(text, width).map((part) => line(toned(tone, part)));
}
