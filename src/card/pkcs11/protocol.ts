import { z } from 'zod';

/**
 * What the program and the process that holds the vendor's module say to one another: one request, one answer, until
 * the program closes the pipe. Secrets are not in the words: they are bytes behind them (`frames.ts`).
 */

/** Far above what a card holds; what goes beyond is not listed. */
export const MAX_TOKENS = 16;
export const MAX_CERTIFICATES = 32;
/** As long as a certificate file on a card can be. */
export const MAX_CERTIFICATE_BYTES = 32_768;
export const MAX_SIGNATURE_BYTES = 1_024;

const MAX_PATH_CHARACTERS = 4_096;
const MAX_FIELD_CHARACTERS = 256;
const MAX_DETAIL_CHARACTERS = 1_000;
/** Identifiers are a few bytes; a module's own may be a hash. */
const MAX_ID_HEX_DIGITS = 512;

const base64 = (maxBytes: number) =>
	z
		.string()
		.max(Math.ceil(maxBytes / 3) * 4)
		.regex(/^[A-Za-z0-9+/]*={0,2}$/);
const hex = z
	.string()
	.max(MAX_ID_HEX_DIGITS)
	.regex(/^(?:[0-9a-f]{2})*$/);
const text = z.string().max(MAX_FIELD_CHARACTERS);
const whole = z.int().nonnegative();
const tokenNumber = z.int().nonnegative().max(MAX_TOKENS);

/** With raw RSA padding by us, with a digest made by the module, and the same for EC. */
const mechanism = z.enum(['rsa-pkcs', 'sha256-rsa-pkcs', 'ecdsa', 'ecdsa-sha384']);
export type SigningMechanism = z.infer<typeof mechanism>;

export const moduleRequest = z.discriminatedUnion('step', [
	z.object({ step: z.literal('load'), path: z.string().max(MAX_PATH_CHARACTERS) }),
	/** Those of cards that are in, numbered from 0. */
	z.object({ step: z.literal('list-tokens') }),
	/** Opens the one session there is, and ends a former one. */
	z.object({ step: z.literal('open-session'), token: tokenNumber, mayWrite: z.boolean() }),
	z.object({ step: z.literal('list-certificates') }),
	z.object({ step: z.literal('list-mechanisms') }),
	/** One secret. */
	z.object({ step: z.literal('log-in'), who: z.enum(['holder', 'officer']) }),
	/** Two secrets: the present PIN and the new one. */
	z.object({ step: z.literal('change-pin') }),
	/** One secret; after the officer has logged in. */
	z.object({ step: z.literal('set-new-pin') }),
	z.object({
		step: z.literal('sign'),
		/** CKA_ID of the private key. */
		keyId: hex,
		mechanism,
		data: base64(65_536),
	}),
	z.object({ step: z.literal('end') }),
]);
export type ModuleRequest = z.infer<typeof moduleRequest>;

const version = z.object({ major: z.int().min(0).max(255), minor: z.int().min(0).max(255) });

const moduleInfo = z.object({
	cryptokiVersion: version,
	libraryVersion: version,
	manufacturer: text,
	description: text,
});
export type ModuleInfo = z.infer<typeof moduleInfo>;

const token = z.object({
	token: tokenNumber,
	slotDescription: text,
	label: text,
	manufacturer: text,
	model: text,
	serialNumber: text,
	/** `CK_TOKEN_INFO.flags`. */
	flags: whole,
	minPinLength: whole,
	maxPinLength: whole,
});

const certificate = z.object({
	der: base64(MAX_CERTIFICATE_BYTES),
	/** CKA_ID: the same as its private key's. */
	id: hex,
	label: text,
});

export const moduleAnswer = z.discriminatedUnion('answer', [
	z.object({ answer: z.literal('loaded'), info: moduleInfo }),
	z.object({
		answer: z.literal('not-loaded'),
		why: z.enum([
			/** `pkcs11js` is not built here. */
			'binding-missing',
			/** The system's loader refuses the file. */
			'not-loadable',
			/** A library, but none with `C_GetFunctionList`. */
			'no-entry-point',
		]),
		detail: z.string().max(MAX_DETAIL_CHARACTERS),
	}),
	z.object({ answer: z.literal('tokens'), tokens: z.array(token).max(MAX_TOKENS) }),
	z.object({ answer: z.literal('certificates'), certificates: z.array(certificate).max(MAX_CERTIFICATES) }),
	z.object({ answer: z.literal('mechanisms'), mechanisms: z.array(mechanism) }),
	z.object({ answer: z.literal('signature'), signature: base64(MAX_SIGNATURE_BYTES) }),
	z.object({ answer: z.literal('done') }),
	/** No private key of that identifier is there after the login. */
	z.object({ answer: z.literal('no-such-key') }),
	/** The module's own return value. */
	z.object({ answer: z.literal('refused'), call: z.string().max(40), code: whole }),
]);
export type ModuleAnswer = z.infer<typeof moduleAnswer>;
export type TokenAnswer = z.infer<typeof token>;
export type CertificateAnswer = z.infer<typeof certificate>;
