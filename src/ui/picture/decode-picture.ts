import { withinBounds } from './png-bounds.ts';

/** A picture as pixels on a white ground. */
export interface DecodedPicture {
	readonly width: number;
	readonly height: number;
	/** Three bytes a pixel (red, green, blue), row by row; `width * height * 3` of them. */
	readonly rgb: Uint8Array;
}

export type PictureOutcome =
	| { readonly kind: 'picture'; readonly picture: DecodedPicture }
	| { readonly kind: 'refused'; readonly reason: PictureRefusal };

/** `not-a-png`: something else; `too-large`: over a bound of `png-bounds.ts`; `damaged`: cannot be decoded. */
export type PictureRefusal = 'not-a-png' | 'too-large' | 'damaged';

/** Decodes a PNG from outside. The decoder is loaded with the first picture and sees only what was bounded. */
export async function decodePicture(png: Uint8Array): Promise<PictureOutcome> {
	const bounded = await withinBounds(png);
	if (bounded.kind === 'refused') {
		return bounded;
	}
	const { readPng } = await import('./read-png.ts');
	try {
		const { width, height, data } = readPng(bounded.png);
		return { kind: 'picture', picture: { width, height, rgb: onWhite(width * height, data) } };
	} catch {
		// Whatever a decoder finds wrong with hostile bytes means the same to a person: no picture.
		return { kind: 'refused', reason: 'damaged' };
	}
}

/** @param rgba four bytes a pixel, whatever the file's colours, depth and transparency are */
function onWhite(pixels: number, rgba: Uint8Array): Uint8Array {
	if (rgba.length !== pixels * 4) {
		throw new RangeError('The samples do not match the size of the picture.');
	}
	const rgb = new Uint8Array(pixels * 3);
	for (let pixel = 0; pixel < pixels; pixel += 1) {
		const alpha = (rgba[pixel * 4 + 3] ?? 0) / 255;
		for (let colour = 0; colour < 3; colour += 1) {
			const sample = rgba[pixel * 4 + colour] ?? 0;
			rgb[pixel * 3 + colour] = Math.round(sample * alpha + 255 * (1 - alpha));
		}
	}
	return rgb;
}
