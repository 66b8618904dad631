import type { DecodedPng } from 'fast-png';
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
	const { convertIndexedToRgb, decode } = await import('fast-png');
	try {
		const decoded = decode(bounded.png, { checkCrc: true });
		const samples =
			decoded.palette === undefined
				? { channels: decoded.channels, samples: eightBitSamples(decoded) }
				: { channels: decoded.palette[0]?.length ?? 0, samples: convertIndexedToRgb(decoded) };
		const { width, height } = decoded;
		return { kind: 'picture', picture: { width, height, rgb: onWhite(width * height, samples) } };
	} catch {
		// Whatever a decoder finds wrong with hostile bytes means the same to a person: no picture.
		return { kind: 'refused', reason: 'damaged' };
	}
}

interface Samples {
	/** Samples a pixel: grey, grey and alpha, colours, colours and alpha. */
	readonly channels: number;
	readonly samples: Uint8Array;
}

/** One byte a sample, whatever the depth: 16 bits lose their lower half, 1, 2 and 4 bits are unpacked. */
function eightBitSamples({ data, depth, width, height, channels }: DecodedPng): Uint8Array {
	if (depth === 16) {
		return Uint8Array.from(data, (sample) => sample >> 8);
	}
	if (depth === 8) {
		return Uint8Array.from(data);
	}
	const samples = new Uint8Array(width * height * channels);
	const bytesPerRow = Math.ceil((width * channels * depth) / 8);
	const maximum = (1 << depth) - 1;
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width * channels; x += 1) {
			const bit = x * depth;
			const byte = data[y * bytesPerRow + (bit >> 3)] ?? 0;
			const sample = (byte >> (8 - depth - (bit & 7))) & maximum;
			samples[y * width * channels + x] = (sample * 255) / maximum;
		}
	}
	return samples;
}

function onWhite(pixels: number, { channels, samples }: Samples): Uint8Array {
	if (channels < 1 || channels > 4 || samples.length !== pixels * channels) {
		throw new RangeError('The samples do not match the size of the picture.');
	}
	const hasAlpha = channels % 2 === 0;
	const rgb = new Uint8Array(pixels * 3);
	for (let pixel = 0; pixel < pixels; pixel += 1) {
		const first = pixel * channels;
		const alpha = hasAlpha ? (samples[first + channels - 1] ?? 0) / 255 : 1;
		for (let colour = 0; colour < 3; colour += 1) {
			const sample = samples[first + (channels < 3 ? 0 : colour)] ?? 0;
			rgb[pixel * 3 + colour] = Math.round(sample * alpha + 255 * (1 - alpha));
		}
	}
	return rgb;
}
