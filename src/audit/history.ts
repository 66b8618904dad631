import { type BackwardLine, linesBackwards } from './backwards.ts';
import { EMPTY_CHAIN, recordIn } from './chain.ts';
import { journalFiles } from './journal-files.ts';
import { MARK_KEY_BYTES, markOf } from './marks.ts';
import { openToRead } from './open-to-read.ts';
import type { JournalEvent, JournalRecord } from './record.ts';

/* What the journal says of one card, newest first. Nothing is changed and no lock is taken: others go on writing. */

/** Which card. */
export interface HistorySubject {
	/** Of the certificates on it; upper-case hexadecimal. */
	readonly certificateSerials: readonly string[];
	/** As the portal names the card; undefined where it has not said it. */
	readonly cardSerial: string | undefined;
	/** Whose sessions and account belong to it; undefined: nobody's. */
	readonly holderNumber: string | undefined;
}

type EventOf<Name extends JournalEvent['event']> = Extract<JournalEvent, { readonly event: Name }>;

type HistoryEnd = EventOf<'change-settled' | 'card-act-settled' | 'guided-ended'>;
type HistoryEvent = Exclude<
	JournalEvent,
	HistoryEnd | EventOf<'journal-begun' | 'tail-cut' | 'answer-refused'>
>;

/** Something that happened, with what it came to. */
export interface HistoryEntry {
	readonly seq: number;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
	readonly event: HistoryEvent;
	/** Undefined where none is written, or none belongs to it: of an intent without one it is not known what became of it. */
	readonly end: { readonly at: number; readonly event: HistoryEnd } | undefined;
}

export type CardHistory =
	| {
			readonly kind: 'read';
			/** Newest first. */
			readonly entries: readonly HistoryEntry[];
			/** True where older lines were left unread. */
			readonly isMore: boolean;
			/** Lines read that are not as they were written, or do not follow the one before. None is no proof: `verifyJournal` is. */
			readonly spoiled: number;
			/** The last line has no end: it is being written, or its writing was interrupted. */
			readonly isTorn: boolean;
			/** False where the key of the marks could not be read: of card and holder nothing was recognised. */
			readonly hasMarks: boolean;
	  }
	| { readonly kind: 'missing' }
	| { readonly kind: 'not-readable' }
	| { readonly kind: 'called-off' };

export interface HistoryLimits {
	/** Entries kept. */
	readonly most: number;
	readonly signal: AbortSignal;
}

/** Outcomes that wait for their intent; more of them stand in no journal that this program wrote. */
const MOST_WAITING_ENDS = 10_000;

/** Reads from the end of the file, in pieces, until enough is found or the beginning is reached. */
export async function readCardHistory(
	directory: string,
	subject: HistorySubject,
	limits: HistoryLimits,
): Promise<CardHistory> {
	const files = journalFiles(directory);
	try {
		await using file = await openToRead(files.journal);
		const key = await readMarkKey(files.markKey);
		const reading = new HistoryReading(matcherFor(subject, key));
		let isMore = false;
		for await (const line of linesBackwards(file, limits.signal)) {
			if (reading.entries.length >= limits.most) {
				isMore = true;
				break;
			}
			reading.take(line);
		}
		if (!isMore) {
			reading.reachedBeginning();
		}
		const { entries, spoiled, isTorn } = reading;
		return { kind: 'read', entries, isMore, spoiled, isTorn, hasMarks: key !== undefined };
	} catch (error) {
		if (limits.signal.aborted && error === limits.signal.reason) {
			return { kind: 'called-off' };
		}
		if (error instanceof Error && 'code' in error) {
			return { kind: error.code === 'ENOENT' ? 'missing' : 'not-readable' };
		}
		throw error;
	}
}

class HistoryReading {
	readonly entries: HistoryEntry[] = [];
	spoiled = 0;
	isTorn = false;
	readonly #isAbout: (event: HistoryEvent) => boolean;
	/** Of changes and acts whose intent comes later, as reading goes backwards. */
	readonly #ends = new Map<string, NonNullable<HistoryEntry['end']>>();
	/** The record read last, which is the one after; undefined after a spoiled line. */
	#following: JournalRecord | undefined;

