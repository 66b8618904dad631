import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SecretText } from '#text';

/* Letters, marks, parts of Korean syllables and characters of two UTF-16 units: whatever can join with what stands beside it. */
const PIECES = [
	'a',
	'c',
	'I',
	'i',
	'ş',
	'é',
	'4',
	' ',
	'\u{307}',
	'\u{327}',
	'\u{301}',
	'ᄀ',
	'ᅡ',
	'ᆨ',
	'👍',
	'각',
];
const edit = fc.oneof(
	fc.record({ text: fc.constantFrom(...PIECES), behind: fc.nat(4) }),
	fc.record({ text: fc.constant(undefined), behind: fc.nat(4) }),
);

/** The same edit of the whole string. */
function edited(text: string, insert: string | undefined, behind: number): string {
	const characters = Array.from(text);
	const at = Math.max(0, characters.length - behind);
	const left = insert === undefined ? characters.slice(0, at).slice(0, -1) : characters.slice(0, at);
	return [...left, insert ?? '', ...characters.slice(at)].join('').normalize('NFC');
}

test('an edit of the bytes gives what the same edit of the whole string would give', () => {
	fc.assert(
		fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
			let secret = SecretText.empty;
			let whole = '';
			for (const { text, behind } of edits) {
				secret = text === undefined ? secret.erased(behind) : secret.inserted(text, behind);
				whole = edited(whole, text, behind);
				expect([secret.reveal(), secret.length]).toEqual([whole, Array.from(whole).length]);
			}
		}),
		{ numRuns: 500 },
	);
});

test('the parts of a syllable join in whatever order they come', () => {
	const parts = ['ᄀ', 'ᅡ', 'ᆨ'] as const;
	const [first, vowel, last] = parts;
	const orders = [
		SecretText.of(vowel + last).inserted(first, 2),
		SecretText.of(first + last).inserted(vowel, 1),
		SecretText.of(first + vowel).inserted(last),
		SecretText.of(`${first}a${vowel}${last}`).erased(2),
	];
	for (const secret of orders) {
		expect([secret.reveal(), secret.length]).toEqual(['각', 1]);
	}
});

test('a character goes in and out in the middle', () => {
	const word = SecretText.of('papaya').inserted('t', 2);
	expect(word.reveal()).toBe('papatya');
	expect(word.erased(2).reveal()).toBe('papaya');
	expect(word.inserted('1', 7).reveal()).toBe('1papatya');
	expect(word.erased(7).reveal()).toBe('papatya');
});
