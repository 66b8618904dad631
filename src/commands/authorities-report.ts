import { z } from 'zod';
import { publicKey } from './certificate-schema.ts';

/*
 * What `muhurdar authorities --json` prints, published as docs/schema/authorities.schema.json. Loaded by the script that
 * writes that file and by tests; the command itself needs the type alone.
 *
 * Fields may be added under the same `schemaVersion`; it rises when one goes or changes its meaning.
 */

const moment = z.iso.datetime().describe('ISO 8601, UTC');

export const authoritiesReport = z
	.object({
		schemaVersion: z.literal(1),
		folder: z
			.string()
			.nullable()
			.describe('Where issuers are kept; null where the environment names no home'),
		authorities: z
			.array(
				z.object({
					role: z.enum(['root', 'issuer']),
					source: z
						.enum(['pinned', 'kept'])
						.describe('pinned: part of the program; kept: fetched or imported'),
					isVerified: z.boolean().describe('Verified up to a root that is pinned in the program'),
					title: z.string().describe("The subject's common name"),
					generation: z.int().nullable().describe('N of Sürüm N'),
					notBefore: moment,
					notAfter: moment,
					key: publicKey,
					fingerprint: z
						.string()
						.regex(/^[0-9a-f]{64}$/)
						.describe('SHA-256 of the certificate, lower-case hexadecimal'),
				}),
			)
			.describe('What is there after the command'),
		missing: z
			.array(z.object({ generation: z.int(), address: z.string() }))
			.describe("Kamu SM's issuers of fiscal seals that are not kept; `authorities fetch` brings them"),
		taken: z.array(z.string()).describe('Fingerprints that fetch or import added, or found kept already'),
		refused: z
			.array(
				z.object({
					from: z.string().describe('Address or file'),
					title: z.string().nullable().describe('Null where no certificate was read'),
					code: z
						.string()
						.describe(
							'not-an-authority, untrusted, issuer-missing (not verified up to a pinned root); not-kept (folder not writable, or ' +
								'full); not-readable, no-certificate, too-large, too-many, malformed; or why nothing came from an address: offline, timeout, …',
						),
				}),
			)
			.describe('What fetch or import did not take'),
		written: z.array(z.string()).describe('Files that export wrote'),
	})
	.meta({ title: 'muhurdar authorities --json' });

export type AuthoritiesReport = z.infer<typeof authoritiesReport>;
