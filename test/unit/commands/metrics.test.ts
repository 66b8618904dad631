import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createJournal } from '#audit';
import { CardError, createCardMonitor, type ReaderService } from '#card';
import { runMetrics } from '#commands';
import { textsOf } from '#i18n';
import { createVirtualReader, openSandbox, type Sandbox } from '#sandbox';
import { capturedIo } from './captured-io.ts';
import { readerService, serviceDown } from './scripted-readers.ts';

const NOW = Date.UTC(2026, 10, 29);
/** A line of the text format: a name, labels in which nothing is left unescaped, a number. */
const SAMPLE =
	/^[a-z_]+(?:\{[a-z_]+="(?:[^"\\\n]|\\[\\"n])*"(?:,[a-z_]+="(?:[^"\\\n]|\\[\\"n])*")*\})? [0-9.e+-]+$/;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await openSandbox({ clock: { now: () => NOW }, seed: 1 });
});
afterAll(() => sandbox.close());

async function metrics(services: readonly ReaderService[], journal?: string) {
	const monitor = createCardMonitor({ services });
	const io = capturedIo();
	try {
		const exitCode = await runMetrics({
			monitor,
			lookAtDriver: () => Promise.reject(new Error('nobody looks')),
			texts: textsOf('tr'),
			io,
			signal: new AbortController().signal,
			now: NOW,
			version: '1.2.3',
			journals: { portal: journal, sandbox: undefined },
		});
		return { exitCode, lines: io.out.trimEnd().split('\n'), out: io.out };
	} finally {
		await monitor.close();
	}
}

function seal(): ReaderService {
	return createVirtualReader({
		name: 'DENEME "A"',
		card: sandbox.card,
		cardError: (code) => new CardError(code, 'virtual reader'),
	});
}

async function journalFolder(): Promise<string> {
	const directory = mkdtempSync(join(tmpdir(), 'muhurdar-metrics-'));
	onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
	const journal = createJournal({ directory, now: () => NOW, uid: process.getuid?.() });
	await journal.note({ event: 'session-begun', holderNumber: '4540536920', way: 'password' });
	await journal.note({ event: 'session-ended', holderNumber: '4540536920', why: 'logged-out' });
	return directory;
}

it('tells of seals, the service, the journal and its last session, in the text format', async () => {
	const { exitCode, lines, out } = await metrics([seal()], await journalFolder());
	expect(exitCode).toBe(0);
	expect(lines.filter((line) => !line.startsWith('#') && !SAMPLE.test(line))).toEqual([]);
	expect(out).toContain('muhurdar_build_info{version="1.2.3"} 1\n');
	expect(out).toContain('muhurdar_card_service_up{failure="none"} 1\n');
	expect(out).toContain('muhurdar_readers{state="seal"} 1\n');
	expect(
		out.match(
			/^muhurdar_seal_days_left\{certificate="[0-9A-F]+",use="(?:SIGN0|ENCR0)",sandbox="true"\} \d+$/gm,
		),
	).toHaveLength(2);
	expect(out.match(/^muhurdar_seal_state\{.*,state="\S+"\} 1$/gm)).toHaveLength(2);
	expect(out.match(/^muhurdar_seal_revocation\{.*,verdict="not-asked"\} 1$/gm)).toHaveLength(2);
	expect(out).toContain('muhurdar_journal_records{journal="portal"} 3\n');
	expect(out).toMatch(/^muhurdar_journal_head_info\{journal="portal",hash="[0-9a-f]{64}"\} 1$/m);
	expect(out).toContain(
		`muhurdar_last_session_timestamp_seconds{journal="portal",outcome="logged-out"} ${NOW / 1000}\n`,
	);
	// Neither the holder nor the whole number of anybody.
	expect(out).not.toMatch(/4540536920|Şirket|A\.Ş/);
});

it('says each family once, with its help and type before its samples', async () => {
	const { lines } = await metrics([seal()], await journalFolder());
	const helped = lines.filter((line) => line.startsWith('# HELP ')).map((line) => line.split(' ')[2]);
	expect(new Set(helped).size).toBe(helped.length);
	let open = '';
	for (const line of lines) {
		const name = /^# TYPE (\S+) gauge$/.exec(line)?.[1];
		open = name ?? open;
		expect(line.startsWith('#') || line.startsWith(open)).toBe(true);
	}
	expect(new Set(lines).size).toBe(lines.length);
});

it('tells that the service is down and why', async () => {
	const { exitCode, out } = await metrics([serviceDown('access-denied')]);
	expect(exitCode).toBe(0);
	expect(out).toContain('muhurdar_card_service_up{failure="access-denied"} 0\n');
	expect(out).not.toContain('muhurdar_seal');
	expect(out).not.toContain('muhurdar_journal');
});

it('tells of a damaged journal, and of an empty reader', async () => {
	const directory = await journalFolder();
	const file = join(directory, 'journal.jsonl');
	writeFileSync(file, readFileSync(file, 'utf8').replace('session-begun', 'session-bgun'));
	const { out } = await metrics([readerService({ name: 'A', slot: 'empty' })], directory);
	expect(out).toContain('muhurdar_journal_sound{journal="portal"} 0\n');
	expect(out).not.toContain('muhurdar_journal_records');
	expect(out).toContain('muhurdar_readers{state="empty"} 1\n');
});

it('rules and board ask for nothing that is not told', async () => {
	const { out } = await metrics([seal()], await journalFolder());
	const told = new Set(out.match(/^muhurdar_\w+/gm));
	const rules = readFileSync('deploy/prometheus/muhurdar.rules.yml', 'utf8');
	const board = readFileSync('deploy/grafana/muhurdar.json', 'utf8');
	const group = z.object({
		groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })),
	});
	const asked = [
		...group.parse(parse(rules)).groups.flatMap((one) => one.rules.map(({ expr }) => expr)),
		...z
			.object({ panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })) })) })
			.parse(JSON.parse(board))
			.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
	].flatMap((expr) => expr.match(/muhurdar_\w+/g) ?? []);
	expect(asked.filter((name) => !told.has(name))).toEqual([]);
	expect(asked.length).toBeGreaterThan(15);
});
