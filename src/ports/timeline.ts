import type { TimelinePort } from '#app';
import type { Journal } from '#audit';

/** Entries kept: more than anybody goes through line by line. */
const MOST_ENTRIES = 500;

/** @param directory of the journal of this run; undefined where the environment names none */
export function timelineIn(
	directory: () => Promise<string | undefined>,
	journal: () => Promise<Journal>,
): TimelinePort {
	return {
		async read(subject, signal) {
			const folder = await directory();
			if (folder === undefined) {
				return { kind: 'not-readable' };
			}
			// What was just done is in it.
			await (await journal()).written();
			const { readCardHistory } = await import('#audit');
			return readCardHistory(folder, subject, { most: MOST_ENTRIES, signal });
		},
	};
}
