import { dim, type Line, line, scrolled as windowOn } from '../line.ts';

/** A window on parts that may be longer than the room there is; said from the first to the last. */
export interface Scrolled<Inner> {
	readonly kind: 'scrolled';
	readonly parts: readonly Inner[];
	/** The first row to be seen, if the text goes that far. */
	readonly first: number;
	/** Of the window, with the one that says that there is more. */
	readonly rows: number;
	readonly more: string;
}

export function drawScrolled<Inner>(
	{ parts, first, rows, more }: Scrolled<Inner>,
	width: number,
	drawAll: (parts: readonly Inner[], width: number) => readonly Line[],
): readonly Line[] {
	const all = drawAll(parts, width);
	return all.length <= rows ? all : [...windowOn(all, first, rows - 1), line(dim(more))];
}
