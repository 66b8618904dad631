/**
 * From a card that was put in to its certificates on whoever listens, in a program that runs already: the first time and
 * when the card is known, beside `pkcs15-tool --list-certificates` without and with its own cache, in turn, on one virtual
 * v1.0 card at 250 kbit/s behind a pcscd of their own. One certificate of 1616 bytes, then two.
 *
 * Usage: npm run bench (wants pcscd, vpcd and OpenSC, as the tests do)
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrivatePcscd } from '../test/pcscd/private-pcscd.ts';
import { median } from './figures.ts';

const RUNS = 7;
const WIRE = '250 kbit/s';
const GOAL_WARM_COMMANDS = 5;
const GOAL_WARM_MS = 100;

const COUNTED_CARD = join(import.meta.dirname, '../test/pcscd/fixtures/counted-card.ts');
const READING_TIMES = join(import.meta.dirname, '../test/pcscd/fixtures/reading-times.ts');

interface Sample {
	readonly milliseconds: number;
	readonly commands: number;
}

const home = mkdtempSync(join(tmpdir(), 'muhurdar-bench-'));
const configured = (name: string, caching: string) => {
	const path = join(home, name);
	writeFileSync(
		path,
		`app default { card_drivers = old; framework pkcs15 { use_file_caching = ${caching}; } }\n`,
	);
	return { OPENSC_CONF: path, LANG: 'C.UTF-8' };
};

try {
	for (const certificates of [1, 2]) {
		await measure(certificates);
	}
} finally {
	rmSync(home, { recursive: true, force: true });
}

async function measure(certificates: number): Promise<void> {
	// Their cache goes by the card's number, and would show the former card's certificates for the next one.
	const ownHome = { HOME: mkdtempSync(join(home, 'home-')) };
	const plain = { ...ownHome, ...configured('plain.conf', 'no') };
	const caching = { ...ownHome, ...configured('caching.conf', 'public') };
	const stack = await PrivatePcscd.open();
	try {
		await stack.start();
		const card = stack.run([process.execPath, COUNTED_CARD, String(certificates), WIRE]);
		await stack.seesCard(1);
		const commandsSinceLast = async (): Promise<number> => {
			card.writeLine('count');
			const [, count] = await card.stdout.next(/^commands (\d+)$/);
			return Number(count);
		};
		const theirs = async (env: typeof plain): Promise<Sample> => {
			await commandsSinceLast();
			const startedAt = performance.now();
			const program = stack.run(['pkcs15-tool', '--list-certificates'], env);
			const [exitCode, said] = await Promise.all([program.ended, program.stdout.whole()]);
			const milliseconds = performance.now() - startedAt;
			if (exitCode !== 0 || said.match(/^X\.509 Certificate/gm)?.length !== certificates) {
				throw new Error(`pkcs15-tool ended with ${exitCode}:\n${said}`);
			}
			return { milliseconds, commands: await commandsSinceLast() };
		};
		const cold: Sample[] = [];
		const warm: Sample[] = [];
		const theirCold: Sample[] = [];
		const theirWarm: Sample[] = [];
		await theirs(caching);
		for (let run = 0; run < RUNS; run++) {
			// A new program knows no card, and knows it when it comes back.
			const program = stack.run([process.execPath, READING_TIMES]);
			const read = async (): Promise<Sample> => {
				const [, milliseconds, commands] = await program.stdout.next(/^read (\S+) (\d+)$/);
				return { milliseconds: Number(milliseconds), commands: Number(commands) };
			};
			cold.push(await read());
			card.writeLine('remove');
			await program.stdout.next(/^empty$/);
			card.writeLine('insert');
			warm.push(await read());
			await program.end('TERM');
			theirCold.push(await theirs(plain));
			theirWarm.push(await theirs(caching));
		}
		const row = (name: string, samples: readonly Sample[], beside: readonly Sample[]): string => {
			const commands = Math.max(...samples.map((sample) => sample.commands));
			const ratio = medianTime(samples) / medianTime(beside);
			return `${name.padEnd(34)} ${String(commands).padStart(2)} commands   median ${medianTime(samples).toFixed(0)} ms   ratio ${ratio.toFixed(2)}`;
		};
		const isMet =
			warm.every(({ commands }) => commands <= GOAL_WARM_COMMANDS) && medianTime(warm) <= GOAL_WARM_MS;
		process.stdout.write(
			[
				`${certificates} of 1616 bytes, ${WIRE}, N=${RUNS}, in turn; ratios beside pkcs15-tool without cache`,
				row('the monitor, the first time', cold, theirCold),
				row('the monitor, a card it knows', warm, theirCold),
				row('pkcs15-tool, without cache', theirCold, theirCold),
				row('pkcs15-tool, with its own', theirWarm, theirCold),
				`goal for a card it knows: ${GOAL_WARM_COMMANDS} commands and ${GOAL_WARM_MS} ms; ${isMet ? 'met' : 'MISSED'}`,
				'',
			].join('\n'),
		);
	} finally {
		await stack.close();
	}
}

function medianTime(samples: readonly Sample[]): number {
	return median(samples.map(({ milliseconds }) => milliseconds));
}
