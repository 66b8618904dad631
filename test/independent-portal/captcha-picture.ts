import { encode } from 'fast-png';

/** Five columns by seven rows, a row a number: the letters that nobody takes for one another. */
const GLYPHS: Record<string, readonly number[]> = {
	A: [14, 17, 17, 31, 17, 17, 17],
	C: [15, 16, 16, 16, 16, 16, 15],
	E: [31, 16, 16, 30, 16, 16, 31],
	F: [31, 16, 16, 30, 16, 16, 16],
	H: [17, 17, 17, 31, 17, 17, 17],
	K: [17, 18, 20, 24, 20, 18, 17],
	T: [31, 4, 4, 4, 4, 4, 4],
	X: [17, 17, 10, 4, 10, 17, 17],
	'4': [2, 6, 10, 18, 31, 2, 2],
	'7': [31, 1, 2, 4, 8, 8, 8],
};

export const CAPTCHA_LETTERS = Object.keys(GLYPHS).join('');

const SCALE = 4;
const MARGIN = 10;

/** Draws a captcha's text as a grey PNG, about 150 by 50 pixels for five letters. */
export function drawCaptcha(text: string): Uint8Array {
	const width = text.length * 6 * SCALE + 2 * MARGIN;
	const height = 7 * SCALE + 2 * MARGIN;
	const data = new Uint8Array(width * height).fill(255);
	for (const [place, letter] of [...text].entries()) {
		for (const [row, bits] of (GLYPHS[letter] ?? []).entries()) {
			for (let pixel = 0; pixel < 5 * SCALE * SCALE; pixel++) {
				const column = Math.floor(pixel / SCALE / SCALE);
				if ((bits & (16 >> column)) === 0) continue;
				const x = MARGIN + (place * 6 + column) * SCALE + (pixel % SCALE);
				const y = MARGIN + row * SCALE + (Math.floor(pixel / SCALE) % SCALE);
				data[y * width + x] = 0;
			}
		}
	}
	return encode({ width, height, data, channels: 1, depth: 8 });
}
