import { expect, test } from 'vitest';
import { cells, createTheme } from '#ui';
import { maskedField } from '../../../src/screens/masked-field.ts';

const theme = createTheme({ isUnicode: true, hasColour: false });

test('what is typed is marked a cell each, and each further key is still seen where there is no room for its mark', () => {
	expect(maskedField(theme, 3, 10)).toBe('•••');
	expect(maskedField(theme, 10, 10)).toBe('•'.repeat(10));
	expect(maskedField(theme, 11, 10)).toBe('••••• (11)');
	const drawn = Array.from({ length: 65 }, (_, length) => maskedField(theme, length, 14));
	expect(new Set(drawn).size).toBe(65);
	expect(drawn.filter((text) => cells(text) > 14)).toEqual([]);
});
