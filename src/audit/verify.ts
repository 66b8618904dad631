import { type ChainFault, type ChainHead, EMPTY_CHAIN } from './chain.ts';
import { journalFiles } from './journal-files.ts';
import { openToRead } from './open-to-read.ts';
import type { JournalRecord } from './record.ts';
import { type ByteSource, Repeats, scan } from './scan.ts';

export type Verification =
	| {
			readonly kind: 'sound';
			/** Whoever keeps this elsewhere finds out later that the end was cut off. */
			readonly head: ChainHead;
			/** Keys of changes without an outcome. */
			readonly openChanges: number;
			readonly openCardActs: number;
			/** Records that came again, byte for byte; only a stream may hold some. */
			readonly repeats: number;
	  }
	/** There is none yet. */
	| { readonly kind: 'missing' }
	| { readonly kind: 'not-readable' }
	/** `line` counts from 1. */
	| { readonly kind: 'fault'; readonly fault: ChainFault; readonly line: number }
	/** The last line has no end: a crash while it was written, or a cut. */
	| { readonly kind: 'torn'; readonly line: number }
	/** Whole in itself, but the head that was kept elsewhere is not in it: its end was cut off, or it is another one. */
	| { readonly kind: 'head-missing'; readonly head: ChainHead };

/**
 * Checks every byte of a journal, and changes nothing.
 *
 * @param expectedHash of a record that was the last one at an earlier time
 * @param onRecord sees each record before the result is known
 */
export async function verifyJournal(
	directory: string,
	expectedHash: string | undefined,
	onRecord: (record: JournalRecord) => void = () => undefined,
): Promise<Verification> {
	try {
		await using file = await openToRead(journalFiles(directory).journal);
		return await verified(file, expectedHash, onRecord);
	} catch (error) {
		if (error instanceof Error && 'code' in error) {
			return { kind: error.code === 'ENOENT' ? 'missing' : 'not-readable' };
		}
		throw error;
	}
}

/**
 * The same for a journal that comes as a stream, as a collector keeps it. Records that come again are passed over: a
 * transport that delivers at least once sends some twice.
 */
export async function verifyStream(
	input: AsyncIterable<Uint8Array>,
	expectedHash: string | undefined,
	onRecord: (record: JournalRecord) => void = () => undefined,
): Promise<Verification> {
	const result = await verified(sourceOf(input), expectedHash, onRecord, new Repeats());
	return result.kind === 'sound' && result.head.seq === 0 ? { kind: 'missing' } : result;
}

/** Gives a stream's bytes piece by piece. */
function sourceOf(input: AsyncIterable<Uint8Array>): ByteSource {
	const pieces = input[Symbol.asyncIterator]();
	let rest: Uint8Array = new Uint8Array(0);
	return {
		async read(buffer, offset, length) {
			while (rest.length === 0) {
				const next = await pieces.next();
				if (next.done === true) {
					return { bytesRead: 0 };
				}
				rest = next.value;
			}
			const taken = rest.subarray(0, length);
			buffer.set(taken, offset);
			rest = rest.subarray(taken.length);
			return { bytesRead: taken.length };
		},
	};
}

async function verified(
	source: ByteSource,
	expectedHash: string | undefined,
	onRecord: (record: JournalRecord) => void,
	repeats?: Repeats,
): Promise<Verification> {
	const changes = new Set<string>();
	const cardActs = new Set<string>();
	let isExpectedSeen = expectedHash === undefined;
	const end = await scan(
		source,
		0,
		EMPTY_CHAIN,
		(record) => {
			isExpectedSeen ||= record.hash === expectedHash;
			track(record, changes, cardActs);
			onRecord(record);
		},
		repeats,
	);
	switch (end.kind) {
		case 'fault':
			return end;
		case 'torn':
			return { kind: 'torn', line: end.head.seq + 1 };
		case 'end':
			return isExpectedSeen
				? {
						kind: 'sound',
						head: end.head,
						openChanges: changes.size,
						openCardActs: cardActs.size,
						repeats: repeats?.count ?? 0,
					}
				: { kind: 'head-missing', head: end.head };
	}
}

function track({ data }: JournalRecord, changes: Set<string>, cardActs: Set<string>): void {
	if (data.event === 'change-intended') {
		changes.add(data.key);
	} else if (data.event === 'change-settled') {
		changes.delete(data.key);
	} else if (data.event === 'card-act-intended') {
		cardActs.add(data.act);
	} else if (data.event === 'card-act-settled') {
		cardActs.delete(data.act);
	}
}
