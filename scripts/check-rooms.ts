/**
 * Checks every import in `src/` against the table of rooms, and the copy of the table in the documentation.
 *
 * Usage: node scripts/check-rooms.ts [--write]   (--write brings the documentation's table up to date first)
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { renderTable, withTable } from './rooms/markdown.ts';
import type { SourceFile } from './rooms/module-uses.ts';
import { RESTRICTIONS, ROOMS } from './rooms/table.ts';
import { findDoorMistakes, findViolations } from './rooms/violations.ts';

const ROOT = join(import.meta.dirname, '..');
const PAGE = 'docs/architecture.md';

const manifest: { readonly imports?: unknown } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const sources = readSources(join(ROOT, 'src'));
const found = [
	...findViolations(ROOMS, RESTRICTIONS, sources).map(({ path, line, rule }) => `${path}:${line} ${rule}`),
	...findDoorMistakes(ROOMS, manifest.imports),
	...checkPage(process.argv.includes('--write')),
];
process.stdout.write(found.map((text) => `${text}\n`).join(''));
process.exitCode = found.length > 0 ? 1 : 0;

function readSources(folder: string): readonly SourceFile[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name))
		.sort()
		.map((file) => ({
			path: relative(ROOT, file).split(sep).join('/'),
			text: readFileSync(file, 'utf8'),
		}));
}

function checkPage(mayWrite: boolean): readonly string[] {
	const file = join(ROOT, PAGE);
	if (!existsSync(file)) return [`${PAGE} is missing`];
	const page = readFileSync(file, 'utf8');
	const current = withTable(page, renderTable(ROOMS, RESTRICTIONS));
	if (current === undefined) return [`${PAGE} has no marks for the table of rooms`];
	if (current === page) return [];
	if (!mayWrite) return [`${PAGE} is stale: npm run rooms -- --write`];
	writeFileSync(file, current);
	return [];
}
