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
				state: z
					.enum(['passed', 'failed', 'skipped'])
					.describe('`skipped`: the portal does not offer what it is about'),
				request: z.string().describe('What was sent, secrets and random parts left out'),
				expected: z.string(),
				seen: z.string().describe('Empty where nothing was sent'),
				section: z.string().describe('Heading in docs/portal-builders.md'),
			}),
		),
	})
	.meta({ title: 'muhurdar portal-check --json' });

export type PortalCheckReport = z.infer<typeof portalCheckReport>;
