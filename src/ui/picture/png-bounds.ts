/** Pixels. A captcha is about 150 by 50. */
const MAX_WIDTH = 1000;
const MAX_HEIGHT = 400;
/** Bytes of the file. */
const MAX_FILE_LENGTH = 512 * 1024;
/** Bytes of the pixels before compression: 16-bit colours with alpha, interlaced in seven passes. */
const MAX_INFLATED_LENGTH = MAX_WIDTH * MAX_HEIGHT * 8 + MAX_HEIGHT * 7 * 2;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const IHDR_LENGTH = 13;

/** The chunks that pixels need. All others (profiles, texts, animation) could be bombs and are left out. */
const KEPT_CHUNKS: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

export type BoundedPng =
	| { readonly kind: 'bounded'; readonly png: Uint8Array }
	| { readonly kind: 'refused'; readonly reason: 'not-a-png' | 'too-large' | 'damaged' };

/** A PNG reduced to the chunks that pixels need, once its size on file, on screen and inflated is within bounds. */
export async function withinBounds(file: Uint8Array): Promise<BoundedPng> {
	if (file.length > MAX_FILE_LENGTH) {
		return { kind: 'refused', reason: 'too-large' };
	}
	if (SIGNATURE.some((byte, index) => file[index] !== byte)) {
		return { kind: 'refused', reason: 'not-a-png' };
	}
	const chunks = readChunks(file);
	const header = chunks?.[0];
	if (chunks === undefined || header?.type !== 'IHDR' || header.data.length !== IHDR_LENGTH) {
		return { kind: 'refused', reason: 'damaged' };
	}
	const view = new DataView(header.data.buffer, header.data.byteOffset);
	const width = view.getUint32(0);
	const height = view.getUint32(4);
	if (width === 0 || height === 0) {
		return { kind: 'refused', reason: 'damaged' };
	}
	if (width > MAX_WIDTH || height > MAX_HEIGHT) {
		return { kind: 'refused', reason: 'too-large' };
	}
	const pixels = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
	const inflation = await inflates(pixels, leastLength(view, width, height));
	return inflation === 'fits'
		? {
				kind: 'bounded',
				png: joined([file.subarray(0, SIGNATURE.length), ...chunks.map(({ whole }) => whole)]),
			}
		: { kind: 'refused', reason: inflation };
}

interface Chunk {
	readonly type: string;
	readonly data: Uint8Array;
	/** Length, type, data and checksum. */
	readonly whole: Uint8Array;
}

/** The kept chunks up to IEND; `undefined` where the file ends before that or a second header comes. */
function readChunks(file: Uint8Array): readonly Chunk[] | undefined {
	const view = new DataView(file.buffer, file.byteOffset, file.length);
	const chunks: Chunk[] = [];
	let offset = SIGNATURE.length;
	while (offset + 12 <= file.length) {
		const end = offset + 12 + view.getUint32(offset);
		if (end > file.length) {
			return undefined;
		}
		const type = String.fromCharCode(...file.subarray(offset + 4, offset + 8));
		if (type === 'IHDR' && chunks.length > 0) {
			return undefined;
		}
		if (KEPT_CHUNKS.has(type)) {
			chunks.push({ type, data: file.subarray(offset + 8, end - 4), whole: file.subarray(offset, end) });
		}
		if (type === 'IEND') {
			return chunks;
		}
		offset = end;
	}
	return undefined;
}

/** Samples of a pixel by the colour type of the header. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Bytes that the pixels of a header have at least, inflated; the seven passes of interlacing take some more. */
function leastLength(header: DataView, width: number, height: number): number {
	const bitsPerPixel = header.getUint8(8) * (CHANNELS[header.getUint8(9)] ?? 0);
	const isInterlaced = header.getUint8(12) !== 0;
	return isInterlaced
		? Math.ceil((width * height * bitsPerPixel) / 8)
		: height * (1 + Math.ceil((width * bitsPerPixel) / 8));
}

/** Whether the compressed pixels stay within their bounds; `damaged` where they do not inflate, or not to all pixels. */
async function inflates(
	pixels: readonly Uint8Array[],
	leastBytes: number,
): Promise<'fits' | 'too-large' | 'damaged'> {
	const { inflateSync } = await import('node:zlib');
	try {
		const { length } = inflateSync(joined(pixels), { maxOutputLength: MAX_INFLATED_LENGTH });
		return length < leastBytes ? 'damaged' : 'fits';
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
			? 'too-large'
			: 'damaged';
	}
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let offset = 0;
	for (const part of parts) {
		whole.set(part, offset);
		offset += part.length;
	}
	return whole;
}
