/**
 * Memory at the first screen: in the sandbox, with a portal and guided, beside Ink imported in bare Node, in turn; and what
 * each of twenty programs on one machine has for itself alone.
 *
 * Usage: npm run bench (or: scripts/pinned-node bench/memory.ts)
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { PtySession } from '../test/pty/pty-session.ts';
import { median, report } from './figures.ts';
import { type Memory, memoryOf } from './memory-of.ts';

const RUNS = 15;
const PROGRAMS = 20;
/** What is loaded behind the first frame is loaded by then, and what only loading needed is given back. */
const SETTLED_MS = 4000;
const WAIT_LIMIT_MS = 600_000;
const PRIVATE_GOAL_MB = 45;
const ROOT = join(import.meta.dirname, '..');
const PROGRAM = `'${join(ROOT, 'bin/muhurdar')}'`;
/** Nobody is there: the portal is asked for, and that is all. */
const PORTAL = `${PROGRAM} --portal http://127.0.0.1:9`;
const INK = `'${process.execPath}' --input-type=module -e "import '${join(ROOT, 'node_modules/ink/build/index.js')}'; console.log('q kapat'); setInterval(() => {}, 60000)"`;

const MODES = [
	{ name: 'in the sandbox', command: PROGRAM, goal: 1.2, lastTick: 3 },
	{ name: 'with a portal', command: PORTAL, goal: 1.1, lastTick: 0 },
	{ name: 'guided', command: `${PROGRAM} --guided`, goal: 1.06, lastTick: 0 },
] as const;

const home = mkdtempSync(join(tmpdir(), 'muhurdar-bench-'));
try {
	const ink: number[] = [];
	const own = MODES.map((): number[] => []);
	// The first round compiles the code that later ones take from the cache.
	for (let run = 0; run <= RUNS; run += 1) {
		const beside = await residentMb(INK, 0);
		const modes: number[] = [];
		for (const { command, lastTick } of MODES) {
			modes.push(await residentMb(command, lastTick));
		}
		if (run > 0) {
			ink.push(beside);
			modes.forEach((megabytes, index) => {
				own[index]?.push(megabytes);
			});
		}
	}
	const together = await privateMbOfMany();
	report('memory', [
		...MODES.map(({ name, goal }, index) => ({
			what: `resident memory at the first screen, ${name}`,
			beside: 'Ink imported in bare Node',
			figures: `medians of ${RUNS}: ${median(own[index] ?? []).toFixed(0)} MB beside ${median(ink).toFixed(0)} MB`,
			measured: median(own[index] ?? []) / median(ink),
			goal,
		})),
		{
			what: `private memory of each of ${PROGRAMS} programs with a portal, on one machine`,
			beside: 'nothing',
			figures: `median ${median(together).toFixed(0)} MB, at most ${Math.max(...together).toFixed(0)} MB`,
			measured: Math.max(...together),
			goal: PRIVATE_GOAL_MB,
			unit: 'MB',
		},
	]);
} finally {
	rmSync(home, { recursive: true, force: true });
}

async function residentMb(command: string, lastTick: number): Promise<number> {
	const pty = await started(command, lastTick);
	try {
		await after(SETTLED_MS);
		return memoryIn(pty).residentMb;
	} finally {
		await pty.close();
	}
}

async function privateMbOfMany(): Promise<readonly number[]> {
	const ptys: PtySession[] = [];
	try {
		for (let count = 0; count < PROGRAMS; count += 1) {
			ptys.push(await started(PORTAL, 0));
		}
		await after(SETTLED_MS);
		return ptys.map((pty) => memoryIn(pty).privateMb);
	} finally {
		await Promise.all(ptys.map((pty) => pty.close()));
	}
}

/** Once its first screen stands, with these steps ticked. */
async function started(command: string, lastTick: number): Promise<PtySession> {
	const pty = new PtySession(`echo "pid=$$;"; exec ${command}`, {
		waitLimitMs: WAIT_LIMIT_MS,
		env: { LANG: 'C.UTF-8', HOME: home },
	});
	await pty.shows(/q kapat/);
	const isTicked = (step: number): boolean => pty.screen.some((row) => row.includes(`✓ ${step} `));
	await pty.until('the ticks', () => lastTick === 0 || isTicked(lastTick) || undefined);
	return pty;
}

function memoryIn(pty: PtySession): Memory {
	const [, pid = ''] = /pid=(\d+);/.exec(pty.raw) ?? [];
	return memoryOf(Number(pid));
}
