import { z } from 'zod';

/*
 * What `muhurdar seals --json` prints and `seals export --json` writes, published as docs/schema/seals.schema.json; what
 * `seals import` takes. Fields may be added under the same `schemaVersion`; it rises when one goes or changes its meaning.
 */

const moment = z.iso.datetime().describe('ISO 8601, UTC');
const MAX_TEXT = 1_000;
const text = z.string().max(MAX_TEXT);
/** Of a certificate in base64: 64 KiB of DER. */
const MAX_DER = 90_000;

const revocation = z.object({
	seenAt: moment.describe('When it was first seen on this computer'),
	since: moment.describe('When the authority says that it was revoked'),
	reason: z.string().max(40).describe('RFC 5280 5.3.1; certificateHold is a suspension'),
	source: z.enum(['ocsp', 'crl']),
});

const certificate = z.object({
	use: z
		.enum(['SIGN0', 'ENCR0'])
		.nullable()
		.describe('SIGN0: signing; ENCR0: encryption; null: the key usage is neither'),
	serialNumber: z
		.string()
		.regex(/^-?[0-9A-F]{1,200}$/)
		.describe('Upper-case hexadecimal'),
	issuer: text,
	notBefore: moment,
	notAfter: moment,
	fingerprint: z
		.string()
		.regex(/^[0-9a-f]{64}$/)
		.describe('SHA-256 of the certificate, lower-case hexadecimal'),
	revoked: revocation
		.nullable()
		.describe('A revocation that was seen; null where none was, which proves nothing'),
	der: z
		.base64()
		.max(MAX_DER)
		.nullable()
		.optional()
		.describe('The certificate, in exports; null where the register has it from a list'),
});

export const registeredSealReport = z.object({
	holder: z.object({
		number: z.string().max(64).nullable().describe('VKN or T.C. number'),
		kind: z.enum(['vkn', 'tckn']).nullable().describe('By its length; null where it is neither'),
		title: text,
	}),
	isSandbox: z.boolean(),
	certificates: z.array(certificate).min(1).max(2).describe('One, or the pair of a card: signing first'),
	notAfter: moment.describe('The end that comes first'),
	daysLeft: z.int().describe('Whole days to that end; negative after it'),
	relation: z
		.enum(['alone', 'spare', 'replaced'])
		.describe(
			'By the holder’s number and dates alone. replaced: a later seal was made for the end of this one; spare: another seal of ' +
				'the holder is in date as well; alone: neither',
		),
	others: z
		.array(z.string())
		.describe('Fingerprints of the first certificate of the seals that replace it or stand beside it'),
	firstSeen: moment,
	lastSeen: moment,
	place: z.object({
		kind: z
			.enum(['reader', 'file', 'list'])
			.describe('Where it was seen last; list: told by an imported file'),
		name: text,
	}),
	chipSerial: z
		.string()
		.max(80)
		.nullable()
		.describe('Of the chip it was seen on; null where that is not known'),
	note: text,
	lostAt: moment.nullable().describe('When the card was marked as lost'),
});

export const sealsReport = z
	.object({
		schemaVersion: z.literal(1),
		at: moment,
		seals: z.array(registeredSealReport),
	})
	.meta({ title: 'muhurdar seals --json' });

export type SealReport = z.infer<typeof registeredSealReport>;
