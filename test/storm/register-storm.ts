import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { openSealRegister, type RegisteredSeal } from '#register';
import { REGISTER_ACTS, registerClock } from './register-acts.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');

export interface RegisterStormReport {
	/** Calls of one run that change the disk. */
	readonly calls: number;
	readonly kills: number;
	/** After how many acts a killed program's register was found, and how often. */
	readonly found: ReadonlyMap<number, number>;
	/** Promises that were broken. */
	readonly broken: readonly string[];
}

/**
 * A program that fills a register is killed with SIGKILL at a call that changes the disk, at each in turn, whole or with
 * half of its bytes written, until there were so many runs. What it said is done must be there afterwards, and no more than
 * the one act that it was about.
 */
export async function runRegisterStorm(runs: number): Promise<RegisterStormReport> {
	const folder = await mkdtemp(join(tmpdir(), 'muhurdar-register-storm-'));
	try {
		const library = join(folder, 'kill-at-write.so');
		await promisify(execFile)('cc', [
			...['-shared', '-fPIC', '-O1', '-Wall', '-Werror', '-o', library],
			join(FIXTURES, 'kill-at-write.c'),
			'-ldl',
		]);
		const states = await statesAfterEachAct(join(folder, 'expected'));
		const countFile = join(folder, 'count');
		await runWriter(join(folder, 'counted'), { LD_PRELOAD: library, KILL_AT: '0', KILL_COUNT: countFile });
		const calls = Number(await readFile(countFile, 'utf8'));
		const found = new Map<number, number>();
		const broken: string[] = calls > 0 ? [] : ['no call was counted: the library was not heeded'];
		let kills = 0;
		for (let run = 0; run < runs && calls > 0; run += 1) {
			// Spread over all calls, and over both ways to die at each.
			const place = Math.floor((run * 2 * calls) / runs) % (2 * calls);
			const at = runs >= 2 * calls ? run % (2 * calls) : place;
			const isHalf = at % 2 === 1;
			const directory = join(folder, `run-${run}`);
			const told = await runWriter(directory, {
				LD_PRELOAD: library,
				KILL_AT: String(Math.floor(at / 2) + 1),
				...(isHalf ? { KILL_HALF: '1' } : {}),
			});
			kills += told.wasKilled ? 1 : 0;
			const where = `call ${Math.floor(at / 2) + 1}${isHalf ? ', half written' : ''}`;
			const after = await stateOf(directory);
			const acts = states.findIndex((state, index) => index >= told.acts && state === after.state);
			if (acts < 0 || acts > told.acts + 1) {
				broken.push(`${where}: ${told.acts} acts were told, and the register is as after none of them`);
			}
			if (after.salvages > 0 || after.files.some((name) => name.includes('damaged'))) {
				broken.push(`${where}: the file was found damaged`);
			}
			found.set(acts, (found.get(acts) ?? 0) + 1);
			await rm(directory, { recursive: true });
		}
		return { calls, kills, found, broken };
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** What the register holds after 0, 1, … acts. */
async function statesAfterEachAct(directory: string): Promise<readonly string[]> {
	const register = openSealRegister(directory, registerClock());
	const states = [JSON.stringify([])];
	for (const act of REGISTER_ACTS) {
		await act(register);
		states.push(JSON.stringify(await allOf(register)));
	}
	register.close();
	return states;
}

async function stateOf(directory: string) {
	// As whoever comes next finds it, with the journal of the killed program beside it.
	const register = openSealRegister(directory, registerClock());
	try {
		const state = JSON.stringify(await allOf(register));
		return { state, salvages: register.salvages.length, files: await readdir(directory) };
	} finally {
		register.close();
	}
}

async function allOf(register: {
	ids(): Promise<readonly number[]>;
	read(ids: readonly number[]): Promise<readonly RegisteredSeal[]>;
}): Promise<readonly RegisteredSeal[]> {
	return register.read(await register.ids());
}

async function runWriter(
	directory: string,
	env: Readonly<Record<string, string>>,
): Promise<{ readonly acts: number; readonly wasKilled: boolean }> {
	const child = spawn(process.execPath, [join(FIXTURES, 'register-writer.ts'), directory], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ...env },
	});
	const [[exitCode, signal], out, err] = await Promise.all([
		once(child, 'exit'),
		buffer(child.stdout),
		buffer(child.stderr),
	]);
	if (exitCode !== 0 && signal !== 'SIGKILL') {
		throw new Error(`The writer ended with ${exitCode ?? signal}: ${err.toString()}`);
	}
	const lines = out
		.toString()
		.split('\n')
		.filter((line) => line !== '');
	return { acts: lines.length, wasKilled: signal === 'SIGKILL' };
}
