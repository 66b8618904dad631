import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { SecretText } from '#text';

/** A PIN as it may lie in a file: its value cannot be read from it, only a guess be compared. */
export interface HashedPin {
	/** Number of characters: RESET RETRY COUNTER sends the PUK and the new PIN without a mark in between. */
	readonly length: number;
	/** Hexadecimal. */
	readonly salt: string;
	/** Hexadecimal; scrypt with Node's own cost (N 16384, r 8, p 1). */
	readonly key: string;
}

/** The value of one PIN or PUK, as the card holds it. */
export interface PinSecret {
	/** Number of characters. */
	readonly length: number;
	matches(candidate: SecretText): boolean;
	/** Takes some 40 ms the first time, where the value is known; the same hash ever after. */
	hashed(): HashedPin;
	wipe(): void;
}

const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** A value that the card was made with, or that was sent to it; copied. */
export function knownSecret(value: SecretText): PinSecret {
	// A copy: the card wipes what it replaces, and the caller's value is not its own.
	const secret = SecretText.of(value.reveal());
	let hash: HashedPin | undefined;
	return {
		length: secret.length,
		matches: (candidate) => candidate.reveal() === secret.reveal(),
		hashed() {
			hash ??= hashPin(secret);
			return hash;
		},
		wipe: () => secret.wipe(),
	};
}

/** A value taken up again from a file. */
export function restoredSecret(hash: HashedPin): PinSecret {
	return {
		length: hash.length,
		matches: (candidate) => matchesHash(candidate, hash),
		hashed: () => hash,
		wipe: () => undefined,
	};
}

export function hashPin(secret: SecretText): HashedPin {
	const salt = randomBytes(SALT_BYTES);
	return {
		length: secret.length,
		salt: salt.toString('hex'),
		key: scryptSync(secret.reveal(), salt, KEY_BYTES).toString('hex'),
	};
}

export function matchesHash(candidate: SecretText, { length, salt, key }: HashedPin): boolean {
	const expected = Buffer.from(key, 'hex');
	return (
		candidate.length === length &&
		expected.length === KEY_BYTES &&
		timingSafeEqual(scryptSync(candidate.reveal(), Buffer.from(salt, 'hex'), KEY_BYTES), expected)
	);
}
