import type { RandomSource } from '../random.ts';

/** 24 bytes, as 32 characters that need no escaping in a path or a header. */
export function newToken(random: RandomSource): string {
	return Buffer.from(random.bytes(24)).toString('base64url');
}
