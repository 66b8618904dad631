import { findTlv, readTlvs, type Tlv } from '../../apdu/tlv.ts';
import { CardError } from '../../errors.ts';

/** Tags of PKCS#15 v1.1's structures, as their one identifier octet. */
export const Tag = {
	boolean: 0x01,
	integer: 0x02,
	bitString: 0x03,
	octetString: 0x04,
	enumerated: 0x0a,
	utf8String: 0x0c,
	sequence: 0x30,
	context0: 0x80,
	constructed0: 0xa0,
	constructed1: 0xa1,
} as const;

const MAX_MEMBERS = 16;

/** What one directory file says of one object (PKCS#15 v1.1, 6.1.8). */
export interface ObjectEntry {
	/** Members of `CommonObjectAttributes`: label, flags, authId. */
	readonly common: readonly Tlv[];
	/** Members of the attributes of the object's class: its identifier comes first. */
	readonly ofClass: readonly Tlv[];
	/** Content of the attributes of its type. */
	readonly ofType: Uint8Array;
}

/**
 * The three parts of an entry.
 *
 * @throws CardError `malformed-answer` where it has others, or is broken
 */
export function readEntry({ value }: Tlv): ObjectEntry {
	const [common, ofClass, ...others] = members(value);
	const ofType = others.find(({ tag }) => tag === Tag.constructed1);
	if (common?.tag !== Tag.sequence || ofClass?.tag !== Tag.sequence || ofType === undefined) {
		throw new CardError('malformed-answer', 'no entry of PKCS#15');
	}
	return { common: members(common.value), ofClass: members(ofClass.value), ofType: ofType.value };
}

/**
 * The members of a SEQUENCE, by its content.
 *
 * @throws CardError `malformed-answer`, also for more members than any structure has
 */
export function members(content: Uint8Array): readonly Tlv[] {
	const found: Tlv[] = [];
	for (const member of readTlvs(content)) {
		if (found.length === MAX_MEMBERS) {
			throw new CardError('malformed-answer', 'too many members');
		}
		found.push(member);
	}
	return found;
}

export function firstValue(among: readonly Tlv[], tag: number): Uint8Array | undefined {
	return among.find((member) => member.tag === tag)?.value;
}

/**
 * An INTEGER that names or counts something, 0 to 255. One octet above 7F is a negative number by the book and meant
 * as it stands by those who write it (OpenSC reads it so too). Undefined for any other.
 */
export function smallNumber(value: Uint8Array | undefined): number | undefined {
	const [first, second] = value ?? [];
	switch (value?.length) {
		case 1:
			return first;
		case 2:
			return first === 0 ? second : undefined;
		default:
			return undefined;
	}
}

/** Whether a named bit is set in a BIT STRING; a broken one has none. */
export function hasBit(value: Uint8Array | undefined, bit: number): boolean {
	const octet = value?.[1 + (bit >> 3)] ?? 0;
	return (octet & (0x80 >> (bit & 7))) !== 0;
}

/**
 * Octets of the path in `content`, which holds a `Path`; undefined where there is none, or where the path stands for a
 * part of a file.
 *
 * @throws CardError `malformed-answer`
 */
export function pathIn(content: Uint8Array): Uint8Array | undefined {
	const path = findTlv(content, Tag.sequence);
	if (path === undefined) {
		return undefined;
	}
	const [octets, ...part] = members(path);
	const isWholeFile = part.every(({ tag, value }) => tag !== Tag.integer || smallNumber(value) === 0);
	return octets?.tag === Tag.octetString && isWholeFile ? octets.value : undefined;
}
