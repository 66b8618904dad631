import { z } from 'zod';

/*
 * What `muhurdar doctor` prints with --json and writes with --bundle, published under docs/schema. Loaded by the
 * script that writes those files and by tests; the command itself needs the types alone.
 */

const link = z.object({
	link: z.enum(['service', 'reader', 'card', 'driver', 'certificates', 'portal', 'terminal', 'neighbours']),
	state: z
		.enum(['ok', 'trouble', 'not-needed', 'unknown'])
		.describe('unknown: could not be looked at, as a link before it is open or nothing tells'),
	reason: z
		.string()
		.nullable()
		.describe('What was found, as a code: not-running, no-reader, in-use, expired, unreachable and others'),
	evidence: z.array(z.string()).describe('What the state was judged by, in `language`'),
	remedy: z
		.string()
		.nullable()
		.describe('What happened, what is safe and what to do, in `language`; null where nothing is to be done'),
});

export const doctorReport = z
	.object({
		schemaVersion: z.literal(1),
		takenAt: z.iso.datetime().describe('ISO 8601, UTC'),
		language: z.enum(['tr', 'en']).describe('Of the sentences'),
		isComplete: z.boolean().describe('False where time was up before readers and cards were known'),
		links: z
			.array(link)
			.min(7)
			.max(8)
			.describe(
				'From the service to the terminal, in this order; then, unless an earlier version wrote it, other programs',
			),
	})
	.meta({ title: 'muhurdar doctor --json' });

export const doctorBundle = z
	.object({
		schemaVersion: z.literal(1),
		program: z.object({ version: z.string(), node: z.string(), platform: z.string(), machine: z.string() }),
		report: doctorReport.describe(
			'Without the name and number of the holder and the home directory; of long numbers the last 3 characters, ' +
				'whatever stands between their digits',
		),
	})
	.meta({ title: 'muhurdar doctor --bundle' });

export type DoctorReport = z.infer<typeof doctorReport>;
export type DoctorBundle = z.infer<typeof doctorBundle>;
export type DoctorLink = z.infer<typeof link>;
