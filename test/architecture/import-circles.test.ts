import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/* `npm run lint` refuses imports that lead back to the file they stand in. These tests try the settings it is run with. */

const ROOT = join(import.meta.dirname, '../..');
const BIOME = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'import-circles-'));
	for (const file of ['package.json', 'biome.json']) cpSync(join(ROOT, file), join(folder, file));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Lints a project of these files with the settings of this one; gives the files of which an import leads back. */
function filesInCircles(files: Readonly<Record<string, readonly string[]>>): readonly string[] {
	for (const [path, lines] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), `${lines.join('\n')}\n`);
	}
	const command = ['lint', '--reporter=github', '--vcs-enabled=false', folder];
	const run = spawnSync(process.execPath, [BIOME, ...command], { cwd: folder, encoding: 'utf8' });
	const found = [...run.stdout.matchAll(/^::error title=lint\/suspicious\/noImportCycles,file=([^,]+),/gmu)];
	return found.map(([, file = '']) => file.slice(file.indexOf('src/'))).toSorted();
}

describe('a circle of imports', () => {
	it('is refused through the doors of rooms, also where a part of it is of types', () => {
		expect(
			filesInCircles({
				'src/card/index.ts': ["export { desk } from './desk.ts';"],
				'src/card/desk.ts': ["import { capability } from '#card-rules';", 'export const desk = capability;'],
				'src/card/rules/index.ts': ["export { capability } from './capability.ts';"],
				'src/card/rules/capability.ts': [
					"import type { Card } from '#card';",
					'export const capability = (card: Card) => card;',
				],
			}),
		).toEqual([
			'src/card/desk.ts',
			'src/card/index.ts',
			'src/card/rules/capability.ts',
			'src/card/rules/index.ts',
		]);
	});

	it.each([
		['an import of types', "import type { B } from './b.ts';\nexport type A = B;"],
		['an export of types', "export type { B } from './b.ts';"],
		['an export of everything', "export * from './b.ts';"],
		['an import for its effects', "import './b.ts';"],
		['a late import', "export const load = () => import('./b.ts');"],
	])('is refused where %s closes it', (_, line) => {
		expect(
			filesInCircles({
				'src/text/a.ts': [line, 'export type Name = string;'],
				'src/text/b.ts': ["import type { Name } from './a.ts';", 'export type B = Name;'],
			}),
		).toEqual(['src/text/a.ts', 'src/text/b.ts']);
	});

	it('is told apart from files that only import the same ones', () => {
		expect(
			filesInCircles({
				'src/text/a.ts': ["export * from './b.ts';", "export * from './c.ts';"],
				'src/text/b.ts': ["import type { Name } from './c.ts';", 'export type B = Name;'],
				'src/text/c.ts': ['export type Name = string;'],
			}),
		).toEqual([]);
	});
});
