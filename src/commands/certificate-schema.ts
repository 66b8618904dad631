import { z } from 'zod';

/* What reports say of a certificate alike. */

export const publicKey = z.discriminatedUnion('type', [
	z.object({ type: z.literal('rsa'), bits: z.int().nonnegative() }),
	z
		.object({ type: z.literal('rsa-pss'), bits: z.int().nonnegative() })
		.describe('RSA that signs with PSS alone'),
	z.object({ type: z.literal('ec'), curve: z.string().describe("OpenSSL's name, such as secp384r1") }),
	z.object({
		type: z.literal('other'),
		algorithm: z
			.string()
			.describe("OpenSSL's name, or the object identifier of one that OpenSSL cannot read"),
	}),
]);

export const certificateSerial = z
	.string()
	.regex(/^-?(?:[0-9A-F]{2})+$/)
	.describe('Hexadecimal; a minus sign before a negative number, which no issuer should give');

export const clockDoubt = z
	.enum(['behind', 'ahead'])
	.nullable()
	.describe(
		"Why the computer's clock is not believed, so that nothing that rests on dates is sure. behind: it is earlier " +
			'than the program; ahead: by it every certificate that was looked at ended more than five years ago',
	);
