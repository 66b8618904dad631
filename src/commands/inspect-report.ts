import { z } from 'zod';
import { assessmentFields } from './assessment-schema.ts';
import { certificateSerial, clockDoubt, publicKey } from './certificate-schema.ts';

/*
 * What `muhurdar inspect --json` prints, published as docs/schema/inspect.schema.json. Loaded by the script that
 * writes that file and by tests; the command itself needs the type alone.
 *
 * Fields may be added under the same `schemaVersion`; it rises when one goes or changes its meaning.
 */

const moment = z.iso.datetime().describe('ISO 8601, UTC');
const fingerprint = z
	.string()
	.regex(/^[0-9a-f]{64}$/)
	.describe('SHA-256 of the certificate, lower-case hexadecimal');
const keyId = z
	.string()
	.regex(/^(?:[0-9a-f]{2})*$/)
	.nullable();

const name = z
	.array(z.object({ name: z.string().describe('CN, O, …, or an object identifier'), value: z.string() }))
	.describe('In the order of the certificate');

const certificate = z.object({
	kind: z
		.enum(['seal', 'e-signature', 'e-seal', 'tls', 'authority', 'other'])
		.describe("e-seal: a qualified electronic seal, which is another product than the fiscal seal ('seal')"),
	isPinnedRoot: z.boolean().describe('One of the corporate roots of Kamu SM that are pinned in the program'),
	isSandbox: z.boolean().describe('Issued by a test authority of the sandbox: worth nothing outside it'),
	use: z.enum(['SIGN0', 'ENCR0']).nullable().describe('By key usage'),
	label: z.string().nullable().describe("Number and use, as a seal's pairs are labelled"),
	generation: z.int().nullable().describe("N of the issuer's Sürüm N; of an authority its own"),
	title: z.string().describe("The subject's common name: on a seal the holder's trade title"),
	holderNumber: z
		.object({
			kind: z.enum(['vkn', 'tckn']).nullable(),
			number: z.string(),
			remark: z
				.enum(['check-digit', 'length', 'not-digits'])
				.nullable()
				.describe('Why the number cannot be right; real test certificates have such numbers'),
		})
		.nullable()
		.describe("The subject's serial number"),
	subject: name,
	issuer: name,
	serialNumber: certificateSerial,
	serialDecimal: z.string().regex(/^-?[0-9]+$/),
	notBefore: moment,
	notAfter: moment,
	key: publicKey,
	signatureAlgorithm: z.string(),
	keyUsage: z.array(z.string()),
	purposes: z.array(z.string()).describe('Extended key usage, object identifiers'),
	policies: z.array(z.string()).describe('Object identifiers'),
	policyAddress: z.string().nullable(),
	policyNotice: z.string().nullable(),
	subjectKeyId: keyId,
	authorityKeyId: keyId,
	addresses: z.object({
		ocsp: z.array(z.string()),
		crl: z.array(z.string()),
		issuer: z.array(z.string()),
	}),
	fingerprint,
	...assessmentFields,
});

export const inspectReport = z
	.object({
		schemaVersion: z.literal(1),
		at: moment.describe('The moment that everything is judged by'),
		clockDoubt,
		isRevocationWanted: z.boolean().describe('--check or --crl was given'),
		files: z.array(
			z.object({
				file: z.string(),
				error: z
					.enum(['not-readable', 'no-certificate', 'too-large', 'too-many'])
					.nullable()
					.describe('Why it gave no certificate'),
				certificates: z.array(certificate),
				unreadable: z
					.array(
						z.object({
							position: z.int().positive().describe("The certificate's place in the file, from 1"),
							reason: z.enum(['malformed', 'too-large']),
						}),
					)
					.describe('Certificates of the file that could not be read'),
			}),
		),
	})
	.meta({ title: 'muhurdar inspect --json' });

export type InspectReport = z.infer<typeof inspectReport>;
