import type forge from 'node-forge';

/** One ASN.1 value, whole or to be put into another. */
export type Asn1 = forge.asn1.Asn1;

/** What a certificate is put together from (X.690), over node-forge's ASN.1. */
export interface DerWriter {
	encode(value: Asn1): Uint8Array;
	/** Takes over what is DER already, such as a public key. */
	decode(der: Uint8Array): Asn1;
	sequence(...items: readonly Asn1[]): Asn1;
	set(...items: readonly Asn1[]): Asn1;
	/** Big-endian, not negative: the first bit is zero. */
	integer(bytes: Uint8Array): Asn1;
	boolean(value: boolean): Asn1;
	oid(dotted: string): Asn1;
	octets(bytes: Uint8Array): Asn1;
	/** Whole bytes. */
	bits(bytes: Uint8Array): Asn1;
	/** Flags by number, without trailing zero bits. */
	flags(...numbers: readonly number[]): Asn1;
	utf8(text: string): Asn1;
	printable(text: string): Asn1;
	ia5(text: string): Asn1;
	/** UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280, 4.1.2.5); milliseconds since 1970 are cut to seconds. */
	time(milliseconds: number): Asn1;
	/** `[n] EXPLICIT`, or `[n] IMPLICIT` of something constructed. */
	tagged(number: number, ...items: readonly Asn1[]): Asn1;
	/** `[n] IMPLICIT` of a primitive with this content. */
	taggedBytes(number: number, content: Uint8Array): Asn1;
}

/** Loads node-forge, which takes tens of milliseconds: only who issues certificates pays for it. */
export async function loadDerWriter(): Promise<DerWriter> {
	const { default: forge } = await import('node-forge');
	const { asn1, util } = forge;
	const universal = (type: forge.asn1.Type, content: string): Asn1 =>
		asn1.create(asn1.Class.UNIVERSAL, type, false, content);
	const bits = (unused: number, bytes: Uint8Array): Asn1 =>
		universal(asn1.Type.BITSTRING, String.fromCharCode(unused) + toBinaryString(bytes));
	return {
		encode: (value) => new Uint8Array(Buffer.from(asn1.toDer(value).getBytes(), 'latin1')),
		decode: (der) => asn1.fromDer(toBinaryString(der)),
		sequence: (...items) => asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, [...items]),
		set: (...items) => asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SET, true, [...items]),
		integer: (bytes) => universal(asn1.Type.INTEGER, toBinaryString(bytes)),
		boolean: (value) => universal(asn1.Type.BOOLEAN, value ? '\xff' : '\x00'),
		oid: (dotted) => universal(asn1.Type.OID, asn1.oidToDer(dotted).getBytes()),
		octets: (bytes) => universal(asn1.Type.OCTETSTRING, toBinaryString(bytes)),
		bits: (bytes) => bits(0, bytes),
		flags: (...numbers) => bits(7 - (Math.max(...numbers) & 7), flagBytes(numbers)),
		utf8: (text) => universal(asn1.Type.UTF8, util.encodeUtf8(text)),
		printable: (text) => universal(asn1.Type.PRINTABLESTRING, text),
		ia5: (text) => universal(asn1.Type.IA5STRING, text),
		time: (milliseconds) => {
			const date = new Date(milliseconds);
			return date.getUTCFullYear() < 2050
				? universal(asn1.Type.UTCTIME, asn1.dateToUtcTime(date))
				: universal(asn1.Type.GENERALIZEDTIME, asn1.dateToGeneralizedTime(date));
		},
		tagged: (number, ...items) => asn1.create(asn1.Class.CONTEXT_SPECIFIC, number, true, [...items]),
		taggedBytes: (number, content) =>
			asn1.create(asn1.Class.CONTEXT_SPECIFIC, number, false, toBinaryString(content)),
	};
}

function flagBytes(numbers: readonly number[]): Uint8Array {
	const bytes = new Uint8Array((Math.max(...numbers) >> 3) + 1);
	for (const number of numbers) {
		const index = number >> 3;
		bytes[index] = (bytes[index] ?? 0) | (0x80 >> (number & 7));
	}
	return bytes;
}

/** node-forge holds bytes as the characters of a string. */
function toBinaryString(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('latin1');
}
