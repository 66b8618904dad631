import type { DecodedPicture } from './decode-picture.ts';
import { boxAveraged, type GreyPicture, inItsOwnGrid, toGrey } from './grey-picture.ts';
import { otsuThreshold } from './otsu-threshold.ts';

export interface HalfBlockOptions {
	/** Cells that may be filled. */
	readonly columns: number;
	readonly rows: number;
	/** `ascii` for terminals without block characters. Default: `blocks`. */
	readonly glyphs?: 'blocks' | 'ascii';
}

/** What stands for a cell by its two pixels: none, the upper one, the lower one, both. */
const GLYPHS = { blocks: [' ', '▀', '▄', '█'], ascii: [' ', '"', '_', '#'] } as const;

/**
 * A picture as lines of equal width, two pixels a cell and no colour: what is drawn is the lesser part of the
 * picture, be it dark on light or light on dark. The shape is kept; a picture is made smaller where it does not
 * fit and never larger. One that was enlarged by a whole number is first brought back to its own pixels, so
 * that lettering keeps every stroke whatever room there is.
 */
export function pictureToHalfBlocks(
	picture: DecodedPicture,
	{ columns, rows, glyphs = 'blocks' }: HalfBlockOptions,
): readonly string[] {
	if (columns < 1 || rows < 1) {
		return [];
	}
	const own = inItsOwnGrid(toGrey(picture));
	const scale = Math.min(1, columns / own.width, (rows * 2) / own.height);
	const shown = boxAveraged(own, {
		width: Math.max(1, Math.round(own.width * scale)),
		height: Math.max(1, Math.round(own.height * scale)),
	});
	const isInk = inkTest(shown);
	const lines: string[] = [];
	for (let y = 0; y < shown.height; y += 2) {
		let line = '';
		for (let x = 0; x < shown.width; x += 1) {
			const upper = isInk(x, y) ? 1 : 0;
			const lower = isInk(x, y + 1) ? 2 : 0;
			line += GLYPHS[glyphs][upper + lower] ?? ' ';
		}
		lines.push(line);
	}
	return lines;
}

function inkTest({ width, height, grey }: GreyPicture): (x: number, y: number) => boolean {
	const threshold = otsuThreshold(grey);
	if (threshold === undefined) {
		return () => false;
	}
	const darkPixels = grey.filter((value) => value <= threshold).length;
	const isInkDark = darkPixels * 2 <= grey.length;
	return (x, y) => y < height && (grey[y * width + x] ?? 0) <= threshold === isInkDark;
}
