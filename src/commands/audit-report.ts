import { z } from 'zod';

/*
 * What `muhurdar audit verify --json` prints, published as docs/schema/audit.schema.json. Loaded by the script that
 * writes that file and by tests; the command itself needs the type alone.
 */
export const auditReport = z
	.object({
		schemaVersion: z.literal(1),
		path: z.string().describe('The journal; - is --stdin'),
		verdict: z
			.enum(['sound', 'missing', 'not-readable', 'altered', 'out-of-place', 'torn', 'head-missing'])
			.describe(
				'altered: a line is not as it was written; out-of-place: something was taken out, put in or moved; torn: the ' +
					'last line has no end; head-missing: whole in itself, and the hash given by --head is not in it',
			),
		line: z.int().positive().nullable().describe('Where the fault is; null where there is none'),
		records: z.int().nonnegative().nullable().describe('Null where they were not all read'),
		head: z
			.string()
			.regex(/^[0-9a-f]{64}$/)
			.nullable()
			.describe(
				'Hash of the last record: kept elsewhere and given to --head later, it shows that the end is there',
			),
		openChanges: z.int().nonnegative().nullable().describe('Changes at a portal without an outcome'),
		openCardActs: z.int().nonnegative().nullable().describe('Acts on a card without an outcome'),
		repeats: z
			.int()
			.nonnegative()
			.nullable()
			.describe('Records that came again from --stdin, byte for byte, as after a lost connection'),
	})
	.meta({ title: 'muhurdar audit verify --json' });

export type AuditReport = z.infer<typeof auditReport>;
