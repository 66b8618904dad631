import { describe, expect, test } from 'vitest';
import { textsOf } from '#i18n';
import { SecretText } from '#text';
import { createTheme, draw, largeDigits, lineCells, shownText, speak } from '#ui';
import { largeNumbersIn } from '../../../flows/large-numbers.ts';

const THEMES = {
	blocks: createTheme({ isUnicode: true, hasColour: true }),
	ascii: createTheme({ isUnicode: false, hasColour: false }),
};
const ROOM_AT_60_COLUMNS = 58;

function drawn(digits: string, theme: keyof typeof THEMES, width = ROOM_AT_60_COLUMNS): readonly string[] {
	return draw(
		largeDigits({ label: 'PIN', digits: SecretText.of(digits), labelCells: 6 }),
		width,
		THEMES[theme],
	).map((spans) => spans.map(shownText).join(''));
}

test('stand three rows high beside their label, in groups', () => {
	expect(drawn('284615', 'blocks')).toEqual([
		'      ▀▀█ █▀█ █ █   █▀▀ ▀█  █▀▀',
		'PIN   █▀▀ █▀█ ▀▀█   █▀█  █  ▀▀█',
		'      ▀▀▀ ▀▀▀   ▀   ▀▀▀ ▀▀▀ ▀▀▀',
	]);
	expect(drawn('284615', 'ascii')).toEqual([
		'       _   _         _       _ ',
		'PIN    _| |_| |_|   |_   /| |_ ',
		'      |_  |_|   |   |_|   |  _|',
	]);
});

describe.each(['blocks', 'ascii'] as const)('in %s', (theme) => {
	test('each digit has a shape of its own', () => {
		const shapes = Array.from('0123456789', (digit) => drawn(digit, theme).join('\n'));
		expect(new Set(shapes).size).toBe(10);
	});

	test.each(['1234', '40718', '284615', '9035718', '73920164', '123456789', '0123456789012345'])(
		'%s can be read back, and no row is wider than the work area at 60 columns',
		(digits) => {
			const rows = drawn(digits, theme);
			for (const row of rows) {
				expect(lineCells([{ text: row }])).toBeLessThanOrEqual(ROOM_AT_60_COLUMNS);
			}
			expect(largeNumbersIn(rows).join('')).toBe(digits);
		},
	);
});

test('are spoken one by one, with a pause between the groups', () => {
	const part = largeDigits({ label: 'PIN', digits: SecretText.of('284615'), labelCells: 6 });
	expect(speak(part, textsOf('tr')).map(({ text }) => text)).toEqual(['PIN: 2 8 4, 6 1 5']);
});

test('are marks in the text of their rows, and once they are wiped also in the terminal', () => {
	const digits = SecretText.of('2846');
	const rows = draw(largeDigits({ label: '', digits, labelCells: 0 }), ROOM_AT_60_COLUMNS, THEMES.blocks);
	const marks = '••• ••• ••• •••';
	expect(rows.map((spans) => spans.map(({ text }) => text).join(''))).toEqual([marks, marks, marks]);
	digits.wipe();
	expect(rows.map((spans) => spans.map(shownText).join(''))).toEqual([marks, marks, marks]);
});
