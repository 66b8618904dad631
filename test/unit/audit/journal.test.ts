import { createHash } from 'node:crypto';
import {
	appendFile,
	chmod,
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	rm,
	stat,
	symlink,
	writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeIntent, JournalResult } from '#api';
import { createJournal, type Journal, type JournalEvent, verifyJournal } from '#audit';
import { runTamperStorm } from '../../storm/tamper-storm.ts';

let folder: string;
let directory: string;
let path: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'muhurdar-journal-'));
	directory = join(folder, 'state', 'journal');
	path = join(directory, 'journal.jsonl');
});

afterEach(async () => {
	await rm(folder, { recursive: true });
});

function journal(): Journal {
	return createJournal({ directory, now: () => Date.UTC(2026, 0, 15, 12), uid: process.getuid?.() });
}

function written<T>(result: JournalResult<T>): T {
	if (!result.ok) {
		throw new Error(`The journal took nothing: ${result.failure}`);
	}
	return result.value;
}

const INTENT: ChangeIntent = {
	key: 'key-of-the-test-0001',
	kind: 'start-unlock',
	instanceId: 'instance-of-the-test',
	holderNumber: '4540536920',
	subject: { of: 'card', cardSerial: '1234567890ABCDEF' },
	content: '["papatya"]',
};

const SAVED: JournalEvent = {
	event: 'session-begun',
	holder: { ends: '920', mark: '0123456789ab' },
	way: 'password',
};

/** Of as many records as a busy day has. */
async function filled(records: number): Promise<Buffer> {
	const one = journal();
	for (let record = 1; record < records; record += 1) {
		written(await one.append(SAVED));
	}
	return readFile(path);
}

describe('the journal', () => {
	it('keeps an intent open until its outcome is written, over runs', async () => {
		written(await journal().begin(INTENT));
		const next = journal();
		const [open] = written(await next.openIntents());

		expect(open).toMatchObject({ key: INTENT.key, kind: 'start-unlock', at: Date.UTC(2026, 0, 15, 12) });
		written(await next.settle({ key: INTENT.key, outcome: 'done', by: 'question', problem: undefined }));
		expect(written(await next.openIntents())).toEqual([]);
		expect(written(await journal().openIntents())).toEqual([]);
	});

	it('holds no number of a holder or a card, and is only its user’s to read', async () => {
		const one = journal();
		written(await one.begin(INTENT));
		written(await one.settle({ key: INTENT.key, outcome: 'refused', by: 'answer', problem: 'unlock-open' }));

		const text = await readFile(path, 'utf8');
		expect(text).not.toContain(INTENT.holderNumber);
		expect(text).not.toContain('1234567890ABCDEF');
		expect(text).toContain('"ends":"920"');
		for (const name of ['journal.jsonl', 'marks.key']) {
			expect((await stat(join(directory, name))).mode & 0o777).toBe(0o600);
		}
		expect((await stat(directory)).mode & 0o777).toBe(0o700);
	});

	it('writes down what happened in a session, and an act on a card before and after', async () => {
		const one = journal();
		const { holderNumber } = INTENT;
		written(await one.note({ event: 'session-begun', holderNumber, way: 'password' }));
		written(await one.note({ event: 'pins-given', holderNumber, cardSerials: ['1234567890ABCDEF'] }));
		const act = written(
			await one.intendCardAct({ kind: 'unblock-pin', cardSerial: '1234567890ABCDEF', triesLeft: 3 }),
		);
		const open = written(await journal().openCardActs());
		written(await one.settleCardAct(act, { outcome: 'done', triesLeft: 3, status: '9000' }));
		written(await one.note({ event: 'session-ended', holderNumber, why: 'logged-out' }));

		const card = written(await one.cardMark('1234567890ABCDEF'));
		expect(open).toEqual([{ act, kind: 'unblock-pin', card, at: Date.UTC(2026, 0, 15, 12) }]);
		expect(written(await journal().openCardActs())).toEqual([]);
		const events: string[] = [];
		expect(await verifyJournal(directory, undefined, ({ data }) => events.push(data.event))).toMatchObject({
			kind: 'sound',
			openCardActs: 0,
		});
		expect(events).toEqual([
			'journal-begun',
			'session-begun',
			'pins-given',
			'card-act-intended',
			'card-act-settled',
			'session-ended',
		]);
	});

	it('takes no text that has no place in its schema, and stays sound', async () => {
		const one = journal();
		const wrong: JournalEvent = { ...SAVED, holder: { ends: '482', mark: 'PIN 482913' } };

		await expect(one.append(wrong)).rejects.toThrow();
		written(await one.append(SAVED));

		expect(await readFile(path, 'utf8')).not.toContain('482913');
		expect(await verifyJournal(directory, undefined)).toMatchObject({ kind: 'sound', head: { seq: 2 } });
	});

	it('is one chain however many write to it at the same time', async () => {
		const writers = Array.from({ length: 5 }, journal);
		await Promise.all(
			writers.flatMap((one) => Array.from({ length: 10 }, async () => written(await one.append(SAVED)))),
		);

		expect(await verifyJournal(directory, undefined)).toMatchObject({ kind: 'sound', head: { seq: 51 } });
	});

	it('is written as soon as nothing is to be written any more, whatever still reads', async () => {
		await filled(3);
		const one = journal();
		const ended: string[] = [];
		const read = one.openIntents().then(() => ended.push('read'));
		await one.written();
		expect(ended).toEqual([]);
		const appended = one.append(SAVED).then(() => ended.push('appended'));
		await one.written();
		await Promise.all([read, appended]);
		expect(ended).toEqual(['read', 'appended']);
		expect((await readFile(path, 'utf8')).trimEnd().split('\n')).toHaveLength(4);
	});

	it('cuts off a line that a crash left unfinished, and says so in the next record', async () => {
		await filled(3);
		await appendFile(path, '{"v":1,"seq":4,"at":"20');

		expect(await verifyJournal(directory, undefined)).toEqual({ kind: 'torn', line: 4 });
		written(await journal().append(SAVED));

		const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
		expect(lines).toHaveLength(5);
		expect(lines[3]).toContain('"data":{"event":"tail-cut","bytes":23}');
		expect(await verifyJournal(directory, undefined)).toMatchObject({ kind: 'sound' });
	});
});

