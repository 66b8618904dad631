import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { sealsReport } from '../../src/commands/seals/report.ts';
import type { InnerProgram } from './inner-program.ts';
import { openStack } from './open-stack.ts';
import type { PrivatePcscd } from './private-pcscd.ts';
import { type CommandRun, MUHURDAR } from './programs.ts';

/* A seal on a card through its life in the register: seen in a reader, lost and revoked, or renewed. */

const SEALS = fileURLToPath(new URL('./fixtures/seals-of-openssl.ts', import.meta.url));
const SEKER = '4540536920';

const folder = mkdtempSync(join(tmpdir(), 'muhurdar-seals-pcscd-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The built program and the authority's cards, with a register and settings of their own. */
async function desk() {
	const stack = await openStack();
	await stack.start();
	const home = mkdtempSync(join(folder, 'home-'));
	const environment = { XDG_STATE_HOME: join(home, 'state'), XDG_CONFIG_HOME: join(home, 'config') };
	const seals = stack.run([process.execPath, SEALS], environment);
	const run = async (...words: readonly string[]): Promise<CommandRun> => {
		const program = stack.run([MUHURDAR, ...words], environment);
		const [exitCode, stdout, stderr] = await Promise.all([
			program.ended,
			program.stdout.whole(),
			program.stderr.whole(),
		]);
		return { exitCode, stdout, stderr };
	};
	expect((await run('config', 'set', 'seals.keep', 'true')).exitCode).toBe(0);
	const listed = async () => sealsReport.parse(JSON.parse((await run('seals', '--json')).stdout)).seals;
	return { stack, seals, run, listed, register: join(home, 'state', 'muhurdar', 'register') };
}

async function order(seals: InnerProgram, line: string): Promise<void> {
	seals.writeLine(line);
	await seals.stdout.next(/^done$/);
}

async function insert(stack: PrivatePcscd, seals: InnerProgram, line: string): Promise<void> {
	await order(seals, `insert 1 ${line}`);
	await stack.seesCard(1);
}

/** What the next round of questions was told, for both certificates. */
async function round(seals: InnerProgram): Promise<Readonly<Record<string, readonly [string, string]>>> {
	const answers: Record<string, readonly [string, string]> = {};
	while (Object.keys(answers).length < 2) {
		const [, json = ''] = await seals.stdout.next(/^watched (.*)$/);
		const { event, use, ocsp, list } = JSON.parse(json);
		if (event === 'revocation-asked') {
			answers[use] = [ocsp, list];
		}
	}
	return answers;
}

it('a lost card goes from the register to the letter, and is watched until OCSP and the list have changed', async () => {
	const { stack, seals, run, listed, register } = await desk();
	await insert(stack, seals, SEKER);
	expect((await run('status')).exitCode).toBe(0);
	const [seen] = await listed();
	expect(seen).toMatchObject({ holder: { number: SEKER }, place: { kind: 'reader' }, lostAt: null });

	const letter = join(folder, 'dilekce.pdf');
	const lost = await run('seals', 'lost', SEKER, letter, '--lang', 'en');
	expect([lost.exitCode, lost.stderr]).toEqual([0, expect.stringContaining(letter)]);
	for (const { serialNumber } of seen?.certificates ?? []) {
		expect(lost.stdout).toContain(serialNumber);
	}
	expect(lost.stdout).toContain('444 5 576');
	expect(readFileSync(letter).subarray(0, 5).toString()).toBe('%PDF-');

	await order(seals, `watch ${register}`);
	expect(await round(seals)).toEqual({ SIGN0: ['good', 'good'], ENCR0: ['good', 'good'] });
	await order(seals, `revoke ${SEKER} keyCompromise`);
	await order(seals, 'hour');
	expect(await round(seals)).toEqual({ SIGN0: ['revoked', 'revoked'], ENCR0: ['good', 'good'] });
	expect((await listed())[0]?.certificates.map(({ revoked }) => revoked?.reason)).toEqual([
		'keyCompromise',
		undefined,
	]);
	await order(seals, `revoke ${SEKER} cessationOfOperation ENCR0`);
	await order(seals, 'hour');
	await seals.stdout.next(/^watch-ended 0$/);
	const [ended] = await listed();
	expect(ended?.lostAt).not.toBeNull();
	expect(ended?.certificates.map(({ revoked }) => [revoked?.reason, revoked?.source])).toEqual([
		['keyCompromise', 'ocsp'],
		['cessationOfOperation', 'ocsp'],
	]);
});

it('a renewal is ticked by the card that is seen: the new seal replaces the old one in register and calendar', async () => {
	const { stack, seals, run, listed } = await desk();
	await insert(stack, seals, `${SEKER} 40`);
	await run('status');
	const before = await run('seals', 'renew', SEKER, '--lang', 'en');
	expect(before.exitCode).toBe(0);
	const [old] = await listed();
	expect(old).toMatchObject({ holder: { number: SEKER }, relation: 'alone' });

	await insert(stack, seals, SEKER);
	await run('status');
	const both = await listed();
	expect(both.map(({ relation }) => relation)).toEqual(['replaced', 'alone']);
	const [replaced, renewed] = both;
	expect(replaced?.certificates[0]?.fingerprint).toBe(old?.certificates[0]?.fingerprint);
	expect(Date.parse(renewed?.notAfter ?? '')).toBeGreaterThan(Date.parse(old?.notAfter ?? ''));
	const serial = replaced?.certificates[0]?.serialNumber ?? '';
	const after = await run('seals', 'renew', serial, '--lang', 'en');
	// Opened; then also applied, paid, delivered, seen and begun.
	expect([ticked(before.stdout), ticked(after.stdout)]).toEqual([[1], [1, 2, 3, 4, 5, 6]]);
	expect(after.stdout).toContain(renewed?.certificates[0]?.serialNumber);

	const calendar = join(folder, 'bitisler.ics');
	expect((await run('seals', 'calendar', calendar)).exitCode).toBe(0);
	expect(readFileSync(calendar, 'utf8')).toContain(
		(renewed?.notAfter ?? '').slice(0, 10).replaceAll('-', ''),
	);
});

/** Numbers of the steps that are ticked. */
function ticked(text: string): readonly number[] {
	return [...text.matchAll(/^\[x\] (\d)\./gm)].map(([, step]) => Number(step));
}
