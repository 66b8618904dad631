import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { decode, encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodePicture } from '../../../../src/ui/picture/decode-picture.ts';
import { LETTERING, pngOf } from './test-picture.ts';

const GREY = 0;

function chunk(type: string, data: Uint8Array): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const whole = Buffer.alloc(body.length + 8);
	whole.writeUInt32BE(data.length, 0);
	body.copy(whole, 4);
	whole.writeUInt32BE(crc32(body), body.length + 4);
	return whole;
}

function header(width: number, height: number, depth: number, colourType: number): Buffer {
	const data = Buffer.alloc(13);
	data.writeUInt32BE(width, 0);
	data.writeUInt32BE(height, 4);
	data.set([depth, colourType], 8);
	return chunk('IHDR', data);
}

function png(...chunks: readonly Buffer[]): Uint8Array {
	return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks, chunk('IEND', new Uint8Array(0))]);
}

const idat = (...rows: readonly (readonly number[])[]): Buffer =>
	chunk('IDAT', deflateSync(Buffer.from(rows.flatMap((row) => [0, ...row]))));

async function decodedRgb(file: Uint8Array): Promise<readonly number[]> {
	const outcome = await decodePicture(file);
	return outcome.kind === 'picture' ? [...outcome.picture.rgb] : [outcome.reason.length * -1];
}

const BLACK = [0, 0, 0];
const WHITE = [255, 255, 255];

describe('decoding', () => {
	it('reads packed grey pixels, palettes with transparency and 16-bit colours', async () => {
		expect(await decodedRgb(png(header(3, 2, 1, GREY), idat([0b1010_0000], [0b0100_0000])))).toEqual([
			...[...WHITE, ...BLACK, ...WHITE],
			...[...BLACK, ...WHITE, ...BLACK],
		]);
		expect(
			await decodedRgb(
				png(
					header(2, 1, 8, 3),
					chunk('PLTE', Uint8Array.of(10, 20, 30, 0, 0, 0)),
					chunk('tRNS', Uint8Array.of(255, 0)),
					idat([0, 1]),
				),
			),
		).toEqual([10, 20, 30, ...WHITE]);
		const deep = encode({
			width: 1,
			height: 1,
			channels: 3,
			depth: 16,
			data: Uint16Array.of(0x1234, 0xffff, 0),
		});
		expect(await decodedRgb(deep)).toEqual([0x12, 0xff, 0]);
	});

	it('lays half-transparent pixels on white', async () => {
		const data = Uint8Array.of(0, 0, 0, 128);
		expect(await decodedRgb(encode({ width: 1, height: 1, channels: 4, depth: 8, data }))).toEqual([
			127, 127, 127,
		]);
	});

	it('does not even look at what pixels do not need: profiles and texts that would be refused', async () => {
		const notCompressed = Buffer.from('profile\0\0this is no zlib stream', 'latin1');
		const noKeyword = Buffer.alloc(200, 0x61);
		const file = png(
			header(1, 1, 8, GREY),
			chunk('iCCP', notCompressed),
			chunk('tEXt', noKeyword),
			chunk('acTL', new Uint8Array(1)),
			idat([7]),
		);
		expect(() => decode(file)).toThrow();
		expect(await decodedRgb(file)).toEqual([7, 7, 7]);
	});
});

describe('refusing', () => {
	const refusal = async (file: Uint8Array): Promise<string> => {
		const outcome = await decodePicture(file);
		return outcome.kind === 'refused' ? outcome.reason : 'decoded';
	};

	it('takes pictures up to 1,000 by 400 and no larger', async () => {
		const plain = (width: number, height: number): Uint8Array =>
			encode({ width, height, channels: 1, depth: 8, data: new Uint8Array(width * height) });
		expect(await refusal(plain(1000, 400))).toBe('decoded');
		expect(await refusal(plain(1001, 400))).toBe('too-large');
		expect(await refusal(plain(1000, 401))).toBe('too-large');
		expect(await refusal(png(header(0xffff_ffff, 1, 8, GREY), idat([0])))).toBe('too-large');
	});

	it('refuses files over 512 KiB and pixels that inflate beyond what a picture can hold', async () => {
		const large = Buffer.alloc(512 * 1024 + 1);
		large.set(pngOf(LETTERING));
		expect(await refusal(large)).toBe('too-large');
		const bomb = chunk('IDAT', deflateSync(Buffer.alloc(60_000_000)));
		expect(await refusal(png(header(8, 8, 8, GREY), bomb))).toBe('too-large');
	});

	it('refuses what is no PNG, and a PNG without pixels, end or sense', async () => {
		expect(await refusal(new Uint8Array(0))).toBe('not-a-png');
		expect(await refusal(Buffer.from('GIF89a'))).toBe('not-a-png');
		const whole = pngOf(LETTERING);
		expect(await refusal(whole.subarray(0, 8))).toBe('damaged');
		expect(await refusal(whole.subarray(0, whole.length - 12))).toBe('damaged');
		expect(await refusal(png(header(8, 8, 8, GREY)))).toBe('damaged');
		expect(await refusal(png(header(0, 8, 8, GREY), idat([])))).toBe('damaged');
		expect(await refusal(png(header(8, 8, 8, 9), idat([0])))).toBe('damaged');
		expect(await refusal(png(header(8, 8, 8, GREY), header(900, 900, 8, GREY), idat([0])))).toBe('damaged');
		expect(await refusal(png(header(8, 8, 8, GREY), idat([1, 2, 3])))).toBe('damaged');
	});

	it('never throws on a PNG with a changed byte', async () => {
		const whole = pngOf(LETTERING, { scale: 2 });
		await fc.assert(
			fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (position, byte) => {
				const changed = Uint8Array.from(whole);
				changed[position] = byte;
				const outcome = await decodePicture(changed);
				if (outcome.kind === 'picture') {
					const { width, height, rgb } = outcome.picture;
					expect(rgb).toHaveLength(width * height * 3);
				}
			}),
			{ numRuns: 400 },
		);
	});
});
