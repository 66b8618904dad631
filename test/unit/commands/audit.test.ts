import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJournal } from '#audit';
import { type AuditAct, parseCommandLine, runAudit } from '#commands';
import { textsOf } from '#i18n';
import { operationNumber } from '#text';
import { auditReport } from '../../../src/commands/audit-report.ts';
import type { HandSettlement } from '../../../src/commands/audit-settle.ts';
import { capturedIo } from './captured-io.ts';

let directory: string;

beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), 'muhurdar-audit-'));
	const journal = createJournal({ directory, now: () => Date.UTC(2026, 0, 15, 12), uid: process.getuid?.() });
	await journal.note({ event: 'session-begun', holderNumber: '4540536920', way: 'password' });
	await journal.note({ event: 'session-ended', holderNumber: '4540536920', why: 'logged-out' });
});

afterEach(async () => {
	await rm(directory, { recursive: true });
});

async function run(
	act: AuditAct,
	head?: string,
	json = false,
	settlement?: HandSettlement,
	operation?: string,
) {
	const io = capturedIo();
	const uid = process.getuid?.();
	const exitCode = await runAudit({
		act,
		head,
		json,
		settlement,
		operation,
		uid,
		directory,
		texts: textsOf('tr'),
		io,
	});
	return { exitCode, out: io.out, err: io.err };
}

it('verifies a sound journal and prints the head to keep', async () => {
	const { exitCode, out, err } = await run('verify');
	const head = /^head: ([0-9a-f]{64})$/m.exec(out)?.[1];

	expect(exitCode).toBe(0);
	expect(err).toBe('');
	expect(out).toContain('verdict: sound\nrecords: 3\n');
	expect((await run('verify', head)).exitCode).toBe(0);
	const json = auditReport.parse(JSON.parse((await run('verify', undefined, true)).out));
	expect(json).toMatchObject({ verdict: 'sound', records: 3, head, openChanges: 0 });
});

it('shows each record in a line, and exports the lines themselves', async () => {
	const shown = await run('show');
	const exported = await run('export');

	expect(shown.out).toMatch(
		/^1 .* journal-begun .*\n2 2026-01-15T12:00:00\.000Z session-begun holder\.ends=920 holder\.mark=[0-9a-f]{12} way=password\n3 /,
	);
	expect(exported.out).toBe(await readFile(join(directory, 'journal.jsonl'), 'utf8'));
});

it('says where a journal is damaged, and fails', async () => {
	const path = join(directory, 'journal.jsonl');
	const text = await readFile(path, 'utf8');
	const cut = `${text.split('\n').slice(0, 2).join('\n')}\n`;
	const head = text.trimEnd().slice(-66, -2);

	await writeFile(path, text.replace('"password"', '"e-signature"'));
	expect(await run('verify')).toMatchObject({
		exitCode: 1,
		err: expect.stringContaining('2. satır yazıldığı gibi değil'),
	});
	await writeFile(path, cut);
	expect((await run('verify')).exitCode).toBe(0);
	expect(await run('verify', head)).toMatchObject({
		exitCode: 1,
		err: expect.stringContaining('sonu kesilmiş'),
	});
	await rm(path);
	expect(await run('show')).toMatchObject({
		exitCode: 1,
		out: '',
		err: expect.stringContaining('Günlük yok'),
	});
});

describe('after work in the sandbox', () => {
	const NAMED = 'muhurdar audit show --of sandbox';
	let sandboxDirectory: string;

	beforeEach(async () => {
		sandboxDirectory = await mkdtemp(join(tmpdir(), 'muhurdar-audit-'));
		const journal = createJournal({
			directory: sandboxDirectory,
			now: () => Date.UTC(2026, 0, 15, 13),
			uid: process.getuid?.(),
		});
		await journal.note({ event: 'session-begun', holderNumber: '4540536920', way: 'password' });
	});

	afterEach(async () => {
		await rm(sandboxDirectory, { recursive: true });
	});

	async function shown(act: AuditAct, of: { readonly sandboxMinutesLater: number }) {
		const written = new Date(Date.UTC(2026, 0, 15, 12));
		await utimes(join(directory, 'journal.jsonl'), written, written).catch(() => undefined);
		const later = new Date(written.getTime() + of.sandboxMinutesLater * 60_000);
		await utimes(join(sandboxDirectory, 'journal.jsonl'), later, later);
		const io = capturedIo();
		const exitCode = await runAudit({
			act,
			head: undefined,
			json: false,
			directory,
			sandboxDirectory,
			texts: textsOf('tr'),
			io,
		});
		return { exitCode, err: io.err };
	}

	it.each(['verify', 'show', 'export'] as const)(
		'%s names its journal where the portal has none',
		async (act) => {
			await rm(join(directory, 'journal.jsonl'));
			const { exitCode, err } = await shown(act, { sandboxMinutesLater: 60 });
			expect(exitCode).toBe(1);
			expect(err).toContain(NAMED);
		},
	);

	it('show names its journal where that was written later, and only then', async () => {
		expect(await shown('show', { sandboxMinutesLater: 60 })).toEqual({
			exitCode: 0,
			err: expect.stringContaining(NAMED),
		});
		expect(await shown('show', { sandboxMinutesLater: -60 })).toEqual({ exitCode: 0, err: '' });
		expect(await shown('verify', { sandboxMinutesLater: 60 })).toEqual({ exitCode: 0, err: '' });
	});
});

