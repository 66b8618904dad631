import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { type CheckReport, checkReport } from '../../src/commands/check/check-report.ts';
import { SHAPE_PIN } from '../cards/card-shapes.ts';
import type { InnerProgram } from './inner-program.ts';
import { openStack } from './open-stack.ts';
import type { PrivatePcscd } from './private-pcscd.ts';
import { MUHURDAR, runMuhurdar, startCardRunner, startSandbox } from './programs.ts';

const SEALS = fileURLToPath(new URL('./fixtures/seals-of-openssl.ts', import.meta.url));
const HOLDS = fileURLToPath(new URL('./fixtures/holds-transaction.ts', import.meta.url));
const SEKER = '4540536920';
const GUL = '1234567890';
const WRONG_PIN = '111222';

const folder = mkdtempSync(join(tmpdir(), 'muhurdar-check-pcscd-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Checked {
	readonly exitCode: number;
	readonly report: CheckReport;
	readonly stderr: string;
}

async function stackWithSeals(): Promise<{ readonly stack: PrivatePcscd; readonly seals: InnerProgram }> {
	const stack = await openStack();
	await stack.start();
	const state = mkdtempSync(join(folder, 'state-'));
	return { stack, seals: stack.run([process.execPath, SEALS], { XDG_STATE_HOME: state }) };
}

async function insert(stack: PrivatePcscd, seals: InnerProgram, slot: 1 | 2, number: string): Promise<void> {
	seals.writeLine(`insert ${slot} ${number}`);
	await seals.stdout.next(/^done$/);
	await stack.seesCard(slot);
}

async function check(seals: InnerProgram, options: object = {}): Promise<Checked> {
	seals.writeLine(`check ${JSON.stringify(options)}`);
	const [, json = ''] = await seals.stdout.next(/^checked (.*)$/);
	const { exitCode, report, stderr } = JSON.parse(json);
	return { exitCode, report: checkReport.parse(report), stderr };
}

function levels({ report }: Checked): Readonly<Record<string, string>> {
	return Object.fromEntries(report.links.map(({ link, level, reason }) => [link, reason ?? level]));
}

const ALL_WELL = {
	usb: 'not-needed',
	service: 'ok',
	access: 'ok',
	reader: 'ok',
	card: 'ok',
	driver: 'not-needed',
	certificates: 'ok',
	clock: 'ok',
	chain: 'ok',
	revocation: 'ok',
	tries: 'ok',
	neighbours: 'ok',
};

it('check signs with a seal of a real profile, and sees its revocation at the responder', async () => {
	const { stack, seals } = await stackWithSeals();
	await insert(stack, seals, 1, SEKER);

	const unsigned = await check(seals);
	expect(unsigned.report.links[9]?.evidence).toEqual([
		expect.stringMatching(/^SIGN0: not revoked \(OCSP: http:\/\/127\.0\.0\.1:\d+\/ocsp\)$/),
		expect.stringMatching(/^ENCR0: not revoked/),
	]);
	expect(levels(unsigned)).toEqual({ ...ALL_WELL, signature: 'not-needed' });
	expect([unsigned.exitCode, unsigned.report.verdict, unsigned.report.isPractice]).toEqual([0, 'ok', false]);

	const [pdf, text] = [join(folder, 'sayfa.pdf'), join(folder, 'sayfa.txt')];
	const signed = await check(seals, { pin: SHAPE_PIN, pdf, text });
	expect(levels(signed)).toEqual({ ...ALL_WELL, signature: 'ok' });
	expect(signed.exitCode).toBe(0);
	// Who gets the PIN is said to the person, and is not on the page.
	expect(signed.stderr).toContain('Şeker Çiçeği Sanayi A.Ş. · 4540536920 · Virtual PCD 00 00');
	const page = readFileSync(text, 'utf8');
	for (const secret of [SEKER, 'Şeker', SHAPE_PIN]) {
		expect(page).not.toContain(secret);
		expect(JSON.stringify(signed.report)).not.toContain(secret);
	}
	expect(page).toContain('Revocation:      well · SIGN0: not revoked (OCSP: http://127.0.0.1:');
	expect(readFileSync(pdf).subarray(0, 5).toString('latin1')).toBe('%PDF-');

	// A wrong PIN is sent once, and what it cost is seen afterwards without another one.
	const wrong = await check(seals, { pin: WRONG_PIN });
	expect(levels(wrong)).toMatchObject({ tries: 'ok', signature: 'wrong-pin' });
	expect(wrong.exitCode).toBe(3);
	const afterwards = await check(seals);
	expect(levels(afterwards)).toMatchObject({ tries: 'wrong-pin-entered', signature: 'not-needed' });
	expect([afterwards.exitCode, afterwards.report.verdict]).toEqual([1, 'warning']);

	seals.writeLine(`revoke ${SEKER} keyCompromise`);
	await seals.stdout.next(/^done$/);
	const revoked = await check(seals);
	expect(levels(revoked)).toMatchObject({ chain: 'ok', revocation: 'revoked' });
	expect([revoked.exitCode, revoked.report.verdict]).toEqual([2, 'critical']);
});

it('check names a clock that is minutes away from two servers, and judges dates by theirs', async () => {
	const { stack, seals } = await stackWithSeals();
	await insert(stack, seals, 1, SEKER);

	const slow = await check(seals, { skewMinutes: 3 });
	expect(levels(slow)).toMatchObject({ clock: 'clock-skewed', certificates: 'ok' });
	expect(slow.exitCode).toBe(1);
	expect(slow.report.links[7]?.evidence[0]).toMatch(
		/^127\.0\.0\.1:\d+: this computer’s clock is [23] min \d+ s slow$/,
	);

	// The authority's certificates began today: by a clock of yesterday they are not valid yet.
	const yesterday = await check(seals, { skewMinutes: -1440 });
	expect(levels(yesterday)).toMatchObject({ clock: 'clock-skewed', certificates: 'not-yet-valid' });
	expect(yesterday.exitCode).toBe(2);
});

it('check sends no PIN while seals of two holders are in and none was named', async () => {
	const { stack, seals } = await stackWithSeals();
	await insert(stack, seals, 1, SEKER);
	await insert(stack, seals, 2, GUL);

	const open = await check(seals, { pin: SHAPE_PIN });
	expect(levels(open)).toMatchObject({ signature: 'several-holders', tries: 'ok' });
	expect(open.exitCode).toBe(3);
	expect(open.stderr).not.toContain('The PIN goes to');
	expect(open.report.links[4]?.evidence).toContain(
		'the seal of another holder is in, too; choose with --holder',
	);

	const chosen = await check(seals, { pin: SHAPE_PIN, holderNumber: GUL, includes: ['holder', 'reader'] });
	expect(levels(chosen)).toMatchObject({ signature: 'ok' });
	expect(chosen.stderr).toContain(`Gül Ticaret Ltd. Şti. · ${GUL} · Virtual PCD 00 01`);
	expect(chosen.report.holder).toEqual({ title: 'Gül Ticaret Ltd. Şti.', number: GUL });
	expect(chosen.report.links[3]?.evidence).toContain('name of the reader: Virtual PCD 00 01');

	const absent = await check(seals, { pin: SHAPE_PIN, holderNumber: '1111111111' });
	expect(levels(absent)).toMatchObject({ reader: 'no-reader', signature: 'not-needed' });
	expect(absent.exitCode).toBe(2);
});

it('the built program reads the PIN as a line, has the seal sign, and tells nobody the PIN', async () => {
	const stack = await openStack();
	await stack.start();
	const runner = startCardRunner(stack);
	runner.writeLine('insert 1 seal');
	await stack.seesCard(1);
	const state = mkdtempSync(join(folder, 'state-'));
	const program = stack.run([MUHURDAR, 'check', '--sign', '--json', '--lang', 'en'], {
		XDG_STATE_HOME: state,
	});
	program.writeLine(SHAPE_PIN);
	const [stdout, stderr] = await Promise.all([program.stdout.whole(), program.stderr.whole()]);
	await program.ended;
	const { links } = checkReport.parse(JSON.parse(stdout));
	expect(links.find(({ link }) => link === 'signature')).toMatchObject({
		level: 'ok',
		evidence: ['the card signed, and its certificate confirms the signature', '3 at most'],
	});
	expect(stderr).toContain('The PIN goes to this card:');
	const journal = readFileSync(join(state, 'muhurdar', 'journal-deneme', 'journal.jsonl'), 'utf8');
	expect(journal).toContain('"sign"');
	for (const written of [stdout, stderr, journal]) {
		expect(written).not.toContain(SHAPE_PIN);
	}
});

it('check names the program that uses cards while another one holds the card', async () => {
	const { stack, seals } = await stackWithSeals();
	await insert(stack, seals, 1, SEKER);
	const holder = stack.run([process.execPath, HOLDS]);
	await holder.stdout.next(/^held$/);

	const held = await check(seals);
	expect(levels(held)).toMatchObject({ card: 'in-use', certificates: 'unknown', neighbours: 'ok' });
	expect([held.exitCode, held.report.verdict]).toEqual([3, 'unknown']);
	const named = expect.stringMatching(/^node \(process \d+\): uses the card service$/);
	expect(held.report.links[4]?.evidence).toContainEqual(named);
	expect(held.report.links[12]?.evidence).toContainEqual(named);
});

it('the built program checks the card of the sandbox and says that it is practice', async () => {
	const stack = await openStack();
	await stack.start();
	await startSandbox(stack);
	await stack.seesBothCards();
	const { exitCode, stdout } = await runMuhurdar(stack, 'check', '--json', '--holder', '4540 536920');
	const report = checkReport.parse(JSON.parse(stdout));
	expect(report.isPractice).toBe(true);
	// Nobody can be asked for the time in here.
	expect([exitCode, report.verdict]).toEqual([3, 'unknown']);
	expect(report.links.filter(({ level }) => level === 'unknown').map(({ link }) => link)).toEqual(['clock']);
});
