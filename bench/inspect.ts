/**
 * `muhurdar inspect` of one certificate, with its issuer given: the chain is built and verified, and nobody is asked. With
 * `--beside FOLDER` another build of the program runs in turn with this one, so that whatever else the machine does falls
 * on both; the ratio of the medians is the measure.
 *
 * Usage: node bench/inspect.ts [--beside FOLDER]   (npm run bench runs it without one; wants OpenSSL, as the tests do)
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { OpensslAuthority } from '../test/unit/certificate/openssl-authority.ts';
import { median } from './figures.ts';

const RUNS = 21;
const GOAL_RATIO = 1.1;
/** In date, and nobody was asked; the same where the chain leads to none of the pinned roots. */
const EXIT_CODES: ReadonlySet<number | null> = new Set([0, 10, 14]);

const { values } = parseArgs({ options: { beside: { type: 'string' } } });
const here = join(import.meta.dirname, '..');
const home = mkdtempSync(join(tmpdir(), 'muhurdar-bench-'));
using authority = await OpensslAuthority.create();
await authority.issueSeal('seal');
try {
	const builds = [here, ...(values.beside === undefined ? [] : [values.beside])];
	// The first of each compiles the code that later ones take from the cache.
	for (const build of builds) {
		milliseconds(build);
	}
	const times = builds.map((): number[] => []);
	for (let run = 0; run < RUNS; run += 1) {
		for (const [index, build] of builds.entries()) {
			times[index]?.push(milliseconds(build));
		}
	}
	const [ours = Number.NaN, theirs] = times.map(median);
	process.stdout.write(`muhurdar inspect          median ${ours.toFixed(1)} ms   (N=${RUNS})\n`);
	if (theirs !== undefined) {
		const ratio = ours / theirs;
		process.stdout.write(
			`the other build           median ${theirs.toFixed(1)} ms   (N=${RUNS}, in turn)\n` +
				`ratio                     ${ratio.toFixed(3)}   (goal: at most ${GOAL_RATIO.toFixed(1)}; ${ratio <= GOAL_RATIO ? 'met' : 'MISSED'})\n`,
		);
	}
} finally {
	rmSync(home, { recursive: true, force: true });
}

function milliseconds(build: string): number {
	const startedAt = performance.now();
	const { status, stderr } = spawnSync(
		join(build, 'bin/muhurdar'),
		['inspect', authority.path('seal.pem'), '--issuer', authority.path('issuer.pem')],
		{ env: { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8' }, encoding: 'utf8' },
	);
	const took = performance.now() - startedAt;
	if (!EXIT_CODES.has(status)) {
		throw new Error(`inspect ended with ${status}:\n${stderr}`);
	}
	return took;
}