it('has its words and nothing else', async () => {
	const io = capturedIo();
	const parsed = await parseCommandLine(['audit', 'export', '--of', 'sandbox'], { ...io, columns: 80 });

	expect(parsed).toMatchObject({ kind: 'audit', act: 'export', of: 'sandbox', json: false });
	for (const words of [[], ['mend'], ['show', 'all'], ['verify', '--head', 'abc']]) {
		const refused = await parseCommandLine(['audit', ...words], { ...io, columns: 80 });
		expect(refused).toEqual({ kind: 'done', exitCode: 2 });
	}
});

it('does not wait for a pipe that stands where the journal should be', async () => {
	const path = join(directory, 'journal.jsonl');
	await rm(path);
	execFileSync('mkfifo', [path]);

	const { exitCode, out } = await run('verify');
	expect(exitCode).toBe(1);
	expect(out).toContain('verdict: not-readable\n');
});

describe('settle', () => {
	const KEY = 'key-of-the-test-0001';
	const sentences = textsOf('tr').commands.audit.settle;

	async function open(): Promise<() => void> {
		const journal = createJournal({ directory, now: () => 0, uid: process.getuid?.() });
		const begun = await journal.begin({
			key: KEY,
			kind: 'revoke',
			instanceId: 'instance-of-the-test',
			holderNumber: '4540536920',
			subject: { of: 'certificate', serialNumber: '5A2295753A906E' },
			content: '[]',
		});
		if (!begun.ok || begun.value.kind !== 'begun') {
			throw new Error('not begun');
		}
		const { claim } = begun.value;
		return () => claim.release();
	}

	it('lists the changes without a result, and writes nothing', async () => {
		(await open())();
		const before = await readFile(join(directory, 'journal.jsonl'), 'utf8');

		expect(await run('settle')).toEqual({
			exitCode: 0,
			out: `${KEY} revoke 1970-01-01T00:00:00.000Z portal=instance-of-the-test number=${operationNumber(KEY)}\n`,
			err: '',
		});
		expect(await readFile(join(directory, 'journal.jsonl'), 'utf8')).toBe(before);
	});

	it.each([
		['done', 'done'],
		['not-done', 'not-sent'],
		['unknown', 'not-known'],
	] as const)('closes one by hand as %s, once', async (result, outcome) => {
		(await open())();
		const closed = await run('settle', undefined, false, { operation: KEY, result });

		expect(closed).toEqual({ exitCode: 0, out: `${KEY} ${outcome}\n`, err: '' });
		expect((await run('show')).out).toContain(
			`change-settled number=${operationNumber(KEY)} key=${KEY} outcome=${outcome} by=person`,
		);
		expect(await run('settle')).toEqual({ exitCode: 0, out: '', err: `${sentences.none}\n` });
		expect(await run('settle', undefined, false, { operation: KEY, result })).toMatchObject({
			exitCode: 1,
			err: `${sentences.noSuchChange}\n`,
		});
	});

	it('finds a change by the number that is read over a phone, and shows and closes that one alone', async () => {
		(await open())();
		const number = operationNumber(KEY);
		const spoken = number.replace('-', ' ').toLowerCase();

		for (const operation of [number, spoken, KEY]) {
			const { exitCode, out, err } = await run('show', undefined, false, undefined, operation);
			expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
			expect(out).toMatch(new RegExp(`^\\d+ \\S+ change-intended number=${number} key=${KEY} [^\n]+\n$`));
		}
		expect(await run('settle', undefined, false, { operation: spoken, result: 'done' })).toMatchObject({
			exitCode: 0,
			out: `${KEY} done\n`,
		});
		expect((await run('show', undefined, false, undefined, number)).out.split('\n')).toHaveLength(3);
	});

	it('says that the journal has no operation of a number, and fails', async () => {
		expect(await run('show', undefined, false, undefined, '7K4P-3MTY')).toEqual({
			exitCode: 1,
			out: '',
			err: `${textsOf('tr').commands.audit.noSuchOperation}\n`,
		});
	});

	it('leaves alone what a program is still about', async () => {
		const release = await open();
		expect(await run('settle', undefined, false, { operation: KEY, result: 'done' })).toMatchObject({
			exitCode: 1,
			err: `${sentences.inUse}\n`,
		});
		release();
	});

	it.each([['7K4P-3MTY'], ['7k4p3mty'], [KEY]])(
		'shows the operation that the command line names: %s',
		async (operation) => {
			const parsed = await parseCommandLine(['audit', 'show', operation], { ...capturedIo(), columns: 80 });
			expect(parsed).toMatchObject({ kind: 'audit', act: 'show', operation });
		},
	);

	it.each([
		[['audit', 'settle'], undefined],
		[['audit', 'settle', KEY, 'done'], { operation: KEY, result: 'done' }],
	])('is read from the command line: %j', async (words, settlement) => {
		const parsed = await parseCommandLine(words, { ...capturedIo(), columns: 80 });
		expect(parsed).toMatchObject({ kind: 'audit', act: 'settle', settlement });
	});

	it.each([[['settle', KEY]], [['settle', KEY, 'maybe']], [['settle', KEY, 'done', 'surplus']]])(
		'is refused where the command line is wrong: %j',
		async (words) => {
			const io = capturedIo();
			const parsed = await parseCommandLine(['audit', ...words], { ...io, columns: 80 });
			expect(parsed).toEqual({ kind: 'done', exitCode: 2 });
		},
	);
});

