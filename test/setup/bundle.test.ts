import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { isOneCellEach } from '../../scripts/bundle/one-cell-each.ts';
import { withFewTexts } from '../../scripts/bundle/plugins.ts';

const PLAIN = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code)).filter(isOneCellEach);

describe('a text that the bundle measures without Unicode tables', () => {
	it('has only characters to which string-width gives one cell', () => {
		expect(PLAIN.length).toBeGreaterThan(700);
		expect(PLAIN.filter((character) => stringWidth(character) !== 1)).toEqual([]);
	});

	it('is as wide as string-width says, whatever such characters stand beside each other', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...PLAIN)), (characters) => {
				const text = characters.join('');
				expect(stringWidth(text)).toBe(text.length);
			}),
		);
	});

	it.each(['çğışöüİÇĞŞÖÜ', '────', '▁▂▄▆█', '✓ ▸ ● ○ ↵ ↑↓ •', 'Şeker Çiçeği Sanayi A.Ş.'])(
		'may be %s',
		(text) => {
			expect(isOneCellEach(text)).toBe(true);
		},
	);

	it.each([
		['an emoji', '☎\uFE0F'],
		['a pair of surrogates', '😀'],
		['a combining mark', 'I\u0307'],
		['a wide letter', '漢'],
		['a zero-width joiner', 'a\u200Db'],
		['a soft hyphen', 'a\u00ADb'],
		['an escape sequence', '\u001B[31mx'],
		['a control character', 'a\tb'],
	])('never contains %s', (_, text) => {
		expect(isOneCellEach(text)).toBe(false);
	});
});

describe('what Ink measured and wrapped', () => {
	it.each(['measure-text.js', 'wrap-text.js'])('is kept for a few texts only: %s', (file) => {
		const ink = fileURLToPath(import.meta.resolve('ink'));
		const source = readFileSync(new URL(file, `file://${ink}`), 'utf8');

		expect(withFewTexts(source)).toContain('new QuickLRU({ maxSize: 16 })');
		expect(withFewTexts(source)).not.toContain('4096');
	});

	it('is looked at again where Ink keeps it another way', () => {
		expect(() => withFewTexts('const cache = new Map();')).toThrow('see inkKeepsFewTexts');
	});
});
