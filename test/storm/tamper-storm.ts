import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Verification, verifyJournal } from '#audit';

export interface TamperStorm {
	readonly seed?: number;
	readonly tampers: number;
	/** Of the journal, which the storm writes over; it stands as it was afterwards. */
	readonly directory: string;
	/** The journal, sound and of some records. */
	readonly original: Buffer;
}

/**
 * Changes a journal in one way after the other, a bit, a record taken out, put in, or moved, or its end cut off, and
 * verifies it with the head that was kept elsewhere.
 *
 * @returns how often each verdict came
 * @throws Error where one of them was called sound, with the change that did it
 */
export async function runTamperStorm(storm: TamperStorm): Promise<ReadonlyMap<string, number>> {
	const { directory, original } = storm;
	const path = join(directory, 'journal.jsonl');
	const lines = original.toString().trimEnd().split('\n');
	const head = lines.at(-1)?.slice(-66, -2);
	const verdicts = new Map<string, number>();
	try {
		await fc.assert(
			fc.asyncProperty(tampersOf(original, lines), async (bytes) => {
				await writeFile(path, bytes);
				const verdict = await verifyJournal(directory, head);
				if (verdict.kind === 'sound') {
					throw new Error('a changed journal was called sound');
				}
				const name = nameOf(verdict);
				verdicts.set(name, (verdicts.get(name) ?? 0) + 1);
			}),
			{ numRuns: storm.tampers, ...(storm.seed === undefined ? {} : { seed: storm.seed }) },
		);
	} finally {
		await writeFile(path, original);
	}
	return verdicts;
}

function tampersOf(original: Buffer, lines: readonly string[]): fc.Arbitrary<Buffer> {
	const anyIndex = fc.nat(lines.length - 1);
	return fc.oneof(
		fc.record({ bit: fc.nat(original.length * 8 - 1) }).map(({ bit }) => {
			const bytes = Buffer.from(original);
			bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
			return bytes;
		}),
		// Of the last line only the head that was kept elsewhere tells.
		anyIndex.map((index) => joined(lines.toSpliced(index, 1))),
		fc.tuple(anyIndex, anyIndex).map(([from, to]) => joined(lines.toSpliced(to, 0, lines[from] ?? ''))),
		fc
			.tuple(anyIndex, anyIndex)
			.filter(([one, other]) => one !== other)
			.map(([one, other]) => joined(lines.with(one, lines[other] ?? '').with(other, lines[one] ?? ''))),
		fc.nat(original.length - 2).map((end) => original.subarray(0, end + 1)),
	);
}

function joined(lines: readonly string[]): Buffer {
	return Buffer.from(`${lines.join('\n')}\n`);
}

function nameOf(verdict: Verification): string {
	return verdict.kind === 'fault' ? verdict.fault : verdict.kind;
}
