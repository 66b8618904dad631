import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { statusReport } from '../../src/commands/status-report.ts';
import { openStack } from './open-stack.ts';
import { MUHURDAR, startCardRunner } from './programs.ts';

/** A home in which cards are kept, or are not. */
function homeWith(settings: string | undefined): string {
	const home = mkdtempSync(join(tmpdir(), 'muhurdar-home-'));
	onTestFinished(() => rmSync(home, { recursive: true, force: true }));
	if (settings !== undefined) {
		const folder = join(home, '.config', 'muhurdar');
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		writeFileSync(join(folder, 'settings.json'), settings, { mode: 0o600 });
	}
	return home;
}

it('a card is recognised by the next run where that was asked for, and another one is not taken for it', async () => {
	const stack = await openStack();
	await stack.start();
	const runner = startCardRunner(stack);
	runner.writeLine('insert 1 seal');
	await stack.seesCard(1);
	const status = async (home: string) => {
		const env = { HOME: home, XDG_CONFIG_HOME: '', XDG_CACHE_HOME: '' };
		const program = stack.run([MUHURDAR, 'status', '--json'], env);
		const [exitCode, stdout, stderr] = await Promise.all([
			program.ended,
			program.stdout.whole(),
			program.stderr.whole(),
		]);
		const { card } = statusReport.parse(JSON.parse(stdout)).readers[0] ?? { card: null };
		const fingerprints = card?.certificates.map(({ fingerprint }) => fingerprint);
		return { exitCode, stderr, fingerprints, commands: card?.apduCount ?? 0 };
	};

	const nowhere = homeWith(undefined);
	const [unasked, unaskedAgain] = [await status(nowhere), await status(nowhere)];
	expect(unaskedAgain).toEqual(unasked);
	expect(readdirSync(join(nowhere, '.cache', 'muhurdar'))).not.toContain('cards');

	const home = homeWith('{"card.cache":true}');
	const folder = join(home, '.cache', 'muhurdar', 'cards');
	const cold = await status(home);
	expect(cold).toEqual(unasked);
	expect([statSync(folder).mode & 0o777, statSync(join(folder, 'cards.json')).mode & 0o777]).toEqual([
		0o700, 0o600,
	]);
	const warm = await status(home);
	// Five to know the card again, and its serial, which is asked for each time.
	expect(warm).toEqual({ ...cold, commands: 6 });

	runner.writeLine('insert 1 seal');
	await stack.seesCard(1);
	const other = await status(home);
	expect(other.fingerprints).toHaveLength(2);
	expect(cold.fingerprints).not.toEqual(expect.arrayContaining(other.fingerprints ?? []));
	expect((await status(home)).commands).toBe(6);
});
