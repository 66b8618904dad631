/**
 * Writes `test/storm/corpus/replies.txt` anew: what virtual cards answer to reading and to acts with a PIN, and, of so
 * many mutated streams, the first that led to each other outcome. The certificates in it are new each time.
 *
 * Usage: node scripts/write-corpus.ts [number of mutated streams, default 300000]
 */
import { writeFileSync } from 'node:fs';
import { recordStreams } from '../test/storm/record-streams.ts';
import { runReplyFuzz } from '../test/storm/reply-fuzz.ts';
import { CORPUS_PATH, type ReplyStream, writeStream } from '../test/storm/reply-streams.ts';

const SEED = 1;
const [, , wanted = '300000'] = process.argv;

const recorded = await recordStreams();
const kept = new Map<string, ReplyStream>();
const report = await runReplyFuzz({
	seed: SEED,
	streams: Number(wanted),
	corpus: recorded,
	onResult(stream, { outcome, commands }) {
		if (!kept.has(outcome) && !recorded.includes(stream)) {
			// Answers that were not asked for any more say nothing.
			kept.set(outcome, { ...stream, replies: stream.replies.slice(0, Math.max(1, commands)) });
		}
	},
});
if (report.broken.length > 0) {
	throw new Error(report.broken.join('\n'));
}
writeFileSync(
	CORPUS_PATH,
	[
		'# Streams of answers that are played at every run of the tests; `node scripts/write-corpus.ts` makes them.',
		'# target end ATR answers',
		'',
		'# What virtual cards answer. The first is the card that all acts are about.',
		...recorded.map(writeStream),
		'',
		'# The first mutated stream that led to each outcome which is not among those.',
		...[...kept.values()].map(writeStream),
		'',
	].join('\n'),
);
process.stdout.write(`${recorded.length} recorded streams, ${kept.size} mutated ones\n`);
