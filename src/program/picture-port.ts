import type { PicturePort } from '#app';
import { encodeQr } from '#ui';

/** Decodes in the program itself, so that the terminal's own decoder never sees bytes from outside. */
export function picturePort(isUnicode: boolean): PicturePort {
	return {
		async decode(png) {
			const { decodePicture, pictureToHalfBlocks } = await import('#ui');
			const outcome = await decodePicture(png);
			if (outcome.kind === 'refused') {
				return undefined;
			}
			const { picture } = outcome;
			const glyphs = isUnicode ? 'blocks' : 'ascii';
			return { pixels: picture, lines: pictureToHalfBlocks(picture, { columns: 48, rows: 6, glyphs }) };
		},
		qr: encodeQr,
	};
}
