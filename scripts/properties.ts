/**
 * Runs every test that draws its inputs by fast-check, round after round, each with a seed of its own, and stops at the first
 * round that fails. Prints the seed of each; with `--seed N --rounds 1` the same round comes back.
 *
 * Usage: npm run properties -- [--rounds N] [--seed N]
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

const MAX_SEED = 2 ** 31;

const { values } = parseArgs({
	options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string' } },
});
const rounds = Number(values.rounds);
const first = values.seed === undefined ? undefined : Number(values.seed);
if (!Number.isSafeInteger(rounds) || rounds < 1 || (first !== undefined && !Number.isSafeInteger(first))) {
	throw new Error('properties: --rounds and --seed are whole numbers');
}

const files = await filesWithProperties();
for (let round = 0; round < rounds; round += 1) {
	const seed = first === undefined ? randomInt(MAX_SEED) : first + round;
	process.stdout.write(`properties: round ${round + 1} of ${rounds}, ${files.length} files, seed ${seed}\n`);
	const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...files], {
		env: { ...process.env, MUHURDAR_PROPERTY_SEED: String(seed) },
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	if (status !== 0) {
		process.stderr.write(`properties: failed with seed ${seed}\n`);
		process.exit(1);
	}
}

async function filesWithProperties(): Promise<readonly string[]> {
	const found: string[] = [];
	for await (const file of glob('test/**/*.test.ts')) {
		if (/\bfc\.(?:assert|sample)\b/.test(await readFile(file, 'utf8'))) {
			found.push(file);
		}
	}
	return found.sort();
}
