/** One BER-TLV object with a one-byte tag and definite length (up to 65535 bytes of value). */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
	const value = joinBytes(parts);
	return joinBytes([Uint8Array.of(tag, ...lengthField(value.length)), value]);
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
	return new Uint8Array(Buffer.concat(parts));
}

function lengthField(length: number): readonly number[] {
	if (length < 0x80) {
		return [length];
	}
	if (length <= 0xff) {
		return [0x81, length];
	}
	return [0x82, length >> 8, length & 0xff];
}
