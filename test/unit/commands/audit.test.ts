import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createJournal } from '#audit';
import { type AuditAct, parseCommandLine, runAudit } from '#commands';
import { textsOf } from '#i18n';
import { auditReport } from '../../../src/commands/audit-report.ts';
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

async function run(act: AuditAct, head?: string, json = false) {
	const io = capturedIo();
	const exitCode = await runAudit({ act, head, json, directory, texts: textsOf('tr'), io });
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
