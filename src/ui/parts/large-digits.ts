import { bold, dim, type Line, plain } from '../line.ts';
import { fitText } from '../text.ts';
import type { Theme } from '../theme.ts';
import { type Spoken, say } from './spoken.ts';

/** A number that is copied by hand: its digits several rows high, in groups, and spoken one by one. */
export interface LargeDigits {
	readonly kind: 'large-digits';
	readonly label: string;
	/** Digits only. */
	readonly digits: string;
	/** The label's, in cells. */
	readonly labelCells: number;
}

export function largeDigits(parts: Omit<LargeDigits, 'kind'>): LargeDigits {
	return { kind: 'large-digits', ...parts };
}

/** Cells of a digit, and of the gaps behind a digit and behind a group. */
const DIGIT_CELLS = 3;
const DIGIT_GAP = 1;
const GROUP_GAP = 3;

/** Rows of a digit; the label stands beside the middle one. */
const DIGIT_ROWS = [0, 1, 2] as const;
const LABEL_ROW = 1;

type Shape = readonly [string, string, string];

/** Three pixels by five, two pixels in a cell. */
const BLOCK_SHAPES: readonly Shape[] = [
	['█▀█', '█ █', '▀▀▀'],
	['▀█ ', ' █ ', '▀▀▀'],
	['▀▀█', '█▀▀', '▀▀▀'],
	['▀▀█', ' ▀█', '▀▀▀'],
	['█ █', '▀▀█', '  ▀'],
	['█▀▀', '▀▀█', '▀▀▀'],
	['█▀▀', '█▀█', '▀▀▀'],
	['▀▀█', '  █', '  ▀'],
	['█▀█', '█▀█', '▀▀▀'],
	['█▀█', '▀▀█', '▀▀▀'],
];

/** The seven segments of a pocket calculator. */
const ASCII_SHAPES: readonly Shape[] = [
	[' _ ', '| |', '|_|'],
	['   ', ' /|', '  |'],
	[' _ ', ' _|', '|_ '],
	[' _ ', ' _|', ' _|'],
	['   ', '|_|', '  |'],
	[' _ ', '|_ ', ' _|'],
	[' _ ', '|_ ', '|_|'],
	[' _ ', '  |', '  |'],
	[' _ ', '|_|', '|_|'],
	[' _ ', '|_|', ' _|'],
];

/** In threes, or in fours where these come out even and threes do not. */
function groupsOf(digits: string): readonly string[] {
	const size = digits.length % 4 === 0 && digits.length % 3 !== 0 ? 4 : 3;
	return digits.match(new RegExp(`.{1,${size}}`, 'gu')) ?? [];
}

function groupCells(group: string): number {
	return group.length * (DIGIT_CELLS + DIGIT_GAP) - DIGIT_GAP;
}

/** Whole groups beside each other, as many as there is room for. */
function bandsOf(groups: readonly string[], room: number): readonly (readonly string[])[] {
	const bands: string[][] = [];
	let used = 0;
	for (const group of groups) {
		const band = bands.at(-1);
		const more = GROUP_GAP + groupCells(group);
		if (band === undefined || used + more > room) {
			bands.push([group]);
			used = groupCells(group);
		} else {
			band.push(group);
			used += more;
		}
	}
	return bands;
}

/** Three rows for each band of groups, and an empty one between two bands. */
export function drawLargeDigits(
	{ label, digits, labelCells }: LargeDigits,
	width: number,
	{ glyphs: { blocks } }: Theme,
): readonly Line[] {
	const shapes = blocks === undefined ? ASCII_SHAPES : BLOCK_SHAPES;
	return bandsOf(groupsOf(digits), width - labelCells).flatMap((band, index) => [
		...(index === 0 ? [] : [[]]),
		...DIGIT_ROWS.map((row) => [
			index === 0 && row === LABEL_ROW ? dim(fitText(label, labelCells)) : plain(' '.repeat(labelCells)),
			bold(band.map((group) => drawnGroup(group, row, shapes)).join(' '.repeat(GROUP_GAP))),
		]),
	]);
}

function drawnGroup(group: string, row: (typeof DIGIT_ROWS)[number], shapes: readonly Shape[]): string {
	return Array.from(group, (digit) => shapes[Number(digit)]?.[row] ?? ' '.repeat(DIGIT_CELLS)).join(
		' '.repeat(DIGIT_GAP),
	);
}

/** Digit by digit, or a voice would say a number of six digits. */
export function speakLargeDigits({ label, digits }: LargeDigits): readonly Spoken[] {
	return say(
		`${label}: ${groupsOf(digits)
			.map((group) => Array.from(group).join(' '))
			.join(', ')}`,
	);
}
