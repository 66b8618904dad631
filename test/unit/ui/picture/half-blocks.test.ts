import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecodedPicture, decodePicture } from '../../../../src/ui/picture/decode-picture.ts';
import { pictureToHalfBlocks } from '../../../../src/ui/picture/half-blocks.ts';
import { type DrawnAs, halfBlocksOf, LETTERING, pngOf } from './test-picture.ts';

async function drawn(as: DrawnAs = {}): Promise<DecodedPicture> {
	const outcome = await decodePicture(pngOf(LETTERING, as));
	if (outcome.kind === 'refused') {
		throw new Error(outcome.reason);
	}
	return outcome.picture;
}

describe('a picture in half blocks', () => {
	it('shows every pixel of 48x12 lettering that came as 144x36', async () => {
		const picture = await drawn({ scale: 3 });
		expect([picture.width, picture.height]).toEqual([144, 36]);
		expect(pictureToHalfBlocks(picture, { columns: 48, rows: 6 })).toEqual(halfBlocksOf(LETTERING));
	});

	it('keeps the lettering exact in a larger room, whose scale would not be whole', async () => {
		const picture = await drawn({ scale: 3 });
		for (const room of [
			{ columns: 60, rows: 8 },
			{ columns: 76, rows: 12 },
			{ columns: 200, rows: 50 },
		]) {
			expect(pictureToHalfBlocks(picture, room)).toEqual(halfBlocksOf(LETTERING));
		}
	});

	it('draws light on dark and coloured lettering the same way', async () => {
		const expected = halfBlocksOf(LETTERING);
		for (const as of [
			{ ink: [255], ground: [0] },
			{ ink: [180, 0, 0], ground: [220, 230, 255] },
			{ ink: [20, 20, 20, 255], ground: [0, 0, 0, 0] },
		]) {
			expect(pictureToHalfBlocks(await drawn(as), { columns: 48, rows: 6 })).toEqual(expected);
		}
	});

	it('draws the same in ASCII', async () => {
		const lines = pictureToHalfBlocks(await drawn(), { columns: 48, rows: 6, glyphs: 'ascii' });
		const ascii = new Map([
			['█', '#'],
			['▀', '"'],
			['▄', '_'],
			[' ', ' '],
		]);
		expect(lines).toEqual(
			halfBlocksOf(LETTERING).map((line) => Array.from(line, (glyph) => ascii.get(glyph)).join('')),
		);
	});

	it('shrinks what does not fit and keeps its shape', async () => {
		const lines = pictureToHalfBlocks(await drawn({ scale: 3 }), { columns: 24, rows: 6 });
		expect(lines).toHaveLength(3);
		expect(new Set(lines.map((line) => line.length))).toEqual(new Set([24]));
		expect(lines.join('')).toMatch(/[█▀▄]/);
	});

	it('averages the area of a pixel, so that a few specks do not become a stroke', () => {
		// Six by six pixels on two by two: the left half is dark with a light speck, the right half the other way round.
		const isDark = (x: number, y: number): boolean => x < 3 !== (y % 3 === 1 && x % 3 === 1);
		const rgb = new Uint8Array(6 * 6 * 3);
		for (let pixel = 0; pixel < 36; pixel += 1) {
			rgb.fill(isDark(pixel % 6, Math.floor(pixel / 6)) ? 0 : 255, pixel * 3, pixel * 3 + 3);
		}
		expect(pictureToHalfBlocks({ width: 6, height: 6, rgb }, { columns: 2, rows: 1 })).toEqual(['█ ']);
	});

	it('is blank for a picture of one brightness, and nothing where there is no room', () => {
		const rgb = new Uint8Array(8 * 4 * 3).fill(128);
		const lines = pictureToHalfBlocks({ width: 8, height: 4, rgb }, { columns: 8, rows: 2 });
		expect(lines.join('').trim()).toBe('');
		expect(pictureToHalfBlocks({ width: 8, height: 4, rgb }, { columns: 0, rows: 2 })).toEqual([]);
	});

	it('stays within its room, in lines of equal width, whatever the picture', () => {
		const size = fc.integer({ min: 1, max: 40 });
		fc.assert(
			fc.property(
				size,
				size,
				size,
				size,
				fc.infiniteStream(fc.nat(255)),
				(width, height, columns, rows, bytes) => {
					const rgb = Uint8Array.from(bytes.take(width * height * 3));
					const lines = pictureToHalfBlocks({ width, height, rgb }, { columns, rows });
					expect(lines.length).toBeGreaterThan(0);
					expect(lines.length).toBeLessThanOrEqual(rows);
					expect(new Set(lines.map((line) => line.length)).size).toBe(1);
					expect(lines[0]?.length).toBeLessThanOrEqual(columns);
					expect(lines.join('')).toMatch(/^[█▀▄ ]*$/);
				},
			),
		);
	});
});
