import { encodePngBase64 } from './encode-png.ts';
import { type CellRectangle, fittedCells, type PixelPicture } from './picture.ts';

/** https://iterm2.com/documentation-images.html: shows a picture at the cursor. */
export async function iterm2Picture(picture: PixelPicture, rectangle: CellRectangle): Promise<string> {
	const { columns, rows } = fittedCells(picture, rectangle);
	const base64 = await encodePngBase64(picture);
	const settings = `inline=1;width=${columns};height=${rows};preserveAspectRatio=1;doNotMoveCursor=1`;
	return `\u{1B}]1337;File=${settings}:${base64}\u{7}`;
}
