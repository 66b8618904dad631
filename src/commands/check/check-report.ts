import { z } from 'zod';
import { CHECK_DETAILS } from './check-details.ts';

/*
 * What `muhurdar check` prints with --json, published as docs/schema/check.schema.json. Loaded by the script that writes
 * that file and by tests; the command itself needs the types alone.
 *
 * Fields and links may be added under the same `schemaVersion`; it rises when one goes or changes its meaning.
 */

export const CHECK_LINKS = [
	'usb',
	'service',
	'access',
	'reader',
	'card',
	'driver',
	'certificates',
	'clock',
	'chain',
	'revocation',
	'tries',
	'signature',
	'neighbours',
] as const;

const level = z
	.enum(['ok', 'warning', 'critical', 'unknown', 'not-needed'])
	.describe('unknown: could not be looked at, as a link before it is open or nothing tells');

const link = z.object({
	link: z.enum(CHECK_LINKS),
	level,
	reason: z.string().nullable().describe('What was found, as a code that `muhurdar explain` or doctor knows'),
	evidence: z.array(z.string()).describe('What the level was judged by, in `language`'),
	remedy: z
		.string()
		.nullable()
		.describe('What happened, what is safe and what to do, in `language`; null where nothing is to be done'),
});

export const checkReport = z
	.object({
		schemaVersion: z.literal(1),
		takenAt: z.iso.datetime().describe("ISO 8601, UTC, by this computer's clock"),
		language: z.enum(['tr', 'en']).describe('Of the sentences'),
		program: z.object({
			version: z.string(),
			node: z.string(),
			system: z.string().describe('As the system names itself'),
			machine: z.string(),
		}),
		isComplete: z.boolean().describe('False where time was up before readers and cards were known'),
		isPractice: z.boolean().describe('The card is the sandbox’s: what is said of it holds for no real seal'),
		verdict: z
			.enum(['ok', 'warning', 'critical', 'unknown'])
			.describe('The gravest of the links: critical before unknown before warning'),
		includes: z
			.array(z.enum(CHECK_DETAILS))
			.describe('Personal details that the person wanted in the report'),
		holder: z
			.object({ title: z.string(), number: z.string() })
			.nullable()
			.describe('Null without --include holder, and where no seal was read'),
		links: z.array(link).describe('From the USB port to the signature, in this order; then other programs'),
	})
	.meta({ title: 'muhurdar check --json' });

export type CheckReport = z.infer<typeof checkReport>;
export type CheckLink = z.infer<typeof link>;
export type CheckLevel = CheckLink['level'];
