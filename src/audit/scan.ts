import { type ChainFault, type ChainHead, linkedTo, MAX_LINE_BYTES, recordIn } from './chain.ts';
import type { JournalRecord } from './record.ts';

export type ScanEnd =
	/** Every byte belongs to a whole record. */
	| { readonly kind: 'end'; readonly offset: number; readonly head: ChainHead }
	/** The last line has no end: its writing was interrupted. `offset` is where it begins. */
	| { readonly kind: 'torn'; readonly offset: number; readonly head: ChainHead; readonly bytes: number }
	/** `line` counts from 1, from the place where the scan began. */
	| { readonly kind: 'fault'; readonly fault: ChainFault; readonly line: number };

/** Where bytes come from: a file, or a stream that ignores the position and gives what comes next. */
export interface ByteSource {
	read(
		buffer: Uint8Array,
		offset: number,
		length: number,
		position: number,
	): Promise<{ readonly bytesRead: number }>;
}

/**
 * Passes over records that come again. A transport that delivers at least once (RELP) sends what was not acknowledged a
 * second time after a lost connection.
 */
export class Repeats {
	#count = 0;
	readonly #hashes = new Map<number, string>();

	get count(): number {
		return this.#count;
	}

	seen({ seq, hash }: JournalRecord): void {
		this.#hashes.set(seq, hash);
		this.#hashes.delete(seq - REMEMBERED_RECORDS);
	}

	/** Whether a line is one of the last records, byte for byte. */
	isRepeat(line: Uint8Array): boolean {
		const record = recordIn(line);
		const isKnown = record !== undefined && this.#hashes.get(record.seq) === record.hash;
		this.#count += Number(isKnown);
		return isKnown;
	}
}

/** Far more than a transport keeps unacknowledged. */
const REMEMBERED_RECORDS = 10_000;

const CHUNK_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;

/**
 * Reads records from `offset`, where the chain stands at `head`, to the end of the file. Memory stays small
 * whatever the file is.
 *
 * @param repeats where given, records that come again are passed over and counted
 */
export async function scan(
	file: ByteSource,
	offset: number,
	head: ChainHead,
	onRecord: (record: JournalRecord) => void,
	repeats?: Repeats,
): Promise<ScanEnd> {
	const chunk = new Uint8Array(CHUNK_BYTES);
	let pending: Uint8Array = new Uint8Array(0);
	let readFrom = offset;
	let lineFrom = offset;
	let chainHead = head;
	for (let line = 1; ; ) {
		const { bytesRead } = await file.read(chunk, 0, chunk.length, readFrom);
		if (bytesRead === 0) {
			return pending.length === 0
				? { kind: 'end', offset: lineFrom, head: chainHead }
				: { kind: 'torn', offset: lineFrom, head: chainHead, bytes: pending.length };
		}
		readFrom += bytesRead;
		pending = Buffer.concat([pending, chunk.subarray(0, bytesRead)]);
		let start = 0;
		for (let end = pending.indexOf(LINE_FEED); end !== -1; end = pending.indexOf(LINE_FEED, start)) {
			const link = linkedTo(chainHead, pending.subarray(start, end));
			if (link.ok) {
				onRecord(link.record);
				repeats?.seen(link.record);
				chainHead = { seq: link.record.seq, hash: link.record.hash };
			} else if (repeats?.isRepeat(pending.subarray(start, end)) !== true) {
				return { kind: 'fault', fault: link.fault, line };
			}
			lineFrom += end - start + 1;
			start = end + 1;
			line += 1;
		}
		pending = pending.slice(start);
		if (pending.length > MAX_LINE_BYTES) {
			return { kind: 'fault', fault: 'altered', line };
		}
	}
}
