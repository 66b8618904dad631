import { z } from 'zod';

/*
 * What `muhurdar config get --json` prints, published as docs/schema/config.schema.json. Loaded by the script that
 * writes that file and by tests; the command itself needs the type alone.
 */
export const configReport = z
	.object({
		schemaVersion: z.literal(1),
		path: z.string().describe('The settings file; it need not exist'),
		settings: z.array(
			z.object({
				name: z.string(),
				value: z
					.union([z.string(), z.boolean(), z.number()])
					.nullable()
					.describe('Null where none is set, and for the code of the kiosk, which is never shown'),
				isDefault: z.boolean().describe('True where nothing sets it'),
				origin: z
					.enum(['default', 'locale', 'system', 'user', 'environment', 'flag'])
					.describe('What sets it; locale: LANG and its like, for the language alone'),
			}),
		),
	})
	.meta({ title: 'muhurdar config get --json' });

export type ConfigReport = z.infer<typeof configReport>;
