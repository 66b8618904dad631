import { PNG } from 'pngjs';

/**
 * Pixels of a PNG: four bytes each, whatever the file's colours, depth and interlacing are.
 *
 * A module of its own, loaded with the first picture: pngjs is CommonJS, and `import('pngjs')` itself gives a bundle no
 * named exports.
 *
 * @throws Error where the file cannot be decoded
 */
export function readPng(file: Uint8Array): {
	readonly width: number;
	readonly height: number;
	readonly data: Uint8Array;
} {
	return PNG.sync.read(Buffer.from(file), { checkCRC: true });
}
