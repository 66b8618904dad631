import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import wrapAnsi from 'wrap-ansi';
import { cells, cut, fitText, spread, wrap, wrapWithin } from '#ui';
import { anyText, anyWidth } from './arbitrary-text.ts';

const DECOMPOSED = 'Şeker Çiçeği Isıtma İnşaat'.normalize('NFD');

describe('the width of a text', () => {
	test('is one cell for every Turkish letter, composed or not', () => {
		for (const letter of 'çğıöşüÇĞIİÖŞÜ') {
			expect(cells(letter), letter).toBe(1);
			expect(cells(letter.normalize('NFD')), `${letter} decomposed`).toBe(1);
		}
		expect(cells(DECOMPOSED)).toBe(26);
	});

	test('is what string-width measures, for every character of the first plane and for mixed texts', () => {
		const characters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
		expect(characters.filter((character) => cells(character) !== stringWidth(character))).toEqual([]);
		fc.assert(
			fc.property(anyText, (text) => {
				expect(cells(text)).toBe(stringWidth(text));
			}),
		);
	});

	test('is two cells for a wide character', () => {
		expect([cells('漢'), cells('👍')]).toEqual([2, 2]);
	});
});

describe('a text that is cut', () => {
	test('stays as it is where it has room', () => {
		expect(cut('çiçek', 5)).toBe('çiçek');
	});

	test('says with a mark that something is missing', () => {
		expect(cut('çiçekçi', 5)).toBe('çiçe…');
		expect(cut('çiçek', 1)).toBe('…');
		expect(cut('çiçek', 0)).toBe('');
		expect(cut('çiçek', -1)).toBe('');
	});

	test('keeps a letter and its marks together', () => {
		expect(cut(DECOMPOSED, 9).normalize('NFC')).toBe('Şeker Çi…');
		expect(cut(DECOMPOSED, 2).normalize('NFC')).toBe('Ş…');
	});

	test('does not halve a wide character', () => {
		expect(cut('漢漢漢', 4)).toBe('漢…');
	});

	test('never has more cells than asked for, and loses nothing unmarked', () => {
		fc.assert(
			fc.property(anyText, anyWidth, (text, width) => {
				const shown = cut(text, width);
				expect(cells(shown)).toBeLessThanOrEqual(width);
				expect(shown === text || width === 0 || shown.endsWith('…')).toBe(true);
			}),
		);
	});
});

describe('a text fitted', () => {
	test('pads on the right by cells, not by code units', () => {
		expect(fitText('I\u{307}', 3)).toBe('I\u{307}  ');
		expect(fitText('漢', 3)).toBe('漢 ');
	});

	test('is exactly as wide as asked for', () => {
		fc.assert(
			fc.property(anyText, anyWidth, (text, width) => {
				expect(cells(fitText(text, width))).toBe(width);
			}),
		);
	});
});

describe('a text wrapped', () => {
	test('breaks at spaces, and inside a word only where it is longer than a line', () => {
		expect(wrap('mali mühür kartı', 11)).toEqual(['mali mühür', 'kartı']);
		expect(wrap('muvaffakiyet', 5)).toEqual(['muvaf', 'fakiy', 'et']);
	});

	test('fits its lines and keeps every letter', () => {
		fc.assert(
			fc.property(anyText, fc.integer({ min: 2, max: 60 }), (text, width) => {
				const lines = wrap(text, width);
				for (const part of lines) {
					expect(cells(part)).toBeLessThanOrEqual(width);
				}
				const letters = (value: string) => value.replaceAll(/\s/gu, '').normalize('NFC');
				expect(letters(lines.join(''))).toBe(letters(text));
			}),
		);
	});

	test('within some lines marks the last one where text is missing', () => {
		expect(wrapWithin('bir iki üç dört', 5, 2)).toEqual(['bir', 'iki…']);
		expect(wrapWithin('bir iki', 5, 2)).toEqual(['bir', 'iki']);
	});

	test('within some lines has no more of them, none too wide, and one mark at most', () => {
		fc.assert(
			fc.property(
				anyText.map((text) => text.replaceAll('…', '.')),
				fc.integer({ min: 2, max: 60 }),
				fc.integer({ min: 1, max: 4 }),
				(text, width, most) => {
					const lines = wrapWithin(text, width, most);
					expect(lines.length).toBeLessThanOrEqual(most);
					expect(lines.every((part) => cells(part) <= width)).toBe(true);
					expect(lines.join('').split('…').length - 1).toBe(wrap(text, width).length > most ? 1 : 0);
				},
			),
		);
	});
});

describe('two texts on one line', () => {
	test('stand at its ends', () => {
		expect(spread('Şeker A.Ş.', '12:00', 20)).toBe('Şeker A.Ş.     12:00');
	});

	test('give way at the right first', () => {
		expect(spread('Şeker A.Ş.', 'oturum açık', 16)).toBe('Şeker A.Ş. otur…');
		expect(spread('Şeker A.Ş.', 'oturum açık', 8)).toBe('Şeker A…');
	});

	test('fill it exactly', () => {
		fc.assert(
			fc.property(anyText, anyText, anyWidth, (left, right, width) => {
				expect(cells(spread(left, right, width))).toBe(width);
			}),
		);
	});
});

describe('a text that fits', () => {
	test('is what wrap-ansi makes of it', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const width = cells(text) + 1;
				expect(wrap(text, width)).toEqual(wrapAnsi(text, width, { hard: true }).split('\n'));
			}),
		);
		for (const text of ['a  b', ' a', 'a ', '', ' ', 'çiçek · A.Ş.', '\u00A0a']) {
			expect(wrap(text, 20), text).toEqual(wrapAnsi(text, 20, { hard: true }).split('\n'));
		}
	});
});
