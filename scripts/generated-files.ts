import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/**
 * Writes the files that are not as they should be; with `--check` among the words of the command line it writes none,
 * names the first, and fails.
 *
 * @param files by path from the project's folder
 * @param command what brings them up to date
 */
export function bringUpToDate(files: ReadonlyMap<string, string>, command: string): void {
	const isCheck = process.argv.includes('--check');
	for (const [path, text] of files) {
		const file = join(ROOT, path);
		if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
		if (isCheck) {
			process.stderr.write(`${path} is stale: ${command}\n`);
			process.exitCode = 1;
			return;
		}
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
	}
}
