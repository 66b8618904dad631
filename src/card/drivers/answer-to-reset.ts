/** ISO 7816-3 8.2: TS and at most 32 characters. */
export const MAX_ATR_BYTES = 33;

/** Upper-case hexadecimal, at most {@link MAX_ATR_BYTES} bytes of it. */
export function atrHex(atr: Uint8Array): string {
	// ASCII hexadecimal, no locale involved.
	return Buffer.from(atr.subarray(0, MAX_ATR_BYTES)).toString('hex').toUpperCase();
}

/** Historical bytes of an ATR (ISO 7816-3 8.2.4); undefined where it is truncated or too long. */
export function historicalBytes(atr: Uint8Array): Uint8Array | undefined {
	const format = atr[1];
	if (format === undefined || atr.length > MAX_ATR_BYTES) {
		return undefined;
	}
	let offset = 2;
	let announced: number | undefined = format;
	while (announced !== undefined) {
		const presence: number = announced;
		// Bits 5–8 announce TA, TB, TC and TD; TD announces the next group.
		offset += [0x10, 0x20, 0x40].filter((bit) => (presence & bit) !== 0).length;
		announced = undefined;
		if ((presence & 0x80) !== 0) {
			announced = atr[offset];
			offset++;
			if (announced === undefined) {
				return undefined;
			}
		}
	}
	const end = offset + (format & 0x0f);
	return end <= atr.length ? atr.subarray(offset, end) : undefined;
}
