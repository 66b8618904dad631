import { describe, expect, test } from 'vitest';
import { heapInUse } from '../../storm/heap-in-use.ts';
import { runReplyFuzz } from '../../storm/reply-fuzz.ts';
import { FUZZ_TARGETS, readCorpus, readStreams, writeStream } from '../../storm/reply-streams.ts';

const SEED = 20261125;
const STREAMS = 3_000;
const MAX_HEAP_GROWTH_BYTES = 20 * 2 ** 20;

describe('cards that answer anything', () => {
	test('are read, recognised and given a PIN without harm: those that are kept', async () => {
		const corpus = readCorpus();
		const { outcomes, broken } = await runReplyFuzz({ seed: SEED, streams: 0, corpus });
		expect(broken).toEqual([]);
		// Nobody keeps streams that all lead to the same place.
		expect(outcomes.size).toBeGreaterThan(60);
		for (const target of FUZZ_TARGETS) {
			expect([...outcomes.keys()].filter((outcome) => outcome.startsWith(target)).length).toBeGreaterThan(5);
		}
		for (const wanted of [
			'list: seal v1.0, 2 certificates, ',
			'again: seal v1.0, 2 certificates, ',
			'sign: signed ',
		]) {
			expect(outcomes.get(wanted)).toBeGreaterThan(0);
		}
	});

	test(`are read, recognised and given a PIN without harm: ${STREAMS} others`, async () => {
		const corpus = readCorpus();
		await runReplyFuzz({ seed: SEED, streams: 500, corpus });
		const before = heapInUse();
		const { broken } = await runReplyFuzz({ seed: SEED, streams: STREAMS, corpus });
		expect(broken).toEqual([]);
		expect(heapInUse() - before).toBeLessThan(MAX_HEAP_GROWTH_BYTES);
	});

	test('say the same for the same seed', async () => {
		const corpus = readCorpus();
		const run = () => runReplyFuzz({ seed: SEED, streams: 200, corpus });
		expect((await run()).outcomes).toEqual((await run()).outcomes);
	});
});

describe('the file of kept streams', () => {
	test('is read as it was written', () => {
		for (const stream of readCorpus()) {
			expect(readStreams(writeStream(stream))).toEqual([stream]);
		}
	});

	test.each(['list', 'list lost', 'look lost 3B00', 'list soon 3B00', 'list lost 3B0', 'list lost 3B00 ZZ'])(
		'is refused where it is none: %s',
		(line) => {
			expect(() => readStreams(line)).toThrow(TypeError);
		},
	);
});
