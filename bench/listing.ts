/**
 * Listing two certificates of 1616 bytes: `muhurdar status --json` beside `pkcs15-tool --list-certificates`, in turn, on
 * one virtual v1.0 card at 62.5 kbit/s behind a pcscd of their own. Commands are counted by the card.
 *
 * Usage: npm run bench (wants pcscd, vpcd and OpenSC, as the tests do)
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrivatePcscd } from '../test/pcscd/private-pcscd.ts';

const RUNS = 9;
const GOAL_COMMANDS = 18;

const PROGRAM = join(import.meta.dirname, '../bin/muhurdar');
const COUNTED_CARD = join(import.meta.dirname, '../test/pcscd/fixtures/counted-card.ts');

interface Listing {
	readonly milliseconds: number;
	readonly commands: number;
}

// A home of its own: no cache of whoever runs this helps either of the two.
const home = mkdtempSync(join(tmpdir(), 'muhurdar-bench-'));
const configuration = join(home, 'opensc.conf');
writeFileSync(configuration, 'app default { card_drivers = old; }\n');
const environment = { HOME: home, OPENSC_CONF: configuration, LANG: 'C.UTF-8' };

const stack = await PrivatePcscd.open();
try {
	await stack.start();
	const card = stack.run([process.execPath, COUNTED_CARD]);
	await stack.seesCard(1);

	const commandsSinceLast = async (): Promise<number> => {
		card.writeLine('count');
		const [, count] = await card.stdout.next(/^commands (\d+)$/);
		return Number(count);
	};
	const listing = async (command: readonly string[], certificate: RegExp): Promise<Listing> => {
		await commandsSinceLast();
		const startedAt = performance.now();
		const program = stack.run(command, environment);
		const [exitCode, said, complained] = await Promise.all([
			program.ended,
			program.stdout.whole(),
			program.stderr.whole(),
		]);
		const milliseconds = performance.now() - startedAt;
		if (exitCode !== 0 || said.match(certificate)?.length !== 2) {
			throw new Error(
				`${command.join(' ')} ended with ${exitCode} and not with two certificates:\n${said}\n${complained}`,
			);
		}
		return { milliseconds, commands: await commandsSinceLast() };
	};
	const ours = (): Promise<Listing> => listing([PROGRAM, 'status', '--json'], /"fingerprint"/g);
	const theirs = (): Promise<Listing> =>
		listing(['pkcs15-tool', '--list-certificates'], /^X\.509 Certificate/gm);

	// The first of all compiles the code that later ones take from the cache.
	await ours();
	await theirs();
	const listings: { readonly ours: Listing; readonly theirs: Listing }[] = [];
	for (let run = 0; run < RUNS; run += 1) {
		listings.push({ ours: await ours(), theirs: await theirs() });
	}

	const commands = Math.max(...listings.map((pair) => pair.ours.commands));
	const ourTime = median(listings.map((pair) => pair.ours.milliseconds));
	const theirTime = median(listings.map((pair) => pair.theirs.milliseconds));
	process.stdout.write(
		[
			`muhurdar status --json            ${commands} commands   median ${ourTime.toFixed(0)} ms   (N=${RUNS}, Node's own start included)`,
			`pkcs15-tool --list-certificates   ${Math.max(...listings.map((pair) => pair.theirs.commands))} commands   median ${theirTime.toFixed(0)} ms   (N=${RUNS}, in turn)`,
			`ratio of the times                ${(ourTime / theirTime).toFixed(2)}   (goal: at most ${GOAL_COMMANDS} commands; ${commands <= GOAL_COMMANDS ? 'met' : 'MISSED'})`,
			'',
		].join('\n'),
	);
} finally {
	await stack.close();
	rmSync(home, { recursive: true, force: true });
}

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
