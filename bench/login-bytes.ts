/**
 * Bytes of a whole walk from the first screen through the login to the menu over a line of 9,600 bit/s, beside another
 * build of the program with the same keys at the same pace. The walks of a round go at the same time: they wait for their
 * lines, and not for the processor.
 *
 * Usage: scripts/pinned-node bench/login-bytes.ts --beside FOLDER   (of another build, with its sources)
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median, report } from './figures.ts';
import { type Build, buildIn, Walk } from './walk.ts';

const ROUNDS = 3;
const AT_ONCE = 5;
const SIZE = { columns: 80, rows: 24 } as const;
const GOAL = 1 / 4;
const LINE = `'${process.execPath}' '${join(import.meta.dirname, 'slow-line.ts')}'`;

const { values } = parseArgs({ options: { beside: { type: 'string' } } });
if (values.beside === undefined) {
	throw new TypeError('--beside FOLDER: another build of the program');
}
const builds = [await buildIn(join(import.meta.dirname, '..')), await buildIn(values.beside)];
const bytes = builds.map((): number[] => []);
const seconds = builds.map((): number[] => []);
for (let round = 0; round < ROUNDS; round += 1) {
	const walks = builds.flatMap((build, index) =>
		Array.from({ length: AT_ONCE }, (_, seat) => walked(build, index, round * AT_ONCE + seat + 1)),
	);
	await Promise.all(walks);
}
const [ours = Number.NaN, theirs = Number.NaN] = bytes.map(median);
const [took = Number.NaN, theyTook = Number.NaN] = seconds.map(median);
report('login-bytes', [
	{
		what: 'bytes of a whole login over a line of 9,600 bit/s, 80x24',
		beside: 'the build that wrote every frame whole, the same keys',
		figures:
			`medians of ${ROUNDS * AT_ONCE} walks: ${ours} beside ${theirs}; ` +
			`to the menu in ${took.toFixed(0)} s beside ${theyTook.toFixed(0)} s`,
		measured: ours / theirs,
		goal: GOAL,
	},
]);

async function walked(build: Build, index: number, seed: number): Promise<void> {
	const startedAt = performance.now();
	const walk = new Walk(build, seed, SIZE, LINE);
	try {
		await walk.toStart();
		await walk.toForm();
		await walk.toMenu();
		bytes[index]?.push(walk.bytes);
		seconds[index]?.push((performance.now() - startedAt) / 1000);
	} finally {
		await walk.close();
	}
}
