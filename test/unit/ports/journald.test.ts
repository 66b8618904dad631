import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createJournal, type JournalRecord } from '#audit';
import { entryOf, systemLog } from '../../../src/ports/journald.ts';

function folder(): string {
	const made = mkdtempSync(join(tmpdir(), 'muhurdar-journald-'));
	onTestFinished(() => rmSync(made, { recursive: true, force: true }));
	return made;
}

/** Some records of a real journal. */
async function records(): Promise<readonly JournalRecord[]> {
	const written: JournalRecord[] = [];
	const journal = createJournal({
		directory: folder(),
		now: () => Date.UTC(2026, 10, 29),
		uid: process.getuid?.(),
		onWritten: (record) => written.push(record),
	});
	await journal.note({ event: 'session-begun', holderNumber: '4540536920', way: 'password' });
	const act = await journal.intendCardAct({ kind: 'verify-pin', cardSerial: 'A1B2C3', triesLeft: 3 });
	await journal.settleCardAct(act.ok ? act.value : '', {
		outcome: 'refused',
		triesLeft: 2,
		status: '63C2',
	});
	return written;
}

/** A program in place of `logger` that keeps what it is given, one entry after the other. */
function keepingLogger(): { readonly program: string; readonly kept: () => string } {
	const place = folder();
	const program = join(place, 'logger');
	const file = join(place, 'kept');
	writeFileSync(file, '');
	writeFileSync(program, `#!/bin/sh\n[ "$1" = --journald ] || exit 1\n{ cat; echo; } >>'${file}'\n`);
	chmodSync(program, 0o755);
	return { program, kept: () => readFileSync(file, 'utf8') };
}

test('a record is an entry with a field for each fact', async () => {
	const [first, begun, intended, settled] = await records();
	// No field stands twice: journald would make a list of it.
	const names =
		(first &&
			entryOf(first, 'portal')
				.split('\n')
				.map((line) => line.split('=')[0])) ??
		[];
	expect(new Set(names).size).toBe(names.length);
	expect(begun && entryOf(begun, 'portal').split('\n')).toEqual([
		expect.stringMatching(/^MESSAGE=session-begun holder_ends=920 holder_mark=[0-9a-f]{12} way=password$/),
		'PRIORITY=6',
		'SYSLOG_IDENTIFIER=muhurdar',
		'MUHURDAR_JOURNAL_OF=portal',
		'MUHURDAR_EVENT=session-begun',
		'MUHURDAR_SEQ=2',
		'MUHURDAR_AT=2026-11-29T00:00:00.000Z',
		expect.stringMatching(/^MUHURDAR_HASH=[0-9a-f]{64}$/),
		'MUHURDAR_HOLDER_ENDS=920',
		expect.stringMatching(/^MUHURDAR_HOLDER_MARK=[0-9a-f]{12}$/),
		'MUHURDAR_WAY=password',
		'',
	]);
	expect(intended && entryOf(intended, 'sandbox')).toContain('\nMUHURDAR_TRIES_LEFT=3\n');
	expect(settled && entryOf(settled, 'portal')).toContain('PRIORITY=4\n');
	expect(settled && entryOf(settled, 'portal')).not.toMatch(/4540536920|A1B2C3/);
});

test('entries reach the program one after the other, in order, before the log is closed', async () => {
	const { program, kept } = keepingLogger();
	const log = systemLog('portal', program);
	const sent = await records();
	for (const record of sent) {
		log.send(record);
	}
	await log.close();
	expect(kept()).toBe(sent.map((record) => `${entryOf(record, 'portal')}\n`).join(''));
});

test('a machine without the program goes on', async () => {
	const log = systemLog('portal', '/nowhere/logger');
	for (const record of await records()) {
		log.send(record);
	}
	await expect(log.close()).resolves.toBeUndefined();
});
