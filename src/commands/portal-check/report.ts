import { z } from 'zod';

/*
 * What `muhurdar portal-check --json` prints, published as docs/schema/portal-check.schema.json. Loaded by the script that
 * writes that file and by tests; the command itself needs the types alone.
 */
export const portalCheckReport = z
	.object({
		schemaVersion: z.literal(1),
		portal: z.string().describe('The address that was asked'),
		contractVersion: z.number().int().describe('Of this program'),
		checks: z.array(
			z.object({
				id: z.string().describe('Stays the same from version to version'),
				state: z.enum(['passed', 'failed', 'skipped']).describe('`skipped`: not tried, see `reason`'),
				reason: z
					.enum([
						'not-offered',
						'no-account',
						'no-consent',
						'not-a-test-portal',
						'nothing-to-try',
						'earlier-failure',
						'too-many-requests',
						'not-seen',
						'given-up',
						'by-hand',
					])
					.nullable()
					.describe(
						'Why it was not tried; else null. not-offered: the portal does not list it; no-account: without --account; ' +
							'no-consent: --change does not name it; not-a-test-portal: `isSandbox` is not true; nothing-to-try: the ' +
							'account has nothing of that kind; earlier-failure: what it builds on failed; too-many-requests: the portal ' +
							'asked to come later; not-seen: no answer was of that kind; given-up: the person typed nothing, or nothing of the asked form; ' +
							'by-hand: this command does not try it, so whoever writes the portal has to: `request` and `expected` say how',
					),
				request: z.string().describe('What was sent, secrets and random parts left out'),
				expected: z.string(),
				seen: z.string().describe('Empty where nothing was sent'),
				section: z.string().describe('Heading in docs/portal-builders.md'),
			}),
		),
	})
	.meta({ title: 'muhurdar portal-check --json' });

export type PortalCheckReport = z.infer<typeof portalCheckReport>;
