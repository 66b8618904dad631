import { indent, type Line } from '../line.ts';

/** Parts that stand below each other, farther to the right than what is around them. */
export interface Group<Inner> {
	readonly kind: 'group';
	readonly parts: readonly Inner[];
	/** In cells. */
	readonly indent: number;
}

export function group<Inner>(by: number, ...parts: readonly Inner[]): Group<Inner> {
	return { kind: 'group', parts, indent: by };
}

export function drawGroup<Inner>(
	{ parts, indent: by }: Group<Inner>,
	width: number,
	drawAll: (parts: readonly Inner[], width: number) => readonly Line[],
): readonly Line[] {
	return drawAll(parts, width - by).map((spans) => indent(spans, by));
}
