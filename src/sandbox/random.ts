import { createHmac, randomBytes } from 'node:crypto';

/** Source of everything the sandbox invents: captcha texts, codes, PINs, serial numbers. */
export interface RandomSource {
	bytes(length: number): Uint8Array;
	/** Decimal digits, each equally likely. */
	digits(length: number): string;
	/** Characters of `alphabet` (at most 256), each equally likely. */
	text(length: number, alphabet: string): string;
	/** A source whose sequence does not depend on what was drawn from this one. */
	stream(name: string): RandomSource;
}

/**
 * With a seed every run invents the same things, for training and tests; without one they come from the
 * system's generator. Never used outside the sandbox.
 */
export function createRandomSource(seed: number | undefined): RandomSource {
	return seed === undefined
		? sourceOver(systemBytes, () => createRandomSource(undefined))
		: seeded(String(seed));
}

function seeded(key: string): RandomSource {
	let counter = 0;
	const nextBytes = (length: number): Uint8Array => {
		const blocks: Uint8Array[] = [];
		for (let have = 0; have < length; have += 32) {
			blocks.push(createHmac('sha256', key).update(String(counter++)).digest());
		}
		return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
	};
	return sourceOver(nextBytes, (name) => seeded(`${key}/${name}`));
}

function systemBytes(length: number): Uint8Array {
	return new Uint8Array(randomBytes(length));
}

function sourceOver(
	nextBytes: (length: number) => Uint8Array,
	stream: (name: string) => RandomSource,
): RandomSource {
	const text = (length: number, alphabet: string): string => {
		const limit = 256 - (256 % alphabet.length);
		let result = '';
		while (result.length < length) {
			for (const byte of nextBytes(length)) {
				// Bytes above the largest multiple of the alphabet's size would favour its first characters.
				if (byte < limit && result.length < length) {
					result += alphabet.charAt(byte % alphabet.length);
				}
			}
		}
		return result;
	};
	return { bytes: nextBytes, digits: (length) => text(length, '0123456789'), text, stream };
}
