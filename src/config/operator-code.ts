import type { SecretText } from '#text';

/* The code that ends kiosk mode is kept as a hash: whoever reads the settings does not know it. */

/** RFC 7914's N, r and p: about a tenth of a second and 32 MiB a guess. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** How a hash is written: name of the scheme, salt and key in lower-case hexadecimal. */
export const OPERATOR_CODE_HASH = /^scrypt-15-8-1:[0-9a-f]{32}:[0-9a-f]{64}$/;

/** Characters that a code has at least and at most. */
export const OPERATOR_CODE_LENGTH = { least: 6, most: 64 } as const;

export async function hashOperatorCode(code: SecretText): Promise<string> {
	const { randomBytes } = await import('node:crypto');
	const salt = randomBytes(SALT_BYTES);
	const key = await keyOf(code, salt);
	return `scrypt-15-8-1:${salt.toString('hex')}:${key.toString('hex')}`;
}

/** False also where `hash` is none. */
export async function isOperatorCode(code: SecretText, hash: string | undefined): Promise<boolean> {
	if (hash === undefined || !OPERATOR_CODE_HASH.test(hash)) {
		return false;
	}
	const { timingSafeEqual } = await import('node:crypto');
	const [, salt = '', key = ''] = hash.split(':');
	return timingSafeEqual(await keyOf(code, Buffer.from(salt, 'hex')), Buffer.from(key, 'hex'));
}

async function keyOf(code: SecretText, salt: Buffer): Promise<Buffer> {
	// Loaded when a code is made or tried, and not before the first screen.
	const { scrypt } = await import('node:crypto');
	const bytes = Buffer.alloc(code.byteLength);
	code.writeTo(bytes, 0);
	const made = Promise.withResolvers<Buffer>();
	scrypt(bytes, salt, KEY_BYTES, COST, (error, key) => {
		bytes.fill(0);
		if (error === null) {
			made.resolve(key);
		} else {
			made.reject(error);
		}
	});
	return made.promise;
}
