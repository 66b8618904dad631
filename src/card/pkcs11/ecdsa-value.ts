import type { KeyObject } from 'node:crypto';

/** The two forms of an ECDSA signature: `r‖s` (PKCS#11, XML signatures) and an ASN.1 sequence (X.509, CMS). */

const SEQUENCE = 0x30;
const INTEGER = 0x02;
/** Bytes of one number; others are not in use on seals. */
const CURVE_BYTES: ReadonlyMap<string, number> = new Map([
	['prime256v1', 32],
	['secp384r1', 48],
	['secp521r1', 66],
]);

/** `r‖s` of a signature in either form; undefined where it is neither, or of a curve that is not known. */
export function ecdsaRaw(signature: Uint8Array, key: KeyObject): Uint8Array | undefined {
	const size = CURVE_BYTES.get(key.asymmetricKeyDetails?.namedCurve ?? '');
	if (size === undefined) {
		return undefined;
	}
	return signature.length === size * 2 ? signature : rawOfSequence(signature, size);
}

/** The ASN.1 sequence of `r‖s`. */
export function ecdsaDer(raw: Uint8Array): Uint8Array {
	const half = raw.length / 2;
	const numbers = Buffer.concat([integer(raw.subarray(0, half)), integer(raw.subarray(half))]);
	return Uint8Array.from([SEQUENCE, ...length(numbers.length), ...numbers]);
}

function integer(number: Uint8Array): Uint8Array {
	const begin = number.findIndex((byte) => byte !== 0);
	const digits = begin === -1 ? Uint8Array.of(0) : number.subarray(begin);
	const content = (digits[0] ?? 0) >= 0x80 ? Uint8Array.of(0, ...digits) : digits;
	return Uint8Array.of(INTEGER, content.length, ...content);
}

/** Of the lengths that two numbers of a curve can have. */
function length(bytes: number): readonly number[] {
	return bytes < 0x80 ? [bytes] : [0x81, bytes];
}

function rawOfSequence(der: Uint8Array, size: number): Uint8Array | undefined {
	const isLong = der[1] === 0x81;
	const begin = isLong ? 3 : 2;
	if (der[0] !== SEQUENCE || der[isLong ? 2 : 1] !== der.length - begin) {
		return undefined;
	}
	const raw = new Uint8Array(size * 2);
	let offset = begin;
	for (const end of [size, size * 2]) {
		const bytes = der[offset + 1] ?? 0;
		const content = der.subarray(offset + 2, offset + 2 + bytes);
		const digits = content[0] === 0 ? content.subarray(1) : content;
		if (der[offset] !== INTEGER || content.length !== bytes || bytes === 0 || digits.length > size) {
			return undefined;
		}
		raw.set(digits, end - digits.length);
		offset += 2 + bytes;
	}
	return offset === der.length ? raw : undefined;
}
