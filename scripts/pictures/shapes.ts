import { CELL } from './cell.ts';

/* Characters of a terminal that have to meet those beside and below them, as paths of SVG. */

/** The middle of a cell, on the middle of a pixel: a line of 1 is sharp there. */
const MIDDLE = { x: Math.floor(CELL.width / 2) + 0.5, y: Math.floor(CELL.height / 2) - 0.5 } as const;
const RADIUS = MIDDLE.x;

/** From the middle of a side of the cell: what to draw with the pen at the cell's top left. */
const ACROSS = `M0 ${MIDDLE.y}h${CELL.width}`;
const DOWN = `M${MIDDLE.x} 0v${CELL.height}`;
const LOWER_HALF = `M${MIDDLE.x} ${MIDDLE.y}v${CELL.height - MIDDLE.y}`;

const STROKES: Readonly<Record<string, string>> = {
	'─': ACROSS,
	'│': DOWN,
	'┬': ACROSS + LOWER_HALF,
	'╭': `M${CELL.width} ${MIDDLE.y}a${RADIUS} ${RADIUS} 0 0 0 -${RADIUS} ${RADIUS}V${CELL.height}`,
	'╮': `M0 ${MIDDLE.y}a${RADIUS} ${RADIUS} 0 0 1 ${RADIUS} ${RADIUS}V${CELL.height}`,
	'╰': `M${CELL.width} ${MIDDLE.y}a${RADIUS} ${RADIUS} 0 0 1 -${RADIUS} -${RADIUS}V0`,
	'╯': `M0 ${MIDDLE.y}a${RADIUS} ${RADIUS} 0 0 0 ${RADIUS} -${RADIUS}V0`,
};

/** Left, top, width and height, as parts of the cell. */
const BLOCKS: Readonly<Record<string, readonly [number, number, number, number]>> = {
	'█': [0, 0, 1, 1],
	'▀': [0, 0, 1, 0.5],
	'▄': [0, 0.5, 1, 0.5],
	'▌': [0, 0, 0.5, 1],
	'▐': [0.5, 0, 0.5, 1],
};

/** A line of the terminal as a path to be stroked, in a cell with its top left at `x` and `y`; undefined: it is none. */
export function strokeOf(character: string, x: number, y: number): string | undefined {
	return STROKES[character]?.replaceAll(
		/([MV])([\d.]+)(?: ([\d.]+))?/gu,
		(_, letter: string, first: string, second: string | undefined) =>
			letter === 'M' ? `M${x + Number(first)} ${y + Number(second)}` : `V${y + Number(first)}`,
	);
}

/** A block of the terminal as a path to be filled; undefined: it is none. */
export function fillOf(character: string, x: number, y: number): string | undefined {
	const block = BLOCKS[character];
	if (block === undefined) return undefined;
	const [left, top, width, height] = block;
	const right = width * CELL.width;
	return `M${x + left * CELL.width} ${y + top * CELL.height}h${right}v${height * CELL.height}h-${right}z`;
}
