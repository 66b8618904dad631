import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import {
	GLYPH_ALPHABET,
	GLYPH_HEIGHT,
	GLYPH_WIDTH,
	GLYPHS,
} from '../../../../src/sandbox/portal/captcha-font.ts';
import { createCaptchaSource } from '../../../../src/sandbox/portal/index.ts';
import { createRandomSource } from '../../../../src/sandbox/random.ts';

test('a seed gives the same pictures in every run, whatever else was drawn from it', () => {
	const root = createRandomSource(5);
	const first = createCaptchaSource(root);
	const second = createCaptchaSource(createRandomSource(5));
	root.stream('sms-code').digits(6);
	root.bytes(100);

	for (let n = 0; n < 5; n += 1) {
		expect(first.next()).toEqual(second.next());
	}
});

test('another seed, and no seed, give other pictures', () => {
	const texts = [createRandomSource(1), createRandomSource(2), createRandomSource(undefined)].map(
		(random) => {
			const source = createCaptchaSource(random);
			return [source.next().text, source.next().text, source.next().text].join(' ');
		},
	);

	expect(new Set(texts).size).toBe(3);
});

test('no two characters of the alphabet look alike: each glyph is whole and differs from all others', () => {
	for (const look of ['0', 'O', 'Q', '1', 'I', 'L', '2', 'Z', '5', 'S', '8', 'B']) {
		expect(GLYPH_ALPHABET).not.toContain(look);
	}
	for (const lines of Object.values(GLYPHS)) {
		expect(lines.map((line) => line.length)).toEqual(Array(GLYPH_HEIGHT).fill(GLYPH_WIDTH));
	}
	const shapes = Object.values(GLYPHS).map((lines) => lines.join('\n'));
	expect(new Set(shapes).size).toBe(GLYPH_ALPHABET.length);
});

test('shrunk to 48 columns by 6 rows of half blocks, every picture can still be read', () => {
	const source = createCaptchaSource(createRandomSource(3));
	for (let n = 0; n < 200; n += 1) {
		const { text, png } = source.next();

		expect(textIn(png)).toBe(text);
	}
});

test('the picture carries disturbance beside the ink: a line and specks', () => {
	const { png } = createCaptchaSource(createRandomSource(3)).next();

	expect(new Set(decode(png).data).size).toBeGreaterThanOrEqual(4);
});

/** Reads a picture the way a terminal shows it: 48 by 12 dots, each the mean of its pixels, dark or light. */
function textIn(png: Uint8Array): string {
	const { width, height, channels, data } = decode(png);
	expect([width, height, channels]).toEqual([144, 36, 1]);
	const rows = Array.from({ length: 12 }, (_, row) =>
		Array.from({ length: 48 }, (_, column) => (isDark(data, column, row) ? '#' : '.')).join(''),
	);
	// Paper all around, so that a glyph at the edge has its free margin too.
	const blank = '.'.repeat(50);
	const sheet = [blank, ...rows.map((row) => `.${row}.`), blank];

	const shapes = Object.entries(GLYPHS).map(([character, lines]) => {
		const margin = '.'.repeat(GLYPH_WIDTH + 2);
		return { character, shape: [margin, ...lines.map((line) => `.${line}.`), margin].join('\n') };
	});
	const found: string[] = [];
	for (let left = 0; left + GLYPH_WIDTH + 2 <= 50; left += 1) {
		for (let top = 0; top + GLYPH_HEIGHT + 2 <= 14; top += 1) {
			const window = sheet
				.slice(top, top + GLYPH_HEIGHT + 2)
				.map((row) => row.slice(left, left + GLYPH_WIDTH + 2))
				.join('\n');
			found.push(...shapes.filter(({ shape }) => shape === window).map(({ character }) => character));
		}
	}
	return found.join('');
}

function isDark(pixels: ArrayLike<number>, column: number, row: number): boolean {
	let sum = 0;
	for (let y = row * 3; y < row * 3 + 3; y += 1) {
		for (let x = column * 3; x < column * 3 + 3; x += 1) {
			sum += pixels[y * 144 + x] ?? Number.NaN;
		}
	}
	return sum / 9 < 128;
}