	constructor(isAbout: (event: HistoryEvent) => boolean) {
		this.#isAbout = isAbout;
	}

	take(line: BackwardLine): void {
		if (line.kind === 'torn') {
			this.isTorn = true;
			return;
		}
		const record = line.kind === 'line' ? recordIn(line.bytes) : undefined;
		if (record === undefined) {
			this.spoiled += 1;
			this.#following = undefined;
			return;
		}
		const following = this.#following;
		if (following !== undefined && !(following.seq === record.seq + 1 && following.prev === record.hash)) {
			this.spoiled += 1;
		}
		this.#following = record;
		this.#takeEvent(record.seq, Date.parse(record.at), record.data);
	}

	reachedBeginning(): void {
		const first = this.#following;
		if (first !== undefined && (first.seq !== EMPTY_CHAIN.seq + 1 || first.prev !== EMPTY_CHAIN.hash)) {
			this.spoiled += 1;
		}
	}

	#takeEvent(seq: number, at: number, event: JournalEvent): void {
		switch (event.event) {
			case 'journal-begun':
			case 'tail-cut':
			// Of the portal, and of no card.
			case 'answer-refused':
				break;
			case 'change-settled':
				this.#wait(event.key, { at, event });
				break;
			case 'card-act-settled':
			case 'guided-ended':
				this.#wait(event.act, { at, event });
				break;
			default: {
				const end = this.#endOf(event);
				if (this.#isAbout(event)) {
					this.entries.push({ seq, at, event, end });
				}
			}
		}
	}

	#wait(key: string, end: NonNullable<HistoryEntry['end']>): void {
		if (this.#ends.size >= MOST_WAITING_ENDS) {
			// Whatever this file is, an outcome left out must not pass for one that was never written.
			this.spoiled += 1;
			return;
		}
		this.#ends.set(key, end);
	}

	#endOf(event: HistoryEvent): HistoryEntry['end'] {
		const key = 'key' in event ? event.key : 'act' in event ? event.act : undefined;
		if (key === undefined) {
			return undefined;
		}
		const end = this.#ends.get(key);
		this.#ends.delete(key);
		return end;
	}
}

function matcherFor(
	{ certificateSerials, cardSerial, holderNumber }: HistorySubject,
	key: Uint8Array | undefined,
): (event: HistoryEvent) => boolean {
	const numbers = cardSerial === undefined ? certificateSerials : [...certificateSerials, cardSerial];
	const cards = new Set(key === undefined ? [] : numbers.map((number) => markOf(key, 'card', number)));
	const holder =
		key === undefined || holderNumber === undefined ? undefined : markOf(key, 'holder', holderNumber);
	const isOfHolder = (of: { readonly mark: string }): boolean => of.mark === holder;
	return (event) => {
		switch (event.event) {
			case 'session-begun':
			case 'session-ended':
			case 'pin-document-given':
				return isOfHolder(event.holder);
			case 'pins-given':
				return cardSerial === undefined
					? isOfHolder(event.holder)
					: event.cards.some((card) => cards.has(card));
			case 'card-act-intended':
				return cards.has(event.card);
			case 'change-intended':
			case 'guided-begun':
				switch (event.subject.of) {
					case 'certificate':
						return certificateSerials.includes(event.subject.serialNumber);
					case 'card':
						return cards.has(event.subject.card);
					case 'unlock':
					case 'account':
						return 'holder' in event && isOfHolder(event.holder);
				}
		}
	};
}

async function readMarkKey(path: string): Promise<Uint8Array | undefined> {
	try {
		await using file = await openToRead(path);
		const key = new Uint8Array(MARK_KEY_BYTES);
		const { bytesRead } = await file.read(key, 0, MARK_KEY_BYTES, 0);
		return bytesRead === MARK_KEY_BYTES ? key : undefined;
	} catch (error) {
		if (error instanceof Error && 'code' in error) {
			return undefined;
		}
		throw error;
	}
}
