import fc from 'fast-check';

/** Pieces of display text: Turkish letters composed and decomposed, wide characters, spaces, signs. */
const PIECES = [
	...['a', 'I', 'ı', 'İ', 'i', 'ğ', 'Ş', 'ç', 'ö', 'Ü', ' ', '-', '…', '•', '✓', '│', '█'],
	...['I\u{307}', 'g\u{306}', 's\u{327}', 'e\u{301}\u{323}', '漢', '한', '👍'],
];

export const anyText: fc.Arbitrary<string> = fc
	.array(fc.constantFrom(...PIECES), { maxLength: 40 })
	.map((pieces) => pieces.join(''));

export const anyWidth: fc.Arbitrary<number> = fc.integer({ min: 0, max: 60 });
