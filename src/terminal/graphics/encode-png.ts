import type { PixelPicture } from './picture.ts';

/** A picture as the plainest PNG, base64. */
export async function encodePngBase64({ width, height, rgb }: PixelPicture): Promise<string> {
	const { encode } = await import('fast-png');
	return Buffer.from(encode({ width, height, data: rgb, channels: 3, depth: 8 })).toString('base64');
}
