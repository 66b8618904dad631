/**
 * From starting `bin/muhurdar` to its first full frame in an 80x24 terminal, beside bare `node -e 0` of the same Node.
 * Both run in turn, so that whatever else the machine does falls on both.
 *
 * Usage: npm run bench
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import xterm from '@xterm/headless';
import { spawn } from 'node-pty';
import { median, report } from './figures.ts';

const RUNS = 21;
const COLUMNS = 80;
const ROWS = 24;
const GOAL_RATIO = 3.8;
const GIVE_UP_MS = 30_000;

const PROGRAM = join(import.meta.dirname, '../bin/muhurdar');

// A home of its own: settings and caches of whoever runs this neither help nor hurt.
const home = mkdtempSync(join(tmpdir(), 'muhurdar-bench-'));
const environment = {
	PATH: process.env['PATH'] ?? '',
	HOME: home,
	TERM: 'xterm-256color',
	LANG: 'C.UTF-8',
};

/** Milliseconds until the frame is whole: the last row is the line of keys, and it is drawn last. */
async function millisecondsToFirstFrame(): Promise<number> {
	const screen = new xterm.Terminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true });
	const startedAt = performance.now();
	const program = spawn(PROGRAM, [], { cols: COLUMNS, rows: ROWS, env: environment });
	const exited = new Promise<void>((resolve) => program.onExit(() => resolve()));
	try {
		return await new Promise<number>((resolve, reject) => {
			const timer = setTimeout(() => reject(new Error(`no full frame:\n${textOf(screen)}`)), GIVE_UP_MS);
			program.onExit(() => reject(new Error(`the program ended:\n${textOf(screen)}`)));
			program.onData((data) => {
				const arrivedAt = performance.now();
				screen.write(data, () => {
					if (!isFullFrame(screen)) return;
					clearTimeout(timer);
					resolve(arrivedAt - startedAt);
				});
			});
		});
	} finally {
		program.kill('SIGTERM');
		await exited;
		screen.dispose();
	}
}

function isFullFrame(screen: xterm.Terminal): boolean {
	return screen.buffer.active.type === 'alternate' && rowText(screen, ROWS - 1).trim() !== '';
}

function textOf(screen: xterm.Terminal): string {
	return Array.from({ length: ROWS }, (_, row) => rowText(screen, row)).join('\n');
}

function rowText(screen: xterm.Terminal, row: number): string {
	return screen.buffer.active.getLine(row)?.translateToString(true) ?? '';
}

function millisecondsOfBareNode(): number {
	const startedAt = performance.now();
	execFileSync(process.execPath, ['-e', '0'], { env: environment });
	return performance.now() - startedAt;
}

try {
	// The first start of all compiles the code that later ones take from the cache.
	const cold = await millisecondsToFirstFrame();
	millisecondsOfBareNode();

	const frames: number[] = [];
	const bare: number[] = [];
	for (let run = 0; run < RUNS; run += 1) {
		frames.push(await millisecondsToFirstFrame());
		bare.push(millisecondsOfBareNode());
	}

	report('startup', [
		{
			what: `start to the first full frame, ${COLUMNS}x${ROWS}, warm disk`,
			beside: '`node -e 0`, the same Node',
			figures:
				`medians of ${RUNS}: ${median(frames).toFixed(0)} ms beside ${median(bare).toFixed(0)} ms; ` +
				`the very first start ${cold.toFixed(0)} ms`,
			measured: median(frames) / median(bare),
			goal: GOAL_RATIO,
		},
	]);
} finally {
	rmSync(home, { recursive: true, force: true });
}
