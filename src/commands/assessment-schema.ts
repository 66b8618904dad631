import { z } from 'zod';

/* How a certificate stands, as `inspect`, `status` and `expiring` report it. */

const moment = z.iso.datetime().describe('ISO 8601, UTC');
const fingerprint = z
	.string()
	.regex(/^[0-9a-f]{64}$/)
	.describe('SHA-256 of the certificate, lower-case hexadecimal');

const linkFault = z.enum([
	'bad-signature',
	'unsupported-algorithm',
	'weak-key',
	'not-an-authority',
	'may-not-issue',
	'path-too-long',
	'issuer-expired',
	'issuer-not-yet-valid',
	'unknown-critical-extension',
	'name-not-permitted',
	'no-valid-policy',
	'malformed-extension',
	'unreadable-key',
]);

const fetchFailures = [
	'bad-address',
	'offline',
	'proxy-failed',
	'timeout',
	'redirected-away',
	'too-large',
	'bad-answer',
	'http-status',
	'cancelled',
] as const;

const chain = z
	.object({
		verdict: z
			.enum(['trusted', 'incomplete', 'untrusted'])
			.describe('trusted: every link is verified and the last is a root that is pinned in the program'),
		fault: z
			.enum([...linkFault.options, 'not-pinned', 'chain-too-long', 'too-many-candidates'])
			.nullable()
			.describe('Why it is untrusted'),
		missingIssuer: z.string().nullable().describe('Common name of the issuer that is not at hand'),
		failure: z
			.enum([...fetchFailures, 'no-address', 'not-the-issuer'])
			.nullable()
			.describe('What came of asking for that issuer; null where nobody asked'),
		links: z
			.array(
				z.object({
					title: z.string().describe("The subject's common name"),
					fingerprint,
					source: z
						.enum(['subject', 'given', 'kept', 'fetched', 'pinned'])
						.describe(
							'given: by a file; kept: fetched or imported at an earlier time; fetched: from the address in the certificate below',
						),
					isPinnedRoot: z.boolean(),
					fault: linkFault.nullable(),
					notBefore: moment,
					notAfter: moment,
				}),
			)
			.describe('From the certificate upwards'),
	})
	.describe('The way to a corporate root of Kamu SM');

const source = z.enum(['ocsp', 'crl']);
const revocationReason = z.enum([
	'unspecified',
	'keyCompromise',
	'cACompromise',
	'affiliationChanged',
	'superseded',
	'cessationOfOperation',
	'certificateHold',
	'removeFromCRL',
	'privilegeWithdrawn',
	'aACompromise',
]);

const revocation = z.object({
	verdict: z.enum(['not-asked', 'good', 'revoked', 'suspended', 'unknown']),
	notAskedBecause: z.enum(['not-wanted', 'no-issuer', 'no-source', 'sandbox']).nullable(),
	reason: revocationReason.nullable(),
	since: moment.nullable(),
	evidence: z
		.object({
			source,
			from: z.string().describe('Address or file'),
			signer: z.string().describe("The signer's common name"),
			producedAt: moment.nullable(),
			thisUpdate: moment,
			nextUpdate: moment.nullable(),
			keptAt: moment.nullable().describe('When it came, where it was kept from an earlier time'),
			nonce: z.enum(['matched', 'absent']).nullable(),
		})
		.nullable()
		.describe('The signed and verified answer that the verdict rests on'),
	failed: z
		.array(
			z.object({
				source,
				from: z.string(),
				code: z.enum([
					...fetchFailures,
					'malformed',
					'unreadable',
					'bad-signature',
					'unsupported-algorithm',
					'weak-key',
					'wrong-signer',
					'stale',
					'not-yet-valid',
					'refused',
					'unknown-certificate',
					'other-certificate',
					'empty-answer',
					'responder-revoked',
					'responder-unchecked',
					'wrong-nonce',
					'other-issuer',
					'delta',
					'wrong-scope',
					'unknown-critical-extension',
				]),
				httpStatus: z.int().nullable(),
			}),
		)
		.describe('Sources that gave no evidence, in the order in which they were asked'),
});

const state = z
	.object({
		kind: z.enum(['not-yet-valid', 'valid', 'expiring', 'suspended', 'revoked', 'expired', 'unknown']),
		judgedBy: z
			.array(z.enum(['dates', 'chain', 'ocsp', 'crl']))
			.describe(
				'What the state rests on. `valid` by dates alone says nothing of revocation; with --check or --crl a state is ' +
					'valid or expiring only where the chain is trusted and an answer about revocation was verified',
			),
		daysLeft: z.int().nonnegative().nullable().describe('Whole days to the end'),
		reminder: z
			.union([z.literal(90), z.literal(60), z.literal(30), z.literal(15), z.literal(7)])
			.nullable()
			.describe('The smallest of these days that the rest still fits in'),
		startsInSeconds: z.int().nonnegative().nullable(),
		since: moment.nullable().describe('Of revocation, suspension or end'),
		reason: revocationReason.nullable(),
		why: z
			.enum([
				'chain-incomplete',
				'chain-untrusted',
				'authority-revoked',
				'authority-suspended',
				'not-asked',
				'offline',
				'no-evidence',
				'unknown-to-responder',
				'sandbox',
			])
			.nullable()
			.describe('Why the state is unknown'),
		decidedBy: z
			.object({
				position: z
					.int()
					.nonnegative()
					.describe('Its place in the links of the chain; 0: the certificate itself'),
				title: z.string(),
				fingerprint,
			})
			.describe('The certificate of the chain that decides'),
	})
	.describe('At `at` of the report');

/** Fields of a report about one certificate. */
export const assessmentFields = {
	state,
	chain,
	revocation,
	authorities: z
		.array(z.object({ title: z.string(), fingerprint, position: z.int().positive(), revocation }))
		.describe(
			'Revocation of the authorities between the certificate and the root; empty where they were not asked about',
		),
};

export const assessmentReport = z.object(assessmentFields);

export type AssessmentReport = z.infer<typeof assessmentReport>;
