import { EMPTY_LINE, fitLine, type Line, plain } from '../line.ts';

/** Parts beside each other; said one column after the other. */
export interface Columns<Inner> {
	readonly kind: 'columns';
	readonly columns: readonly {
		readonly parts: readonly Inner[];
		/** In cells. */
		readonly cells: number;
	}[];
	/** Cells between two of them. */
	readonly gap: number;
}

export function columns<Inner>(gap: number, ...all: Columns<Inner>['columns']): Columns<Inner> {
	return { kind: 'columns', columns: all, gap };
}

export function drawColumns<Inner>(
	{ columns: all, gap }: Columns<Inner>,
	drawAll: (parts: readonly Inner[], width: number) => readonly Line[],
): readonly Line[] {
	const drawn = all.map(({ parts, cells }) => drawAll(parts, cells));
	const height = Math.max(0, ...drawn.map(({ length }) => length));
	return Array.from({ length: height }, (_, row) =>
		drawn.flatMap((lines, column) => [
			...(column === 0 ? [] : [plain(' '.repeat(gap))]),
			...fitLine(lines[row] ?? EMPTY_LINE, all[column]?.cells ?? 0),
		]),
	);
}
