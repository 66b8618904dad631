import { z } from 'zod';

/*
 * What `muhurdar expiring --json` prints, published as docs/schema/expiring.schema.json. Loaded by the script that
 * writes that file and by tests; the command itself needs the type alone.
 *
 * Fields may be added under the same `schemaVersion`; it rises when one goes or changes its meaning.
 */

import { assessmentReport } from './assessment-schema.ts';
import { clockDoubt } from './certificate-schema.ts';

const moment = z.iso.datetime().describe('ISO 8601, UTC');

export const expiringReport = z
	.object({
		schemaVersion: z.literal(1),
		at: moment,
		judgedBy: z
			.enum(['dates', 'everything'])
			.describe('dates: neither the chain nor revocation was looked at; everything: --check was given'),
		withinDays: z.int().positive(),
		criticalDays: z.int().nonnegative(),
		status: z
			.enum(['ok', 'warning', 'critical', 'unknown'])
			.describe(
				'The exit code: 0, 1, 2, 3. unknown: something could not be looked at, nothing proves whether a certificate is ' +
					'revoked (with --check), or the clock is doubted, and nothing is critical',
			),
		clockDoubt,
		certificates: z
			.array(
				z.object({
					source: z.string().describe('Reader or file; `register` with --register'),
					label: z.string().describe("Number and use of a seal, else the subject's common name"),
					title: z.string(),
					isSandbox: z.boolean(),
					notBefore: moment,
					notAfter: moment,
					daysLeft: z.int().describe('Whole days to the end; negative after it'),
					level: z
						.enum(['fine', 'warning', 'critical'])
						.describe('critical also where it is revoked or suspended, or its chain is not to be trusted'),
					outOfUse: z
						.enum(['lost', 'revoked'])
						.nullable()
						.describe(
							'What the register knows of its seal; null where it knows neither, or was not looked at',
						),
					assessment: assessmentReport.nullable().describe('As `inspect` tells it; null without --check'),
					fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
				}),
			)
			.describe('One for each holder and use: the one that lasts longest of those that can be used'),
		problems: z
			.array(
				z.object({
					source: z.string(),
					code: z
						.enum([
							'not-readable',
							'no-certificate',
							'register-not-read',
							'only-listed',
							'too-large',
							'too-many',
							'malformed',
							'no-service',
							'access-denied',
							'time-up',
							'no-reader',
							'no-card',
							'card-not-read',
							'card-still-read',
							'card-incomplete',
							'no-seal',
						])
						.describe('malformed: a certificate of the file could not be read'),
				}),
			)
			.describe('What could not be looked at'),
		withoutSeal: z
			.array(z.string())
			.describe('Readers whose card has no seal, where another card has one: they do not count'),
	})
	.meta({ title: 'muhurdar expiring --json' });

export type ExpiringReport = z.infer<typeof expiringReport>;
