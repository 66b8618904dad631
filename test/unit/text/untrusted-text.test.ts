import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText, REFUSED_MARK } from '#text';

const LAST_CODE_POINT = 0x10_ffff;

/** By Unicode's own properties where it has one; zero-width characters and tags by their code points. */
const HARMFUL =
	/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u{200B}-\u{200D}\u{2060}-\u{2064}\u{FEFF}\u{E0000}-\u{E007F}]/u;

/** Stands for nothing yet, and is refused with its neighbours. */
const ALSO_REFUSED = [0x2065];

function isRefused(codePoint: number): boolean {
	return HARMFUL.test(String.fromCodePoint(codePoint)) || ALSO_REFUSED.includes(codePoint);
}

function everyCodePoint(): readonly number[] {
	return Array.from({ length: LAST_CODE_POINT + 1 }, (_, codePoint) => codePoint);
}

describe('text from outside', () => {
	test('has every harmful code point replaced, and every other one unchanged', () => {
		const wrong = everyCodePoint().filter((codePoint) => {
			const given = `a${String.fromCodePoint(codePoint)}b`;
			const expected = isRefused(codePoint) ? `a${REFUSED_MARK}b` : given.normalize('NFC');
			return cleanText(given) !== expected;
		});
		expect(wrong.map((codePoint) => codePoint.toString(16))).toEqual([]);
	});

	test('has each of a row of them replaced, so that its length still tells', () => {
		expect(cleanText('\u{1B}[2J\u{202E}\u{200B}')).toBe(`${REFUSED_MARK}[2J${REFUSED_MARK}${REFUSED_MARK}`);
	});

	test('keeps Turkish letters, and composes those that came in parts', () => {
		const letters = 'çğıiöşüÇĞIİÖŞÜâîûÂÎÛ';
		expect(cleanText(letters)).toBe(letters);
		expect(cleanText(letters.normalize('NFD'))).toBe(letters);
	});

	test('keeps a character outside the first plane whole, and refuses half of one', () => {
		expect(cleanText('👍')).toBe('👍');
		expect(cleanText('\u{D83D}')).toBe(REFUSED_MARK);
		expect(cleanText('\u{DC4D}\u{D83D}')).toBe(REFUSED_MARK.repeat(2));
	});

	test('is cut with a mark above the length allowed, and not at it', () => {
		expect(cleanText('mühür', 5)).toBe('mühür');
		expect(cleanText('mühürdar', 5)).toBe('mühü…');
		expect(cleanText('👍'.repeat(6), 5)).toBe(`${'👍'.repeat(4)}…`);
		expect(Array.from(cleanText('x'.repeat(201)))).toHaveLength(200);
	});

	test('that is enormous is cut as any other', () => {
		expect(cleanText('e\u{301}'.repeat(1_000_000), 10)).toBe(`${'é'.repeat(9)}…`);
		expect(cleanText(`a${'\u{301}'.repeat(1_000_000)}`, 10).endsWith('…')).toBe(true);
	});

	test('is never harmful, never too long, and clean already when it comes again', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary', maxLength: 300 }),
				fc.integer({ min: 1, max: 250 }),
				(value, most) => {
					const clean = cleanText(value, most);
					expect(Array.from(clean).filter((character) => HARMFUL.test(character))).toEqual([]);
					expect(Array.from(clean).length).toBeLessThanOrEqual(most);
					expect(cleanText(clean, most)).toBe(clean);
				},
			),
		);
	});
});
