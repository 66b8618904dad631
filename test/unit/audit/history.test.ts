import { appendFile, mkdir, mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalResult } from '#api';
import {
	type CardHistory,
	createJournal,
	type HistorySubject,
	type Journal,
	type JournalEvent,
	readCardHistory,
} from '#audit';
import { chained, EMPTY_CHAIN } from '../../../src/audit/chain.ts';

let directory: string;
let path: string;
let now = 0;

beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), 'muhurdar-history-'));
	path = join(directory, 'journal.jsonl');
	now = Date.UTC(2026, 0, 15, 12);
});

afterEach(async () => {
	await rm(directory, { recursive: true });
});

const HOLDER = '4540536920';
const SERIAL = '5A2295753A906E';
const CARD = '1234567890ABCDEF';
const SUBJECT: HistorySubject = {
	certificateSerials: [SERIAL, '3AA4A14B3A906F'],
	cardSerial: CARD,
	holderNumber: HOLDER,
};

function journal(): Journal {
	return createJournal({
		directory,
		now: () => {
			now += 1_000;
			return now;
		},
		uid: process.getuid?.(),
	});
}

function written<T>(result: JournalResult<T>): T {
	if (!result.ok) {
		throw new Error(`The journal took nothing: ${result.failure}`);
	}
	return result.value;
}

function history(
	most = 100,
	subject: HistorySubject = SUBJECT,
	signal = new AbortController().signal,
): Promise<CardHistory> {
	return readCardHistory(directory, subject, { most, signal });
}

async function read(
	most?: number,
	subject?: HistorySubject,
): Promise<Extract<CardHistory, { kind: 'read' }>> {
	const found = await history(most, subject);
	if (found.kind !== 'read') {
		throw new Error(`It is ${found.kind}`);
	}
	return found;
}

async function change(
	book: Journal,
	key: string,
	serialNumber: string,
	outcome?: 'done' | 'refused',
): Promise<void> {
	written(
		await book.begin({
			key,
			kind: 'revoke',
			instanceId: 'instance-of-the-test',
			holderNumber: HOLDER,
			subject: { of: 'certificate', serialNumber },
			content: '[]',
		}),
	);
	if (outcome !== undefined) {
		written(await book.settle({ key, outcome, by: 'answer', problem: undefined }));
	}
}

describe('what the journal says of a card', () => {
	it('is its acts, its changes and its holder’s sessions, newest first, each with its outcome', async () => {
		const book = journal();
		written(await book.note({ event: 'session-begun', holderNumber: HOLDER, way: 'password' }));
		await change(book, 'key-of-the-test-0001', SERIAL, 'done');
		const act = written(await book.intendCardAct({ kind: 'sign', cardSerial: SERIAL, triesLeft: null }));
		written(await book.settleCardAct(act, { outcome: 'refused', triesLeft: 2 }));
		written(await book.intendCardAct({ kind: 'unblock-pin', cardSerial: CARD, triesLeft: null }));
		written(await book.note({ event: 'pins-given', holderNumber: HOLDER, cardSerials: [CARD] }));
		const { entries, ...rest } = await read();

		expect(rest).toEqual({ kind: 'read', isMore: false, spoiled: 0, isTorn: false, hasMarks: true });
		expect(entries.map(({ event, end }) => [event.event, end?.event])).toMatchObject([
			['pins-given', undefined],
			['card-act-intended', undefined],
			['card-act-intended', { outcome: 'refused', triesLeft: 2 }],
			['change-intended', { outcome: 'done' }],
			['session-begun', undefined],
		]);
		expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted((a, b) => b - a));
	});

	it('is nothing of another card, another certificate or another holder', async () => {
		const book = journal();
		await change(book, 'key-of-the-test-0001', 'AB12CD34', 'done');
		written(await book.intendCardAct({ kind: 'sign', cardSerial: 'AB12CD34', triesLeft: null }));
		written(await book.note({ event: 'session-begun', holderNumber: '1234567890', way: 'password' }));
		written(await book.note({ event: 'pins-given', holderNumber: HOLDER, cardSerials: ['FEDCBA09'] }));
		expect((await read()).entries).toEqual([]);
	});

	it('is the newest only where there is more, and says so', async () => {
		const book = journal();
		for (let number = 0; number < 12; number += 1) {
			await change(book, `key-of-the-test-00${10 + number}`, SERIAL, number % 2 === 0 ? 'done' : 'refused');
		}
		const found = await read(5);
		expect(found.isMore).toBe(true);
		expect(found.entries.map(({ event }) => 'key' in event && event.key)).toEqual(
			[21, 20, 19, 18, 17].map((number) => `key-of-the-test-00${number}`),
		);
		expect((await read(12)).entries).toHaveLength(12);
	});

	it('is read whole from a hundred thousand lines, with the keys’ turn between the pieces', async () => {
		const holder = { ends: '920', mark: '0123456789ab' };
		const file = await open(path, 'w', 0o600);
		let head = EMPTY_CHAIN;
		const put = (data: JournalEvent): string => {
			const made = chained(head, now, data);
			head = made.head;
			return `${made.line}\n`;
		};
		await file.write(put({ event: 'journal-begun', journal: 'journal-of-the-test' }));
		await file.write(
			put({
				event: 'change-intended',
				key: 'key-of-the-test-0001',
				kind: 'activate',
				instanceId: 'instance-of-the-test',
				holder,
				subject: { of: 'certificate', serialNumber: SERIAL },
				scope: '0'.repeat(32),
			}),
		);
		for (let lines = 0; lines < 100_000; lines += 1_000) {
			await file.write(
				Array.from({ length: 1_000 }, () => put({ event: 'session-begun', holder, way: 'password' })).join(
					'',
				),
			);
		}
		await file.close();
		let turns = 0;
		let isOver = false;
		const count = (): void => {
			turns += 1;
			if (!isOver) {
				setImmediate(count);
			}
		};
		setImmediate(count);
		const { entries, spoiled, hasMarks } = await read();
		isOver = true;
		expect(entries).toMatchObject([{ seq: 2, event: { kind: 'activate' }, end: undefined }]);
		expect({ spoiled, hasMarks }).toEqual({ spoiled: 0, hasMarks: false });
		const { size } = await stat(path);
		expect(turns).toBeGreaterThan(size / (64 * 1024) / 2);
	});

	it('is not gone on with once it was given up', async () => {
		await change(journal(), 'key-of-the-test-0001', SERIAL);
		expect(await history(10, SUBJECT, AbortSignal.abort())).toEqual({ kind: 'called-off' });
	});
});

