/**
 * Makes a release: release/ then holds the package, the list of its components and their checksums.
 *
 *   npm run release               of the version in package.json, without touching anything else
 *   npm run release -- VERSION    first gives CHANGELOG.md's unreleased part to VERSION, sets the version, writes the manual pages,
 *                                 commits and tags (vVERSION); nothing is pushed
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { versionOf } from './package/contents.ts';
import { cutRelease, isLater } from './release/changelog.ts';

const ROOT = join(import.meta.dirname, '..');
const OUTPUT_FOLDER = join(ROOT, 'release');

const [wanted] = process.argv.slice(2);
if (wanted !== undefined) cut(wanted);
rmSync(OUTPUT_FOLDER, { recursive: true, force: true });
run('npm', ['run', '--silent', 'package']);
writeFileSync(join(OUTPUT_FOLDER, 'SHA256SUMS'), checksums());
process.stdout.write(readFileSync(join(OUTPUT_FOLDER, 'SHA256SUMS'), 'utf8'));

function cut(version: string): void {
	const changed = run('git', ['status', '--porcelain'], 'read');
	if (changed !== '') throw new Error(`there are changes that are not committed:\n${changed}`);
	const former = versionOf(ROOT);
	// The version that package.json began with was never released: it may be the first release.
	const isFirst = run('git', ['tag', '--list', 'v*'], 'read') === '' && version === former;
	if (!isFirst && !isLater(version, former)) throw new Error(`${version} is not later than ${former}`);
	const changelog = join(ROOT, 'CHANGELOG.md');
	const date = new Date().toISOString().slice(0, 10);
	const { text, section } = cutRelease(readFileSync(changelog, 'utf8'), version, date);
	writeFileSync(changelog, text);
	if (version !== former) run('npm', ['version', version, '--no-git-tag-version', '--ignore-scripts']);
	run('npm', ['run', '--silent', 'manual']);
	run('git', ['commit', '--quiet', '--all', '--message', `release: ${version}`]);
	// Verbatim: headings of the section begin with #.
	run('git', [
		'tag',
		'--annotate',
		'--cleanup=verbatim',
		`v${version}`,
		'--message',
		`Mühürdar ${version}\n\n${section}\n`,
	]);
}

/** As `sha256sum --check` reads them. */
function checksums(): string {
	return readdirSync(OUTPUT_FOLDER)
		.toSorted()
		.map((name) => {
			const bytes = readFileSync(join(OUTPUT_FOLDER, name));
			return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
		})
		.join('');
}

function run(program: string, args: readonly string[], output: 'show' | 'read' = 'show'): string {
	const told: string | null = execFileSync(program, args, {
		cwd: ROOT,
		encoding: 'utf8',
		stdio: ['ignore', output === 'read' ? 'pipe' : 'inherit', 'inherit'],
	});
	return (told ?? '').trim();
}
