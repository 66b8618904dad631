import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * What the portal keeps of a secret to compare with: SHA-256 over its NFC form without surrounding spaces.
 * Case counts: whether Kamu SM's portal folds it is not known, and folding Turkish i and ı would have to be
 * guessed.
 */
export function secretDigest(secret: string): Uint8Array {
	return createHash('sha256').update(secret.normalize('NFC').trim()).digest();
}

/** Takes as long for a wrong secret as for the right one. */
export function matchesSecret(given: string, digest: Uint8Array): boolean {
	return timingSafeEqual(secretDigest(given), digest);
}
