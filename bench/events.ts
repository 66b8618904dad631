/**
 * A card that goes in and out of a pcscd of their own, and what the program makes of it: from pcscd's word to the frame
 * that shows it, and the processor time of the program while nothing happens.
 *
 * Usage: npm run bench (wants pcscd and vpcd, as the tests do)
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import xterm from '@xterm/headless';
import { spawn } from 'node-pty';
import { textsOf } from '#i18n';
import { PrivatePcscd, SLOT_NAMES } from '../test/pcscd/private-pcscd.ts';
import { startCardRunner } from '../test/pcscd/programs.ts';

const RUNS = 15;
const GOAL_MS = 150;
const IDLE_MS = 10_000;
const GOAL_IDLE = 0.005;
/** Of /proc: clock ticks a second, 100 on every Linux. */
const TICKS = 100;
const COLUMNS = 100;
const ROWS = 24;
/** Nothing listens there: this is about the card. */
const PORTAL = 'http://127.0.0.1:9/';

const PROGRAM = join(import.meta.dirname, '../bin/muhurdar');

const texts = textsOf('tr');
// A home of its own: settings and caches of whoever runs this neither help nor hurt.
const home = mkdtempSync(join(tmpdir(), 'muhurdar-bench-'));
const stack = await PrivatePcscd.open();
try {
	await stack.start();
	const runner = startCardRunner(stack);
	const screen = new xterm.Terminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true });
	const [command = '', ...words] = [
		...stack.entering,
		PROGRAM,
		'--portal',
		PORTAL,
		'--reader',
		SLOT_NAMES[1],
	];
	const program = spawn(command, words, {
		cols: COLUMNS,
		rows: ROWS,
		env: {
			PATH: process.env['PATH'] ?? '',
			HOME: home,
			TERM: 'xterm-256color',
			LANG: 'C.UTF-8',
		},
	});
	const exited = new Promise<void>((resolve) => program.onExit(() => resolve()));
	let look = (): void => undefined;
	program.onData((data) => screen.write(data, () => look()));
	/** Resolves when the last line but one says so: the state of reader, card and session. */
	const shows = (words: string): Promise<void> =>
		new Promise((resolve) => {
			look = () => {
				if (
					screen.buffer.active
						.getLine(ROWS - 2)
						?.translateToString()
						.includes(words) === true
				) {
					resolve();
				}
			};
			look();
		});
	const none = texts.status.cardNone;
	const foreign = texts.status.card(texts.card.slotWord.foreign);
	await shows(none);

	const times: number[] = [];
	for (let run = 0; run < RUNS; run++) {
		// A card of others is shown by its ATR alone: no command is in the figure.
		runner.writeLine('insert 1 foreign');
		await stack.seesCard(1);
		let heardAt = performance.now();
		await shows(foreign);
		times.push(performance.now() - heardAt);
		runner.writeLine('remove 1');
		await stack.seesNoCard(1);
		heardAt = performance.now();
		await shows(none);
		times.push(performance.now() - heardAt);
	}
	const sorted = times.toSorted((a, b) => a - b);
	const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;

	const before = processorTicks();
	const startedAt = performance.now();
	await setTimeout(IDLE_MS);
	const idle = (processorTicks() - before) / TICKS / ((performance.now() - startedAt) / 1000);
	process.stdout.write(
		[
			`from pcscd's word to the frame    median ${at(0.5).toFixed(0)} ms, 95 % ${at(0.95).toFixed(0)} ms   (N=${times.length}; goal: ${GOAL_MS} ms; ${at(0.95) <= GOAL_MS ? 'met' : 'MISSED'})`,
			`processor while nothing happens   ${(100 * idle).toFixed(2)} % of one   (${IDLE_MS / 1000} s, 2 readers; goal: ${100 * GOAL_IDLE} %; ${idle <= GOAL_IDLE ? 'met' : 'MISSED'})`,
			'',
		].join('\n'),
	);
	program.kill('SIGTERM');
	await exited;
} finally {
	await stack.close();
	rmSync(home, { recursive: true, force: true });
}

/** Ticks of the program, which is the process below this one that runs its bundle. */
function processorTicks(): number {
	for (const name of readdirSync('/proc')) {
		if (/^\d+$/.test(name) && isProgram(name)) {
			// Behind the name in brackets, which may hold anything: field 14 and 15 are the times.
			const [, rest = ''] = /\) (.*)$/s.exec(readFileSync(`/proc/${name}/stat`, 'latin1')) ?? [];
			const fields = rest.split(' ');
			return Number(fields[11]) + Number(fields[12]);
		}
	}
	throw new Error('the program is not among the processes');
}

function isProgram(pid: string): boolean {
	try {
		const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
		return words.includes(PORTAL) && words.some((word) => word.endsWith('.js'));
	} catch {
		// It ended meanwhile.
		return false;
	}
}
