import type { Texts } from '#i18n';
import { bold, dim, fitLine, type Line, line, plain, type Span } from '../line.ts';
import { cut, fitText } from '../text.ts';
import type { Theme } from '../theme.ts';
import { joined, type Spoken, say, spokenHere } from './spoken.ts';

/** What stands in one column of a row. */
export interface Cell extends Span {
	/** Said in place of a sign. */
	readonly told?: string;
}

export interface TableRow {
	/** One for each column; the last one may have several pieces. */
	readonly cells: readonly (Cell | readonly Cell[])[];
	/** Whether it was chosen, where rows can be. */
	readonly isChosen?: boolean;
}

/** Rows in columns, or a window on them. */
export interface Table {
	readonly kind: 'table';
	/** Of each column but the last, in cells. */
	readonly columns: readonly number[];
	readonly heading?: readonly string[];
	readonly rows: readonly TableRow[];
	/** The row under the cursor, or -1; undefined in a table without a cursor. */
	readonly here?: number;
	/** Below them: which rows of how many these are. */
	readonly place?: string;
	/** Below them: what a sign in them means. */
	readonly legend?: string;
}

const POINTER_CELLS = 2;
const CHOSEN_CELLS = 4;

export function table(parts: Omit<Table, 'kind'>): Table {
	return { kind: 'table', ...parts };
}

export function drawTable(
	{ columns, heading, rows, here, place, legend }: Table,
	width: number,
	theme: Theme,
): readonly Line[] {
	const before = here === undefined ? 0 : POINTER_CELLS;
	return [
		...(heading === undefined
			? []
			: [[plain(' '.repeat(before)), ...drawCells(heading.map(dim), columns, width - before)]]),
		...rows.map((row, index) =>
			drawRow(row, columns, here === undefined ? undefined : index === here, width, theme),
		),
		...[place, legend].flatMap((text) => (text === undefined ? [] : [line(dim(cut(text, width)))])),
	];
}

function drawRow(
	{ cells, isChosen }: TableRow,
	columns: Table['columns'],
	isHere: boolean | undefined,
	width: number,
	{ glyphs }: Theme,
): Line {
	if (isHere === undefined) {
		return drawCells(cells, columns, width);
	}
	const pointer = isHere ? bold(`${glyphs.here} `) : plain('  ');
	if (isChosen !== undefined) {
		const mark = isChosen ? `[${glyphs.chosen}] ` : '[ ] ';
		return [
			pointer,
			isHere ? bold(mark) : plain(mark),
			...drawCells(cells, columns, width - POINTER_CELLS - CHOSEN_CELLS),
		];
	}
	const drawn = drawCells(cells, columns, width - POINTER_CELLS);
	return [
		pointer,
		...(isHere ? drawn.map(({ isDim: _dim, ...span }) => ({ ...span, isBold: true as const })) : drawn),
	];
}

function drawCells(cells: TableRow['cells'], columns: Table['columns'], width: number): Line {
	const rest = width - columns.reduce((sum, column) => sum + column, 0);
	return cells.flatMap((cell, index) => {
		const column = columns[index];
		if (!('text' in cell)) {
			return fitLine(cell.map(drawnCell), column ?? rest);
		}
		const span = drawnCell(cell);
		return [{ ...span, text: column === undefined ? cut(span.text, rest) : fitText(span.text, column) }];
	});
}

function drawnCell({ told: _told, ...span }: Cell): Span {
	return span;
}

function spokenCell(cell: Cell | readonly Cell[]): string {
	return 'text' in cell ? (cell.told ?? cell.text) : cell.map(spokenCell).join('');
}

export function speakTable({ heading, rows, here, place }: Table, { lineMode }: Texts): readonly Spoken[] {
	return [
		...say(joined(heading ?? [])),
		...rows.map(({ cells, isChosen }, index) => {
			const said = joined([
				isChosen === undefined ? '' : isChosen ? lineMode.chosen : lineMode.notChosen,
				...cells.map(spokenCell),
			]);
			return index === here ? spokenHere(said) : { text: said, lasting: said };
		}),
		...say(place ?? ''),
	];
}
