import type { SecretText } from '#text';
import { dim, type Line, plain } from '../line.ts';
import { fitText } from '../text.ts';
import type { Theme } from '../theme.ts';
import { type Spoken, say } from './spoken.ts';

/**
 * A secret number that is copied by hand: its digits several rows high, in groups, and spoken one by one. The text of the rows has
 * marks in their place, and the digits come in on the way to the terminal.
 */
export interface LargeDigits {
	readonly kind: 'large-digits';
	readonly label: string;
	/** Digits only. */
	readonly digits: SecretText;
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

/** Digits of each group: threes, or fours where these come out even and threes do not. */
function groupsOf({ length }: SecretText): readonly number[] {
	const size = length % 4 === 0 && length % 3 !== 0 ? 4 : 3;
	return Array.from({ length: Math.ceil(length / size) }, (_, group) =>
		Math.min(size, length - group * size),
	);
}

function groupCells(digits: number): number {
	return digits * (DIGIT_CELLS + DIGIT_GAP) - DIGIT_GAP;
}

/** Whole groups beside each other, as many as there is room for. */
function bandsOf(groups: readonly number[], room: number): readonly (readonly number[])[] {
	const bands: number[][] = [];
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
	{ glyphs: { blocks, masked } }: Theme,
): readonly Line[] {
	const shapes = blocks === undefined ? ASCII_SHAPES : BLOCK_SHAPES;
	const mark = masked.repeat(DIGIT_CELLS);
	let from = 0;
	return bandsOf(groupsOf(digits), width - labelCells).flatMap((band, index) => {
		const first = from;
		from += band.reduce((sum, count) => sum + count, 0);
		const text = band
			.map((count) => new Array(count).fill(mark).join(' '.repeat(DIGIT_GAP)))
			.join(' '.repeat(GROUP_GAP));
		return [
			...(index === 0 ? [] : [[]]),
			...DIGIT_ROWS.map((row) => [
				index === 0 && row === LABEL_ROW ? dim(fitText(label, labelCells)) : plain(' '.repeat(labelCells)),
				{
					text,
					isBold: true as const,
					reveals: {
						secret: digits,
						from: first,
						mark,
						drawnAs: (digit: string) => shapes[Number(digit)]?.[row] ?? ' '.repeat(DIGIT_CELLS),
					},
				},
			]),
		];
	});
}

/** Digit by digit, or a voice would say a number of six digits. */
export function speakLargeDigits({ label, digits }: LargeDigits): readonly Spoken[] {
	let from = 0;
	const said = groupsOf(digits).map((count) => {
		const group = Array.from({ length: count }, (_, at) => digits.characterAt(from + at)).join(' ');
		from += count;
		return group;
	});
	return say(`${label}: ${said.join(', ')}`);
}
