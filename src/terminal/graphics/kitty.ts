import { encodePngBase64 } from './encode-png.ts';
import { type CellRectangle, fittedCells, type PixelPicture } from './picture.ts';

/** https://sw.kovidgoyal.net/kitty/graphics-protocol/: base64 characters of one escape code. */
const CHUNK_LENGTH = 4096;

/**
 * Sends and shows a picture at the cursor, which stays where it is (`C=1`). The terminal answers nothing (`q=2`):
 * its answer would arrive among the keys.
 *
 * @param imageId 1 to 2^32-1; a picture of the same id is replaced.
 */
export async function kittyPicture(
	imageId: number,
	picture: PixelPicture,
	rectangle: CellRectangle,
): Promise<string> {
	const { columns, rows } = fittedCells(picture, rectangle);
	const base64 = await encodePngBase64(picture);
	const head = `a=T,f=100,i=${imageId},p=1,c=${columns},r=${rows},C=1,q=2,`;
	let sequence = '';
	for (let start = 0; start < base64.length; start += CHUNK_LENGTH) {
		const more = start + CHUNK_LENGTH < base64.length ? 1 : 0;
		const control = `${start === 0 ? head : 'q=2,'}m=${more}`;
		sequence += `\u{1B}_G${control};${base64.slice(start, start + CHUNK_LENGTH)}\u{1B}\\`;
	}
	return sequence;
}

/** Takes a picture off the screen and out of the terminal's memory. */
export function kittyDelete(imageId: number): string {
	return `\u{1B}_Ga=d,d=I,i=${imageId},q=2\u{1B}\\`;
}
