/**
 * Bytes that a key sends to the terminal, on the first screen, the form of the login, the menu and a table of 500
 * certificates, at two sizes, beside another build of the program with the same keys. Keys come four a second; each
 * figure is the mean of a row of keys, so that the frames that are written whole for safety's sake are in it.
 *
 * Usage: scripts/pinned-node bench/terminal-bytes.ts --beside FOLDER   (of another build, with its sources)
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Figure, report } from './figures.ts';
import { type Build, buildIn, Walk } from './walk.ts';

const SIZES = [
	{ columns: 80, rows: 24 },
	{ columns: 160, rows: 50 },
] as const;
/** About as long as the fifteen seconds, after which a frame is written whole. */
const PAIRS = 25;
const GOAL = 1 / 8;
const SEED = 20;

const DOWN_AND_UP = '\u{1B}[B\u{1B}[A';

/** Places in the order in which they are reached, each with keys that leave it as it was. */
const PLACES = [
	// The arrows lead to the steps from there: a key that means nothing is told in the last rows, and the next one takes that away.
	{ name: 'start', keys: 'x\u{1B}[A', reach: (walk: Walk) => walk.toStart() },
	{ name: 'form', keys: '7\u{7F}', reach: (walk: Walk) => walk.toForm() },
	{ name: 'menu', keys: DOWN_AND_UP, reach: (walk: Walk) => walk.toMenu() },
	{ name: 'table', keys: DOWN_AND_UP, reach: (walk: Walk) => walk.toTable() },
] as const;

const { values } = parseArgs({ options: { beside: { type: 'string' } } });
if (values.beside === undefined) {
	throw new TypeError('--beside FOLDER: another build of the program');
}
const ours = await buildIn(join(import.meta.dirname, '..'));
const theirs = await buildIn(values.beside);
const figures: Figure[] = [];
for (const size of SIZES) {
	const here = await bytesAKey(ours, size);
	const there = await bytesAKey(theirs, size);
	for (const [index, { name }] of PLACES.entries()) {
		const [own = Number.NaN, other = Number.NaN] = [here[index], there[index]];
		figures.push({
			what: `bytes to the terminal a key: ${name}, ${size.columns}x${size.rows}`,
			beside: 'the build that wrote every frame whole, the same keys',
			figures: `mean of ${PAIRS * 2} keys: ${own.toFixed(0)} beside ${other.toFixed(0)}`,
			measured: own / other,
			goal: GOAL,
		});
	}
}
report('terminal-bytes', figures);

/** Of each place. */
async function bytesAKey(build: Build, size: (typeof SIZES)[number]): Promise<readonly number[]> {
	const walk = new Walk(build, SEED, size);
	try {
		const means: number[] = [];
		for (const { keys, reach } of PLACES) {
			await reach(walk);
			const before = walk.bytes;
			await walk.type(keys.repeat(PAIRS));
			means.push((walk.bytes - before) / (PAIRS * 2));
		}
		return means;
	} finally {
		await walk.close();
	}
}
