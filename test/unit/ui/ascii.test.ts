import { expect, test } from 'vitest';
import { textsOf } from '#i18n';
import { cells, createTheme, withoutSigns } from '#ui';
import { leaves } from '../i18n/leaves.ts';

/** Letters are in every font of a console; signs are not. */
const DRAWN = /^[\p{ASCII}çğıöşüâîûÇĞİÖŞÜÂÎÛ]*$/u;

test.each(['tr', 'en'] as const)(
	'every text can be drawn without signs, in as many cells: %s',
	(language) => {
		for (const [path, text] of leaves(textsOf(language))) {
			const drawn = withoutSigns(String(text));
			expect(drawn, path).toMatch(DRAWN);
			expect(cells(drawn), path).toBe(cells(String(text)));
		}
	},
);

test('the signs of the theme without signs are ASCII', () => {
	const { glyphs } = createTheme({ isUnicode: false, hasColour: false });
	for (const glyph of Object.values(glyphs).flat()) {
		expect(String(glyph ?? '')).toMatch(/^\p{ASCII}*$/u);
	}
});

test('names keep their letters', () => {
	expect(withoutSigns('Şeker Çiçeği İ ı Ωμέγα 京')).toBe('Şeker Çiçeği İ ı Ωμέγα 京');
});
