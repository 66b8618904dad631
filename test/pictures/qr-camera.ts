import jsqr from 'jsqr';

/** Pixels that a module takes in a camera's picture. */
const SCALE = 4;

/**
 * What a telephone reads from rows of half blocks on a terminal with a dark ground, or undefined.
 *
 * @param isInkLight whether the signs are drawn lighter than what is around them
 */
export function readQrCode(rows: readonly string[], isInkLight: boolean): string | undefined {
	const width = Math.max(...rows.map((row) => row.length)) * SCALE;
	const height = rows.length * 2 * SCALE;
	const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const module = Math.floor(y / SCALE);
			const sign = rows[Math.floor(module / 2)]?.[Math.floor(x / SCALE)] ?? ' ';
			const isInk = sign === '█' || sign === (module % 2 === 0 ? '▀' : '▄');
			pixels.fill(isInk === isInkLight ? 255 : 0, (y * width + x) * 4, (y * width + x) * 4 + 3);
		}
	}
	return jsqr.default(pixels, width, height, { inversionAttempts: 'dontInvert' })?.data;
}
