import { SecretText } from '#text';
import { createTheme, draw, largeDigits, shownText } from '#ui';

/* Reads large digits from the cells of a screen, as a person would. */

const DIGIT_CELLS = 3;
/** Cells from a digit to the next one: in its group, and in the next group. */
const STEPS = [4, 6] as const;
/** Less is no number that is drawn large, but something that looks like a digit. */
const FEWEST_DIGITS = 3;

const SHAPES = new Map(
	[true, false].flatMap((isUnicode) =>
		Array.from('0123456789', (digit): [string, string] => {
			const part = largeDigits({ label: '', digits: SecretText.of(digit), labelCells: 0 });
			const rows = draw(part, DIGIT_CELLS, createTheme({ isUnicode, hasColour: false }));
			return [rows.map((spans) => spans.map(shownText).join('')).join('\n'), digit];
		}),
	),
);

/** The last row of every digit has one of these. */
const FOOT_SIGNS: readonly string[] = [
	...new Set([...SHAPES.keys()].flatMap((shape) => Array.from(shape.split('\n').at(-1)?.trim() ?? ''))),
];

/** Every number in large digits, band by band. */
export function largeNumbersIn(rows: readonly string[]): readonly string[] {
	return rows.flatMap((foot, row) => {
		// Most rows of a screen have none, and looking for a digit at each cell of each state took a quarter of the flows' time.
		const canEndDigits = FOOT_SIGNS.some((sign) => foot.includes(sign));
		return row < 2 || !canEndDigits ? [] : numbersOfBand(rows.slice(row - 2, row + 1));
	});
}

function numbersOfBand(band: readonly string[]): readonly string[] {
	const width = Math.max(...band.map((row) => row.length));
	const numbers: string[] = [];
	for (let column = 0; column < width; column += 1) {
		let digits = '';
		let at: number | undefined = column;
		while (at !== undefined) {
			digits += digitAt(band, at) ?? '';
			const here: number = at;
			at = STEPS.map((step) => here + step).find(
				(next) => digits !== '' && digitAt(band, next) !== undefined,
			);
			column = digits === '' ? column : here;
		}
		if (digits.length >= FEWEST_DIGITS) {
			numbers.push(digits);
		}
	}
	return numbers;
}

function digitAt(band: readonly string[], column: number): string | undefined {
	return SHAPES.get(
		band.map((row) => row.slice(column, column + DIGIT_CELLS).padEnd(DIGIT_CELLS)).join('\n'),
	);
}
