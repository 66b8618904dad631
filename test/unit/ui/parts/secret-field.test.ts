import { expect, test } from 'vitest';
import { cells, createTheme, draw, secretField } from '#ui';

const theme = createTheme({ isUnicode: true, hasColour: false });

/** What stands behind the label of a field with room for so many cells. */
function drawn(length: number, valueCells: number): string {
	const field = secretField({
		name: 'word',
		label: '',
		isHere: false,
		length,
		layout: { labelCells: 2, valueCells: valueCells + 1 },
	});
	return (draw(field, 80, theme)[0] ?? [])
		.map(({ text }) => text)
		.join('')
		.trim();
}

test('what is typed is marked a cell each, and each further key is still seen where there is no room for its mark', () => {
	expect(drawn(3, 10)).toBe('•••');
	expect(drawn(10, 10)).toBe('•'.repeat(10));
	expect(drawn(11, 10)).toBe('••••• (11)');
	const all = Array.from({ length: 65 }, (_, length) => drawn(length, 14));
	expect(new Set(all).size).toBe(65);
	expect(all.filter((text) => cells(text) > 14)).toEqual([]);
});
