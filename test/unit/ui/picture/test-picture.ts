import { type BitDepth, encode } from 'fast-png';

/** A drawing of `#` and spaces, every character one pixel. */
export type Drawing = readonly string[];

/** Two lines of lettering, 48 by 12 pixels, with strokes one pixel wide. */
export const LETTERING: Drawing = [
	'                                                ',
	'  #   #  ####    ###   #   #     #   #####  ##  ',
	'  #  #      #   #   #  #   #    ##   #     #  # ',
	'  # #      #    #   #  #   #   # #   #        # ',
	'  ##      #     #   #   # #      #   ####    #  ',
	'  # #    #      #   #    #       #       #  #   ',
	'  #  #   #      # # #    #       #       # #    ',
	'  #   #  #       ###     #     #####  ###  #### ',
	'                   #                            ',
	' # # # # # # # # # # # # # # # # # # # # # # # #',
	'# # # # # # # # # # # # # # # # # # # # # # # # ',
	'                                                ',
];

export interface DrawnAs {
	/** Pixels per drawn one. Default 1. */
	readonly scale?: number;
	/** Samples of a drawn pixel and of the ground. Default: black on white, grey. */
	readonly ink?: readonly number[];
	readonly ground?: readonly number[];
	readonly depth?: BitDepth;
}

/** The drawing as a PNG file. */
export function pngOf(
	drawing: Drawing,
	{ scale = 1, ink = [0], ground = [255], depth = 8 }: DrawnAs = {},
): Uint8Array {
	const width = (drawing[0] ?? '').length * scale;
	const height = drawing.length * scale;
	const samples: number[] = [];
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const isInk = drawing[Math.floor(y / scale)]?.[Math.floor(x / scale)] === '#';
			samples.push(...(isInk ? ink : ground));
		}
	}
	const data = depth === 16 ? Uint16Array.from(samples) : Uint8Array.from(samples);
	return encode({ width, height, data, channels: ink.length, depth });
}

/** The drawing as it must stand in half blocks. */
export function halfBlocksOf(drawing: Drawing): readonly string[] {
	const lines: string[] = [];
	for (let y = 0; y < drawing.length; y += 2) {
		const upper = drawing[y] ?? '';
		const lower = drawing[y + 1] ?? '';
		lines.push(
			Array.from(upper, (pixel, x) => {
				const isLower = lower[x] === '#';
				if (pixel === '#') {
					return isLower ? '█' : '▀';
				}
				return isLower ? '▄' : ' ';
			}).join(''),
		);
	}
	return lines;
}
