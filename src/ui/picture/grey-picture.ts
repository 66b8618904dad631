import type { DecodedPicture } from './decode-picture.ts';

export interface GreyPicture {
	readonly width: number;
	readonly height: number;
	/** Brightness 0 to 255, row by row. */
	readonly grey: Uint8Array;
}

/** Brightness as people see it (ITU-R BT.601). */
export function toGrey({ width, height, rgb }: DecodedPicture): GreyPicture {
	const grey = new Uint8Array(width * height);
	for (let pixel = 0; pixel < grey.length; pixel += 1) {
		const [red = 0, green = 0, blue = 0] = rgb.subarray(pixel * 3, pixel * 3 + 3);
		grey[pixel] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
	}
	return { width, height, grey };
}

/** A picture whose pixels are all squares of n by n equal ones, brought back to one pixel a square. */
export function inItsOwnGrid(picture: GreyPicture): GreyPicture {
	const { width, height } = picture;
	let step = commonDivisor(width, height);
	for (let y = 0; y < height && step > 1; y += 1) {
		for (let x = 0; x < width && step > 1; x += 1) {
			// An edge between unequal neighbours can only lie on the grid.
			if (x > 0 && at(picture, x, y) !== at(picture, x - 1, y)) {
				step = commonDivisor(step, x);
			}
			if (y > 0 && at(picture, x, y) !== at(picture, x, y - 1)) {
				step = commonDivisor(step, y);
			}
		}
	}
	return boxAveraged(picture, { width: width / step, height: height / step });
}

/** The picture at a smaller or equal size: each pixel is the average of the area it covers. */
export function boxAveraged(
	picture: GreyPicture,
	{ width, height }: { readonly width: number; readonly height: number },
): GreyPicture {
	const grey = new Uint8Array(width * height);
	const columns = spans(picture.width, width);
	const rows = spans(picture.height, height);
	for (const [y, row] of rows.entries()) {
		for (const [x, column] of columns.entries()) {
			let sum = 0;
			let area = 0;
			for (const vertical of row) {
				for (const horizontal of column) {
					const share = vertical.share * horizontal.share;
					sum += at(picture, horizontal.index, vertical.index) * share;
					area += share;
				}
			}
			grey[y * width + x] = Math.round(sum / area);
		}
	}
	return { width, height, grey };
}

interface Share {
	readonly index: number;
	/** How much of the source pixel is covered, 0 to 1. */
	readonly share: number;
}

/** For each of `targetLength` equal parts of a line of `sourceLength` pixels, the pixels it covers. */
function spans(sourceLength: number, targetLength: number): readonly (readonly Share[])[] {
	const size = sourceLength / targetLength;
	return Array.from({ length: targetLength }, (_, target) => {
		const start = target * size;
		const end = Math.min(sourceLength, start + size);
		const shares: Share[] = [];
		for (let index = Math.floor(start); index < end; index += 1) {
			shares.push({ index, share: Math.min(index + 1, end) - Math.max(index, start) });
		}
		return shares;
	});
}

function at({ width, grey }: GreyPicture, x: number, y: number): number {
	return grey[y * width + x] ?? 0;
}

function commonDivisor(a: number, b: number): number {
	return b === 0 ? a : commonDivisor(b, a % b);
}