describe('a journal that is not as it was written', () => {
	it('is missing, or no file, or a link, and nothing is waited for', async () => {
		expect(await history()).toEqual({ kind: 'missing' });
		await mkdir(path);
		expect(await history()).toEqual({ kind: 'not-readable' });
	});

	it('is told of by the lines that were changed, taken out, or are something else', async () => {
		const book = journal();
		for (let number = 0; number < 6; number += 1) {
			await change(book, `key-of-the-test-000${number}`, SERIAL, 'done');
		}
		const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
		const withLines = async (changed: readonly string[]): Promise<unknown> => {
			await writeFile(path, changed.map((line) => `${line}\n`).join(''));
			const { entries, spoiled } = await read();
			return [entries.length, spoiled];
		};
		expect(await withLines(lines)).toEqual([6, 0]);
		expect(await withLines(lines.toSpliced(3, 1, (lines[3] ?? '').replace('revoke', 'activate')))).toEqual([
			5, 1,
		]);
		expect(await withLines(lines.toSpliced(3, 2))).toEqual([5, 1]);
		expect(await withLines(lines.slice(1))).toEqual([6, 1]);
		expect(await withLines(lines.toSpliced(5, 0, '\u001b[2J{"v":1}', '', 'x'.repeat(500_000)))).toEqual([
			6, 3,
		]);
		expect(await withLines([])).toEqual([0, 0]);
	});

	it('has a line without an end at its end, whatever that is, and the lines before it', async () => {
		await change(journal(), 'key-of-the-test-0001', SERIAL, 'done');
		for (const torn of ['{"v":1,"seq"', 'y'.repeat(200_000), '\u0000']) {
			await appendFile(path, torn);
			const { entries, isTorn, spoiled } = await read();
			expect({ count: entries.length, isTorn, spoiled }).toEqual({ count: 1, isTorn: true, spoiled: 0 });
		}
	});

	it('is any bytes at all, cut at any place, and never more than what it says', async () => {
		const book = journal();
		await change(book, 'key-of-the-test-0001', SERIAL, 'done');
		await change(book, 'key-of-the-test-0002', SERIAL, 'refused');
		const whole = await readFile(path);
		for (let length = 0; length <= whole.length; length += 7) {
			await writeFile(path, whole.subarray(0, length));
			expect((await read()).entries.length, `${length} bytes`).toBeLessThanOrEqual(2);
		}
		for (let seed = 1; seed <= 60; seed += 1) {
			const bytes = Uint8Array.from(
				{ length: 4_000 },
				(_, place) => (place * seed * 31 + (place >> 3)) % 256,
			);
			await writeFile(path, bytes);
			expect((await read()).entries, `seed ${seed}`).toEqual([]);
		}
	});
});
