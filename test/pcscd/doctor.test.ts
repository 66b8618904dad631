import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { doctorBundle, doctorReport } from '../../src/commands/doctor-report.ts';
import { openStack } from './open-stack.ts';
import { type PrivatePcscd, SLOT_NAMES } from './private-pcscd.ts';
import { runMuhurdar, startCardRunner, startSandbox } from './programs.ts';

const folder = mkdtempSync(join(tmpdir(), 'muhurdar-doctor-pcscd-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function readDoctor(stack: PrivatePcscd, ...words: readonly string[]) {
	const { exitCode, stdout, stderr } = await runMuhurdar(stack, 'doctor', '--json', ...words);
	const { links } = doctorReport.parse(JSON.parse(stdout));
	return { exitCode, links, told: links.map(({ link, state, reason }) => [link, state, reason]), stderr };
}

it('doctor finds every link well, with a seal behind pcscd and a portal on loopback', async () => {
	const stack = await openStack();
	await stack.start();
	const { portal } = await startSandbox(stack);
	await stack.seesCard(1);

	const bundle = join(folder, 'rapor.json');
	const { exitCode, links, told, stderr } = await readDoctor(stack, '--portal', portal, '--bundle', bundle);
	expect(told).toEqual([
		['service', 'ok', null],
		['reader', 'ok', null],
		['card', 'ok', null],
		['driver', 'not-needed', null],
		['certificates', 'ok', null],
		['portal', 'ok', null],
		// Here stands a pipe.
		['terminal', 'unknown', 'no-terminal'],
		['neighbours', 'ok', null],
	]);
	expect(exitCode).toBe(0);
	expect(stderr).toContain(bundle);
	expect(links[1]?.evidence[0]).toBe(`${SLOT_NAMES[1]}: tanındı`);
	expect(links[5]?.evidence).toEqual([`${portal}/`, expect.stringContaining('deneme portalı')]);

	const written = readFileSync(bundle, 'utf8');
	expect(doctorBundle.parse(JSON.parse(written)).report.links[5]?.evidence[0]).toBe(`${portal}/`);
	expect(written).not.toMatch(/4540536920|Çiçeği/);
});

it('doctor follows the chain as it breaks, the card first and the service then', async () => {
	const stack = await openStack();
	await stack.start();
	const runner = startCardRunner(stack);
	runner.writeLine('insert 1 identity');
	await stack.seesCard(1);
	// The commands of this card are not public, and what is given for its driver is none.
	const noDriver = await readDoctor(stack, '--module', '/etc/passwd');
	expect(noDriver.told).toContainEqual(['driver', 'trouble', 'not-a-library']);
	expect(noDriver.told).toContainEqual(['certificates', 'trouble', 'no-seal']);
	expect(noDriver.exitCode).toBe(1);

	runner.writeLine('remove 1');
	await stack.seesNoCard(1);
	const noCard = await readDoctor(stack);
	expect(noCard.told).toContainEqual(['card', 'trouble', 'empty']);
	expect(noCard.exitCode).toBe(3);

	await stack.stop();
	const noService = await readDoctor(stack);
	expect(noService.told).toContainEqual(['service', 'trouble', 'not-running']);
	expect([noService.exitCode, noService.stderr]).toEqual([
		3,
		expect.stringContaining('systemctl start pcscd'),
	]);
});
