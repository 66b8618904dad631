/**
 * Tells whether the pinned Node is the newest of its line: each release of that line may mend a security fault.
 * Asks the registry, so it is no part of the tests.
 *
 * Usage: npm run outdated (ends with 1 when the pin is behind)
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

const { optionalDependencies }: { optionalDependencies: Readonly<Record<string, string>> } = JSON.parse(
	readFileSync(join(ROOT, 'package.json'), 'utf8'),
);

let isBehind = false;
for (const [name, pinned] of Object.entries(optionalDependencies)) {
	if (!name.startsWith('node-linux-')) continue;
	const newest = newestOfLine(name, pinned);
	isBehind ||= newest !== pinned;
	process.stdout.write(`${name} ${pinned} ${newest === pinned ? '✓' : `→ ${newest}`}\n`);
}
if (isBehind) {
	process.stdout.write(
		"The pinned Node is behind. CONTRIBUTING.md, 'Raising the pinned Node', says how to raise it.\n",
	);
	process.exitCode = 1;
}

/** The newest version of the major line of `pinned`. */
function newestOfLine(name: string, pinned: string): string {
	const major = pinned.split('.')[0];
	const answer = execFileSync('npm', ['view', name, 'versions', '--json'], { cwd: ROOT, encoding: 'utf8' });
	const versions: readonly string[] = JSON.parse(answer);
	const line = versions.filter((version) => version.startsWith(`${major}.`) && !version.includes('-'));
	return line.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1) ?? pinned;
}