/** Begins a change and lets go of it, as a process that ended before it knew the outcome. */
async function left(intent: ChangeIntent): Promise<void> {
	const begun = written(await journal().begin(intent));
	if (begun.kind !== 'begun') {
		throw new Error(`not begun: ${begun.kind}`);
	}
	begun.claim.release();
}

/** What another run finds that wants this; it lets go of it again. */
async function found(intent: Partial<ChangeIntent> = {}): Promise<unknown> {
	const begun = written(await journal().begin({ ...INTENT, key: 'key-of-the-test-0002', ...intent }));
	if (begun.kind === 'under-way') {
		return begun.kind;
	}
	begun.claim.release();
	return begun.kind === 'begun' ? begun.kind : { key: begun.claim.intent.key, isSame: begun.isSame };
}

describe('a change that was left open', () => {
	it('is found by whoever wants the same, and told apart from one that wants something else', async () => {
		await left(INTENT);

		expect(await found()).toEqual({ key: INTENT.key, isSame: true });
		expect(await found({ content: '["leylak"]' })).toEqual({ key: INTENT.key, isSame: false });
		expect(await found({ instanceId: 'another-instance-of-it' })).toEqual({ key: INTENT.key, isSame: true });
	});

	it.each([
		['kind', { kind: 'delete-pins' }],
		['card', { subject: { of: 'card', cardSerial: 'FEDCBA0987654321' } }],
		['subject', { subject: { of: 'account' } }],
		['holder', { holderNumber: '1234567890' }],
	] as const)('does not stand in the way of a change of another %s', async (_, other) => {
		await left(INTENT);

		expect(await found(other)).toBe('begun');
	});

	it('counts as a different one where its key is gone', async () => {
		await left(INTENT);
		await rm(join(directory, 'contents.key'));

		expect(await found()).toEqual({ key: INTENT.key, isSame: false });
	});

	it('is what one desk at a time is about', async () => {
		const begun = written(await journal().begin(INTENT));
		const other = journal();

		expect(await found()).toBe('under-way');
		expect(written(await other.claim(INTENT.key))).toBeUndefined();
		if (begun.kind === 'begun') {
			begun.claim.release();
		}
		const claim = written(await other.claim(INTENT.key));
		expect(claim?.intent).toMatchObject({ key: INTENT.key, kind: 'start-unlock' });
		expect(await found()).toBe('under-way');
		claim?.release();
		expect((await readdir(directory)).filter((name) => name.startsWith('change-'))).toEqual([]);
	});

	it('leaves no digest that can be tried out once it has an outcome', async () => {
		await left(INTENT);
		const keyFile = join(directory, 'contents.key');
		expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
		const before = await readFile(keyFile);

		written(await journal().settle({ key: INTENT.key, outcome: 'done', by: 'question', problem: undefined }));
		await expect(stat(keyFile)).rejects.toThrow('ENOENT');
		expect(await readFile(path, 'utf8')).not.toContain('papatya');
		await left({ ...INTENT, key: 'key-of-the-test-0003' });
		expect(await readFile(keyFile)).not.toEqual(before);
	});
});

