import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodePicture } from '../../../../src/ui/picture/decode-picture.ts';

/** What a file of a portal may be (PNG specification, third edition, table 8). */
interface Kind {
	readonly colourType: 0 | 2 | 3 | 4 | 6;
	readonly channels: number;
	readonly depth: 1 | 2 | 4 | 8 | 16;
	readonly isInterlaced: boolean;
	/** The ground is made transparent by a tRNS chunk. */
	readonly hasTransparentColour: boolean;
}

const COLOURS = [
	{ colourType: 0, channels: 1, depths: [1, 2, 4, 8, 16] },
	{ colourType: 2, channels: 3, depths: [8, 16] },
	{ colourType: 3, channels: 1, depths: [1, 2, 4, 8] },
	{ colourType: 4, channels: 2, depths: [8, 16] },
	{ colourType: 6, channels: 4, depths: [8, 16] },
] as const;

const KINDS: readonly Kind[] = COLOURS.flatMap(({ colourType, channels, depths }) =>
	depths.flatMap((depth) =>
		[false, true].flatMap((isInterlaced) =>
			(channels % 2 === 0 ? [false] : [false, true]).map((hasTransparentColour) => ({
				colourType,
				channels,
				depth,
				isInterlaced,
				hasTransparentColour,
			})),
		),
	),
);

/** Some are so small that passes of the interlacing have no pixel. */
const SIZES = [
	[1, 1],
	[2, 3],
	[7, 5],
	[8, 8],
	[33, 17],
	[150, 50],
] as const;

const isInk = (x: number, y: number): boolean => (x + y) % 3 === 0;

/** First column, first row and steps of each pass (Adam7). */
const PASSES = [
	[0, 0, 8, 8],
	[4, 0, 8, 8],
	[0, 4, 4, 8],
	[2, 0, 4, 4],
	[0, 2, 2, 4],
	[1, 0, 2, 2],
	[0, 1, 1, 2],
] as const;

function chunk(type: string, data: Uint8Array): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
}

/**
 * A picture of that kind. Where the ground is transparent it has the ink's darkness: whoever leaves transparency out sees
 * one dark surface.
 */
function pictureOf(kind: Kind, width: number, height: number): Uint8Array {
	const { colourType, channels, depth, isInterlaced, hasTransparentColour } = kind;
	const maximum = 2 ** depth - 1;
	const ground = hasTransparentColour ? 1 : maximum;
	const sample = (x: number, y: number, channel: number): number => {
		if (colourType === 3) {
			return isInk(x, y) ? 1 : 0;
		}
		const isAlpha = channels % 2 === 0 && channel === channels - 1;
		return isAlpha ? maximum : isInk(x, y) ? 0 : ground;
	};
	const rows: Buffer[] = [];
	for (const [left, top, across, down] of isInterlaced ? PASSES : ([[0, 0, 1, 1]] as const)) {
		const columns = Math.ceil((width - left) / across);
		for (let y = top; y < height && columns > 0; y += down) {
			const row = Buffer.alloc(1 + Math.ceil((columns * channels * depth) / 8));
			for (let place = 0; place < columns * channels; place += 1) {
				const value = sample(left + Math.floor(place / channels) * across, y, place % channels);
				const bit = place * depth;
				if (depth === 16) {
					row.writeUInt16BE(value, 1 + bit / 8);
				} else {
					row[1 + (bit >> 3)] = (row[1 + (bit >> 3)] ?? 0) | (value << (8 - depth - (bit & 7)));
				}
			}
			rows.push(row);
		}
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([depth, colourType, 0, 0, isInterlaced ? 1 : 0], 8);
	const transparent = colourType === 3 ? [0] : Array.from({ length: channels }, () => [0, ground]).flat();
	return Buffer.concat([
		Buffer.from('89504e470d0a1a0a', 'hex'),
		chunk('IHDR', header),
		...(colourType === 3
			? [chunk('PLTE', Uint8Array.of(...(hasTransparentColour ? [1, 1, 1] : [255, 255, 255]), 0, 0, 0))]
			: []),
		...(hasTransparentColour ? [chunk('tRNS', Uint8Array.from(transparent))] : []),
		chunk('IDAT', deflateSync(Buffer.concat(rows))),
		chunk('IEND', new Uint8Array(0)),
	]);
}

describe('every kind of PNG is drawn', () => {
	it('there are 52 of them', () => {
		expect(KINDS).toHaveLength(52);
	});

	it.each(KINDS)(
		'colour type $colourType, $depth bits, interlaced: $isInterlaced, transparent colour: $hasTransparentColour',
		async (kind) => {
			for (const [width, height] of SIZES) {
				const outcome = await decodePicture(pictureOf(kind, width, height));
				const drawn = outcome.kind === 'picture' ? [...outcome.picture.rgb] : outcome.reason;
				const expected = Array.from({ length: width * height }, (_, pixel) => {
					const value = isInk(pixel % width, Math.floor(pixel / width)) ? 0 : 255;
					return [value, value, value];
				}).flat();
				expect({ width, height, drawn }).toEqual({ width, height, drawn: expected });
			}
		},
	);
});
