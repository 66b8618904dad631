import { CardError } from '../errors.ts';

/** One BER-TLV data object (ISO 7816-4 5.2.2). */
export interface Tlv {
	/** All identifier octets as one number: 0x6F, 0x5F2E. */
	readonly tag: number;
	readonly value: Uint8Array;
}

/** ISO 7816-4 allows three identifier octets and lengths of up to four. */
const MAX_TAG_OCTETS = 3;
const MAX_LENGTH_OCTETS = 4;

/** Nothing that is read of a card lies deeper; nobody follows a card further down. */
export const MAX_TLV_DEPTH = 8;

/**
 * The data objects that stand one after the other in `bytes`, without going into them. Always advances, reads
 * nothing beyond `bytes`; 00 and FF between objects are padding and skipped, as ISO 7816-4 has it.
 *
 * @throws CardError `malformed-answer` on truncation, an indefinite length or an overlong tag
 */
export function* readTlvs(bytes: Uint8Array): Generator<Tlv, void, undefined> {
	let offset = 0;
	const readByte = (): number => {
		const byte = bytes[offset];
		if (byte === undefined) {
			throw new CardError('malformed-answer', 'data object truncated');
		}
		offset++;
		return byte;
	};
	const readTag = (): number => {
		let tag = readByte();
		if ((tag & 0x1f) !== 0x1f) {
			return tag;
		}
		for (let octets = 2; octets <= MAX_TAG_OCTETS; octets++) {
			const octet = readByte();
			tag = tag * 256 + octet;
			if (octet < 0x80) {
				return tag;
			}
		}
		throw new CardError('malformed-answer', 'tag too long');
	};
	const readLength = (): number => {
		const first = readByte();
		if (first < 0x80) {
			return first;
		}
		const octets = first & 0x7f;
		if (octets === 0 || octets > MAX_LENGTH_OCTETS) {
			throw new CardError('malformed-answer', 'length form not allowed');
		}
		let length = 0;
		for (let i = 0; i < octets; i++) {
			length = length * 256 + readByte();
		}
		return length;
	};
	while (offset < bytes.length) {
		if (bytes[offset] === 0x00 || bytes[offset] === 0xff) {
			offset++;
			continue;
		}
		const tag = readTag();
		const length = readLength();
		if (length > bytes.length - offset) {
			throw new CardError('malformed-answer', 'data object longer than its container');
		}
		yield { tag, value: bytes.subarray(offset, offset + length) };
		offset += length;
	}
}

/**
 * Value of the first object with the first tag, in it that of the first with the second, and so on; undefined where
 * one of them is missing.
 *
 * @throws CardError as {@link readTlvs}, for what stands before it
 * @throws TypeError for more than {@link MAX_TLV_DEPTH} tags
 */
export function findTlv(bytes: Uint8Array, ...tags: readonly number[]): Uint8Array | undefined {
	if (tags.length > MAX_TLV_DEPTH) {
		throw new TypeError(`${tags.length} data objects in one another`);
	}
	let value: Uint8Array | undefined = bytes;
	for (const tag of tags) {
		value = value === undefined ? undefined : firstWith(value, tag);
	}
	return value;
}

function firstWith(bytes: Uint8Array, tag: number): Uint8Array | undefined {
	for (const object of readTlvs(bytes)) {
		if (object.tag === tag) {
			return object.value;
		}
	}
	return undefined;
}

/** What {@link readWholeTlvs} found. */
export interface WholeTlvs {
	readonly objects: readonly Tlv[];
	/** What stands behind the last of them. */
	readonly rest: Uint8Array;
	/** True where the rest is padding or nothing. */
	readonly isWhole: boolean;
}

/**
 * The whole data objects at the beginning of `bytes`, at most `maxCount`, up to the first that is broken: what stands
 * before a fault is as good as without it. Never throws.
 */
export function readWholeTlvs(bytes: Uint8Array, maxCount: number): WholeTlvs {
	const objects: Tlv[] = [];
	let end = 0;
	const found = (isWhole: boolean): WholeTlvs => ({ objects, rest: bytes.subarray(end), isWhole });
	try {
		for (const object of readTlvs(bytes)) {
			if (objects.length === maxCount) {
				return found(false);
			}
			objects.push(object);
			end = object.value.byteOffset + object.value.length - bytes.byteOffset;
		}
	} catch {
		return found(false);
	}
	return found(true);
}
