import { z } from 'zod';
import { readerFacts, serviceReport } from './status-report.ts';

/*
 * What `muhurdar watch --json` prints, one object a line, published as docs/schema/watch.schema.json. The first lines
 * tell how things are, each further one what has changed. Fields and kinds of events may be added under the same
 * `schemaVersion`.
 */

const common = {
	schemaVersion: z.literal(1),
	at: z.iso.datetime().describe('ISO 8601, UTC'),
};

export const watchEvent = z
	.discriminatedUnion('event', [
		z.object({ ...common, event: z.literal('service-changed'), service: serviceReport }),
		z.object({ ...common, event: z.literal('reader-added'), reader: readerFacts }),
		z
			.object({ ...common, event: z.literal('reader-changed'), reader: readerFacts })
			.describe('Another card, none, or more known of the one that is in'),
		z.object({ ...common, event: z.literal('reader-removed'), name: z.string() }),
	])
	.meta({ title: 'A line of muhurdar watch --json' });

export type WatchEvent = z.infer<typeof watchEvent>;