describe('a journal that comes as a stream', () => {
	async function verified(text: string, pieceBytes = 7) {
		const io = capturedIo();
		const bytes = Buffer.from(text);
		async function* pieces() {
			for (let at = 0; at < bytes.length; at += pieceBytes) {
				yield bytes.subarray(at, at + pieceBytes);
			}
		}
		const exitCode = await runAudit({
			act: 'verify',
			head: undefined,
			json: true,
			directory: undefined,
			input: pieces(),
			texts: textsOf('tr'),
			io,
		});
		const { verdict, records, line, repeats } = auditReport.parse(JSON.parse(io.out));
		return { exitCode, verdict, records, line, repeats };
	}
	const lines = async () =>
		(await readFile(join(directory, 'journal.jsonl'), 'utf8'))
			.trimEnd()
			.split('\n')
			.map((line) => `${line}\n`);

	it('is sound, in whatever pieces it comes', async () => {
		const text = (await lines()).join('');
		for (const bytes of [1, 7, 100_000]) {
			expect(await verified(text, bytes)).toEqual({
				exitCode: 0,
				verdict: 'sound',
				records: 3,
				line: null,
				repeats: 0,
			});
		}
	});

	it('is sound where records come again after a lost connection, and they are counted', async () => {
		const [one = '', two = '', three = ''] = await lines();
		const sound = { exitCode: 0, verdict: 'sound', records: 3, line: null };
		expect(await verified([one, two, one, two, three].join(''))).toEqual({ ...sound, repeats: 2 });
		expect(await verified([one, one, two, three, three].join(''))).toEqual({ ...sound, repeats: 2 });
	});

	it('is not sound where a record is missing, moved or changed, repeated or not', async () => {
		const [one = '', two = '', three = ''] = await lines();
		const fault = async (...parts: readonly string[]) => (await verified(parts.join(''))).verdict;
		expect(await fault(one, three)).toBe('out-of-place');
		expect(await fault(one, three, two)).toBe('out-of-place');
		expect(await fault(one, two, two.replace('session-begun', 'session-ended'))).toBe('altered');
		expect(await fault(two, three)).toBe('out-of-place');
		expect(await fault(one, two, three.trimEnd())).toBe('torn');
		expect(await fault()).toBe('missing');
	});
});
