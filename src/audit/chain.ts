import { hash as digestOf } from 'node:crypto';
import { type JournalEvent, type JournalRecord, journalRecord } from './record.ts';

/** The place of a record in the chain. */
export interface ChainHead {
	/** 0 before the first record. */
	readonly seq: number;
	readonly hash: string;
}

export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: '0'.repeat(64) };

/** Longer than any record of the schema. */
export const MAX_LINE_BYTES = 8 * 1024;

/** Length of the field behind what is hashed, which is the last one of a line. */
const HASH_FIELD_LENGTH = hashField(EMPTY_CHAIN.hash).length;

/** One for all lines: a journal has a million. */
const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A record as a line without its end, and the head that it makes. */
export function chained(
	head: ChainHead,
	at: number,
	data: JournalEvent,
): { readonly line: string; readonly head: ChainHead; readonly record: JournalRecord } {
	const seq = head.seq + 1;
	const content = { v: 1, seq, at: new Date(at).toISOString(), prev: head.hash, data };
	const hashed = JSON.stringify(content).slice(0, -1);
	const hash = hashOf(hashed);
	const line = hashed + hashField(hash);
	// What does not fit the schema must not reach the disk: it may be a secret in the wrong place.
	const record = journalRecord.parse(JSON.parse(line));
	return { line, head: { seq, hash }, record };
}

/** Why a line does not continue the chain. */
export type ChainFault =
	/** The line is not one that this program wrote: changed, or of something else. */
	| 'altered'
	/** A whole record that does not follow the one before: something was taken out, put in or moved. */
	| 'out-of-place';

export type LinkResult =
	| { readonly ok: true; readonly record: JournalRecord }
	| { readonly ok: false; readonly fault: ChainFault };

/** @param line without its end */
export function linkedTo(head: ChainHead, line: Uint8Array): LinkResult {
	const record = recordIn(line);
	if (record === undefined) {
		return { ok: false, fault: 'altered' };
	}
	return record.seq === head.seq + 1 && record.prev === head.hash
		? { ok: true, record }
		: { ok: false, fault: 'out-of-place' };
}

/** What a whole line says, by itself; undefined where it is not as this program writes one. */
export function recordIn(line: Uint8Array): JournalRecord | undefined {
	let text: string;
	try {
		text = UTF_8.decode(line);
	} catch {
		return undefined;
	}
	const hashed = text.slice(0, -HASH_FIELD_LENGTH);
	if (!hashed.startsWith('{') || text.slice(hashed.length) !== hashField(hashOf(hashed))) {
		return undefined;
	}
	const parsed = journalRecord.safeParse(JSON.parse(text));
	return parsed.success ? parsed.data : undefined;
}

function hashField(hash: string): string {
	return `,"hash":"${hash}"}`;
}

function hashOf(text: string): string {
	return digestOf('sha256', text, 'hex');
}
