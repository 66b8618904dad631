import { spawn } from 'node:child_process';
import type { JournalRecord } from '#audit';

/** Sends records of the journal to systemd-journald as well, with native fields. */
export interface SystemLog {
	/** Returns at once; records go one after the other, in order. */
	send(record: JournalRecord): void;
	/** Waits until what was sent is taken, at most {@link CLOSE_LIMIT_MS}. */
	close(): Promise<void>;
}

/** The name that entries have in `journalctl --identifier`. */
const IDENTIFIER = 'muhurdar';

/** syslog(3). */
const WARNING = 4;
const INFO = 6;

/** How long one entry may take before it is given up: a service that hangs must not fill the memory. */
const ENTRY_LIMIT_MS = 5_000;
const CLOSE_LIMIT_MS = 2_000;
const MAX_WAITING = 1_000;

/**
 * @param of which journal the records are of
 * @param program takes one entry on its input, a field a line: `logger` of util-linux
 */
export function systemLog(of: 'portal' | 'sandbox', program = 'logger'): SystemLog {
	let waiting = 0;
	let last: Promise<void> = Promise.resolve();
	return {
		send(record) {
			// The journal on the disk is the record; what journald cannot take is read from there.
			if (waiting >= MAX_WAITING) {
				return;
			}
			waiting += 1;
			last = last.then(async () => {
				await logged(program, entryOf(record, of));
				waiting -= 1;
			});
		},
		async close() {
			const limit = Promise.withResolvers<void>();
			const timer = setTimeout(limit.resolve, CLOSE_LIMIT_MS);
			await Promise.race([last, limit.promise]);
			clearTimeout(timer);
		},
	};
}

/**
 * A record as journald's fields, a line each (systemd.journal-fields(7)). Each fact of the record is a field of its own.
 * The forms of a record leave no room for a line break, nor for a secret.
 */
export function entryOf({ seq, at, data, hash }: JournalRecord, of: 'portal' | 'sandbox'): string {
	const { event, ...facts } = data;
	const fields = fieldsOf(facts, 'MUHURDAR');
	const words = fields.map(
		([name, value]) => `${name.slice('MUHURDAR_'.length).toLocaleLowerCase('en')}=${value}`,
	);
	const lines: readonly (readonly [string, string | number])[] = [
		['MESSAGE', [event, ...words].join(' ')],
		['PRIORITY', isGrave(data) ? WARNING : INFO],
		['SYSLOG_IDENTIFIER', IDENTIFIER],
		['MUHURDAR_JOURNAL_OF', of],
		['MUHURDAR_EVENT', event],
		['MUHURDAR_SEQ', seq],
		['MUHURDAR_AT', at],
		['MUHURDAR_HASH', hash],
		...fields,
	];
	return lines.map(([name, value]) => `${name}=${value}\n`).join('');
}

/** What somebody who watches many machines should see first. */
function isGrave(data: JournalRecord['data']): boolean {
	return (
		data.event === 'tail-cut' ||
		data.event === 'answer-refused' ||
		('outcome' in data && ['refused', 'unknown', 'not-known'].includes(data.outcome))
	);
}

function fieldsOf(
	facts: Readonly<Record<string, unknown>>,
	prefix: string,
): readonly (readonly [string, string])[] {
	return Object.entries(facts).flatMap(([name, value]): readonly (readonly [string, string])[] => {
		const field = `${prefix}_${name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLocaleUpperCase('en')}`;
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? fieldsOf(Object.fromEntries(Object.entries(value)), field)
			: [[field, Array.isArray(value) ? value.join(',') : String(value)]];
	});
}

/** Never fails: a machine without journald has the journal on its disk. */
async function logged(program: string, entry: string): Promise<void> {
	const ended = Promise.withResolvers<void>();
	const logger = spawn(program, ['--journald'], {
		stdio: ['pipe', 'ignore', 'ignore'],
		timeout: ENTRY_LIMIT_MS,
		killSignal: 'SIGKILL',
	});
	logger.once('error', () => ended.resolve());
	logger.once('close', () => ended.resolve());
	logger.stdin.once('error', () => undefined);
	logger.stdin.end(entry);
	await ended.promise;
}
