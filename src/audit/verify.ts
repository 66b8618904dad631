import { type ChainFault, type ChainHead, EMPTY_CHAIN } from './chain.ts';
import { journalFiles } from './journal-files.ts';
import { openToRead } from './open-to-read.ts';
import type { JournalRecord } from './record.ts';
import { scan } from './scan.ts';

export type Verification =
	| {
			readonly kind: 'sound';
			/** Whoever keeps this elsewhere finds out later that the end was cut off. */
			readonly head: ChainHead;
			/** Keys of changes without an outcome. */
			readonly openChanges: number;
			readonly openCardActs: number;
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
		const changes = new Set<string>();
		const cardActs = new Set<string>();
		let isExpectedSeen = expectedHash === undefined;
		const end = await scan(file, 0, EMPTY_CHAIN, (record) => {
			isExpectedSeen ||= record.hash === expectedHash;
			track(record, changes, cardActs);
			onRecord(record);
		});
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
						}
					: { kind: 'head-missing', head: end.head };
		}
	} catch (error) {
		if (error instanceof Error && 'code' in error) {
			return { kind: error.code === 'ENOENT' ? 'missing' : 'not-readable' };
		}
		throw error;
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
