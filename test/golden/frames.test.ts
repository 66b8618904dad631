import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lineCells } from '#ui';
import { ASCII_THEME, frameOf, goldenText, SECRETS, shotsOf, UNICODE_THEME } from './frames.ts';
import { GALLERIES } from './galleries.ts';
import { GOLDEN_FOLDER, GOLDEN_SUFFIX, readGolden, writeGolden } from './golden-file.ts';

/* UPDATE_GOLDEN=1 npx vitest run --project golden writes the files anew; look at what changed before keeping it. */
const isUpdate = process.env['UPDATE_GOLDEN'] === '1';

describe.each(GALLERIES)('the frames of $name', (gallery) => {
	const shots = shotsOf(gallery);
	if (isUpdate) {
		writeGolden(gallery.name, shots);
	}
	/** Too large to be kept and read. */
	const largest = shots.map((shot) => ({ ...shot, size: { columns: 200, rows: 60 } }));
	const golden = readGolden(gallery.name);

	test('have a name each, and no other frame is kept', () => {
		expect([...golden.keys()]).toEqual(shots.map(({ heading }) => heading));
	});

	test.each(shots)('$heading', (shot) => {
		expect(goldenText(shot)).toBe(golden.get(shot.heading));
	});

	test.each([
		['with line drawing', UNICODE_THEME],
		['in ASCII', ASCII_THEME],
	] as const)('fill the terminal exactly, %s', (_name, theme) => {
		for (const shot of [...shots, ...largest]) {
			const { lines } = frameOf(shot, theme);
			expect(lines.length, shot.heading).toBe(shot.size.rows);
			expect(new Set(lines.map(lineCells)), shot.heading).toEqual(new Set([shot.size.columns]));
		}
	});
});

describe('the kept files', () => {
	const files = readdirSync(GOLDEN_FOLDER);

	test('are one for each gallery', () => {
		expect(files.toSorted()).toEqual(GALLERIES.map(({ name }) => name + GOLDEN_SUFFIX).toSorted());
	});

	test.each(files)('hold no secret: %s', (file) => {
		const text = readFileSync(join(GOLDEN_FOLDER, file), 'utf8');
		expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
	});
});
