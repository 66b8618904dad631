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

/** A certificate of a seal that the register has as lost. */
const lostCertificate = {
	holder: z.string().nullable().describe('VKN or T.C. number'),
	title: z.string(),
	use: z.enum(['SIGN0', 'ENCR0']).nullable(),
	serialNumber: z.string().describe('Upper-case hexadecimal'),
};

const answer = z
	.enum(['good', 'revoked', 'suspended', 'unknown', 'not-asked'])
	.describe('unknown: asked, and nothing is proven; not-asked: there was nobody to ask');

export const watchEvent = z
	.discriminatedUnion('event', [
		z.object({ ...common, event: z.literal('service-changed'), service: serviceReport }),
		z.object({ ...common, event: z.literal('reader-added'), reader: readerFacts }),
		z
			.object({ ...common, event: z.literal('reader-changed'), reader: readerFacts })
			.describe('Another card, none, or more known of the one that is in'),
		z.object({ ...common, event: z.literal('reader-removed'), name: z.string() }),
		z
			.object({
				...common,
				event: z.literal('revocation-asked'),
				...lostCertificate,
				ocsp: answer,
				list: answer,
			})
			.describe('With --revocation: what OCSP and the list say now'),
		z
			.object({
				...common,
				event: z.literal('revocation-seen'),
				...lostCertificate,
				since: z.iso.datetime().describe('When the authority says that it was revoked'),
				seenAt: z.iso.datetime().describe('When it was first seen here'),
				reason: z.string().describe('RFC 5280 5.3.1'),
				source: z.enum(['ocsp', 'crl']),
			})
			.describe('With --revocation: it will not be asked about again'),
	])
	.meta({ title: 'A line of muhurdar watch --json' });

export type WatchEvent = z.infer<typeof watchEvent>;