describe('a journal that cannot be written', () => {
	it('takes nothing where it has no place', async () => {
		const none = createJournal({ directory: undefined, now: () => 0, uid: undefined });

		expect(await none.begin(INTENT)).toEqual({ ok: false, failure: 'not-writable' });
	});

	it('takes nothing where its folder cannot be made', async () => {
		await writeFile(join(folder, 'state'), 'a file');

		expect(await journal().begin(INTENT)).toEqual({ ok: false, failure: 'not-writable' });
	});

	it('is not written through a link, nor where others may write', async () => {
		await mkdir(directory, { recursive: true, mode: 0o700 });
		await symlink(join(folder, 'elsewhere'), path);
		expect(await journal().begin(INTENT)).toEqual({ ok: false, failure: 'not-writable' });

		await rm(path);
		await chmod(directory, 0o777);
		expect(await journal().begin(INTENT)).toEqual({ ok: false, failure: 'not-writable' });

		await chmod(directory, 0o700);
		await writeFile(path, '', { mode: 0o644 });
		await chmod(path, 0o644);
		expect(await journal().begin(INTENT)).toEqual({ ok: false, failure: 'not-writable' });
	});

	it('goes no further on a chain that was tampered with, also while it runs', async () => {
		const one = journal();
		const bytes = await filled(4);
		written(await one.append(SAVED));
		await writeFile(path, bytes.toString().replace('"password"', '"e-signature"'));

		expect(await one.begin(INTENT)).toEqual({ ok: false, failure: 'damaged' });
		expect(await journal().begin(INTENT)).toEqual({ ok: false, failure: 'damaged' });
	});
});

describe('verification', () => {
	it('finds every one of 400 random tampers', async () => {
		const original = await filled(12);
		const verdicts = await runTamperStorm({ tampers: 400, directory, original });

		expect([...verdicts.values()].reduce((sum, times) => sum + times, 0)).toBe(400);
		expect(await verifyJournal(directory, undefined)).toMatchObject({ kind: 'sound' });
	});

	it('finds a chain that was made anew with other content where the former head is given', async () => {
		await filled(5);
		const head = (await readFile(path, 'utf8')).trimEnd().slice(-66, -2);
		await rm(path);
		await filled(7);

		expect(await verifyJournal(directory, undefined)).toMatchObject({ kind: 'sound' });
		expect(await verifyJournal(directory, head)).toMatchObject({ kind: 'head-missing', head: { seq: 7 } });
	});

	it('accepts a head that was the last one earlier', async () => {
		await filled(3);
		const head = (await readFile(path, 'utf8')).trimEnd().slice(-66, -2);
		written(await journal().append(SAVED));

		expect(await verifyJournal(directory, head)).toMatchObject({ kind: 'sound', head: { seq: 4 } });
	});

	it('says that there is none, or that it cannot be read', async () => {
		expect(await verifyJournal(directory, undefined)).toEqual({ kind: 'missing' });
		await mkdir(path, { recursive: true });
		expect(await verifyJournal(directory, undefined)).toEqual({ kind: 'not-readable' });
	});

	it('can be done with sha256sum alone', async () => {
		const text = (await filled(2)).toString();
		const [line = ''] = text.split('\n');
		const [hashed = '', rest] = line.split(',"hash":"');

		expect(rest).toBe(`${createHash('sha256').update(hashed).digest('hex')}"}`);
	});
});
