import { createTheme, draw, largeDigits } from '#ui';

/* Reads large digits from the cells of a screen, as a person would. */

const DIGIT_CELLS = 3;
/** Cells from a digit to the next one: in its group, and in the next group. */
const STEPS = [4, 6] as const;
/** Less is no number that is drawn large, but something that looks like a digit. */
const FEWEST_DIGITS = 3;

const SHAPES = new Map(
	[true, false].flatMap((isUnicode) =>
		Array.from('0123456789', (digit): [string, string] => {
			const part = largeDigits({ label: '', digits: digit, labelCells: 0 });
			const rows = draw(part, DIGIT_CELLS, createTheme({ isUnicode, hasColour: false }));
			return [rows.map((spans) => spans.map(({ text }) => text).join('')).join('\n'), digit];
		}),
	),
);

/** Every number in large digits, band by band. */
export function largeNumbersIn(rows: readonly string[]): readonly string[] {
	return rows.flatMap((_, row) => {
		const band = rows.slice(row, row + 3);
		return band.length < 3 ? [] : numbersOfBand(band);
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
