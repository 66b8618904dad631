import type { RandomSource } from '../random.ts';

/** Serial numbers of a seal's two certificates: seven octets, first bit zero. */
export interface SealSerials {
	readonly signing: Uint8Array;
	readonly encryption: Uint8Array;
}

const HIGH_OCTETS = 4;
const LOW_BITS = 24;

/** As on real cards: the low 24 bits are consecutive, signing first; the high ones have nothing in common. */
export function inventSerials(random: RandomSource): SealSerials {
	const even = lowBits(random.bytes(LOW_BITS / 8)) & ~1;
	return { signing: serial(random, even), encryption: serial(random, even | 1) };
}

export function isSerial(bytes: Uint8Array): boolean {
	const first = bytes[0];
	return bytes.length === HIGH_OCTETS + LOW_BITS / 8 && first !== undefined && first > 0 && first < 0x80;
}

function serial(random: RandomSource, low: number): Uint8Array {
	const high = random.bytes(HIGH_OCTETS);
	// Never zero and never negative, or DER would write fewer or more octets.
	high[0] = ((high[0] ?? 0) % 0x7f) + 1;
	return Uint8Array.of(...high, low >> 16, (low >> 8) & 0xff, low & 0xff);
}

function lowBits(bytes: Uint8Array): number {
	return bytes.reduce((value, byte) => (value << 8) | byte, 0);
}
