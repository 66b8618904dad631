import type { CellRectangle, PixelPicture } from './picture.ts';

/**
 * Pixels of the smallest cell that is still read by people. Sixels are sized in pixels and nothing tells the cell's
 * size without asking the terminal, so this is what a picture must fit: too small is legible, too large would
 * overwrite its neighbours.
 */
const CELL = { width: 6, height: 12 };

const MAX_COLOURS = 64;

/** Shows a picture at the cursor, enlarged by a whole number; `undefined` where it does not fit its rectangle. */
export async function sixelPicture(
	picture: PixelPicture,
	{ columns, rows }: CellRectangle,
): Promise<string | undefined> {
	const scale = Math.floor(
		Math.min((columns * CELL.width) / picture.width, (rows * CELL.height) / picture.height),
	);
	if (scale < 1) {
		return undefined;
	}
	const { default: sixel } = await import('sixel');
	return sixel.image2sixel(
		enlarged(picture, scale),
		picture.width * scale,
		picture.height * scale,
		MAX_COLOURS,
		1,
	);
}

/** Every pixel as a square of `scale` by `scale`, four bytes each (red, green, blue, opaque). */
function enlarged({ width, height, rgb }: PixelPicture, scale: number): Uint8Array {
	const rgba = new Uint8Array(width * height * scale * scale * 4);
	let offset = 0;
	for (let y = 0; y < height * scale; y += 1) {
		for (let x = 0; x < width * scale; x += 1) {
			const pixel = (Math.floor(y / scale) * width + Math.floor(x / scale)) * 3;
			rgba.set([...rgb.subarray(pixel, pixel + 3), 0xff], offset);
			offset += 4;
		}
	}
	return rgba;
}
