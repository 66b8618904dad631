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
import { median, report } from './figures.ts';

const RUNS = 15;
const GOAL_RATIO = 0.85;
/** With the card's certificates kept from an earlier run (`card.cache`). */
const GOAL_CACHED_RATIO = 0.35;

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
	const ours = (): Promise<Listing> => listing([PROGRAM, 'status', '--json'], /"fileId"/g);
	const cached = (): Promise<Listing> =>
		listing(['env', 'MUHURDAR_CARD_CACHE=true', PROGRAM, 'status', '--json'], /"fileId"/g);
	const theirs = (): Promise<Listing> =>
		listing(['pkcs15-tool', '--list-certificates'], /^X\.509 Certificate/gm);

	// The first of all compiles the code that later ones take from the cache.
	await ours();
	await cached();
	await theirs();
	const listings: Readonly<Record<'ours' | 'cached' | 'theirs', Listing>>[] = [];
	for (let run = 0; run < RUNS; run += 1) {
		listings.push({ ours: await ours(), cached: await cached(), theirs: await theirs() });
	}

	const rows = [
		{ of: 'ours', what: '`status --json`, cold', goal: GOAL_RATIO },
		{ of: 'cached', what: '`status --json` with `card.cache`', goal: GOAL_CACHED_RATIO },
	] as const;
	report(
		'listing',
		rows.map(({ of, what, goal }) => {
			const [own, other] = [listings.map((one) => one[of]), listings.map(({ theirs: one }) => one)];
			const [time, otherTime] = [own, other].map((all) =>
				median(all.map(({ milliseconds }) => milliseconds)),
			);
			const [commands, otherCommands] = [own, other].map((all) =>
				Math.max(...all.map((one) => one.commands)),
			);
			return {
				what: `${what}, two certificates of 1616 bytes at 62.5 kbit/s`,
				beside: '`pkcs15-tool --list-certificates`',
				figures:
					`medians of ${RUNS}: ${time?.toFixed(0)} ms and ${commands} commands beside ` +
					`${otherTime?.toFixed(0)} ms and ${otherCommands} commands`,
				measured: (time ?? Number.NaN) / (otherTime ?? Number.NaN),
				goal,
			};
		}),
	);
} finally {
	await stack.close();
	rmSync(home, { recursive: true, force: true });
}
