import type { Captcha } from '#contract';
import type { CaptchaPicture } from './portal-client.ts';

/**
 * What the contract takes (`docs/portal-api.yaml`, `docs/portal-builders.md`), and no more than is drawn afterwards (`ui/picture`):
 * a captcha is a line of a few characters; a larger picture is not one, and would cost memory to decode.
 */
const MAX_WIDTH = 1000;
const MAX_HEIGHT = 400;

/** PNG signature, then the length (13) and name of the header chunk that must come first. */
const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
const WIDTH_OFFSET = 16;
const HEIGHT_OFFSET = 20;
/** Through the header chunk's checksum. */
const MIN_BYTES = 33;

/**
 * Undefined where the image is not a PNG, or its header names a size that no captcha has. Pixels are not
 * read.
 */
export function captchaPicture({ image, ...facts }: Captcha): CaptchaPicture | undefined {
	const png = new Uint8Array(Buffer.from(image, 'base64'));
	if (png.length < MIN_BYTES || PNG_START.some((byte, offset) => png[offset] !== byte)) {
		return undefined;
	}
	const header = new DataView(png.buffer);
	const width = header.getUint32(WIDTH_OFFSET);
	const height = header.getUint32(HEIGHT_OFFSET);
	const isBounded = width >= 1 && width <= MAX_WIDTH && height >= 1 && height <= MAX_HEIGHT;
	return isBounded ? { ...facts, png } : undefined;
}
