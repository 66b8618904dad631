import { describe, expect, test } from 'vitest';
import { textsOf } from '#i18n';
import { foldedText } from '#text';

describe('folded text', () => {
	test.each([
		['MİLKO', 'milko'],
		['MILKO', 'milko'],
		['mılko', 'milko'],
		['milko', 'milko'],
		// A dotted capital as macOS and `'İ'.toLowerCase()` write it: a letter and a combining dot.
		['MI\u{307}LKO', 'milko'],
		['mi\u{307}lko', 'milko'],
		['ŞEKER ÇİÇEĞİ', 'seker cicegi'],
		['Gülsu ÖĞÜT', 'gulsu ogut'],
		['Kâğıt', 'kagit'],
		['ﬁş', 'fis'],
		['½', '1⁄2'],
		['', ''],
	])('of %j is %j', (text, folded) => {
		expect(foldedText(text)).toBe(folded);
	});

	test('is the same for each character of ASCII, alone and beside a letter that is not', () => {
		for (let code = 0; code < 0x80; code += 1) {
			const character = String.fromCharCode(code);
			expect(`${foldedText(character)}g`).toBe(foldedText(`${character}ğ`));
		}
	});

	test('folded again is the same', () => {
		for (const text of ['MİLKO', 'Kâğıt', 'ŞEKER', 'ß', 'ﬁ', 'Ⅳ', 'İ']) {
			expect(foldedText(foldedText(text))).toBe(foldedText(text));
		}
	});

	test.each(['tr', 'en'] as const)(
		'makes no two keys of the %s program alike that were told apart',
		(language) => {
			const names = [...new Set(Object.values(textsOf(language).keys))];
			const byFolded = Map.groupBy(names, foldedText);
			expect([...byFolded.values()].filter((alike) => alike.length > 1)).toEqual([]);
		},
	);
});
