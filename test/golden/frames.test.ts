import './terminal-cells.tsx';
import { describe, expect, test } from 'vitest';
import { lineCells } from '#ui';
import { ASCII_THEME, frameOf, goldenStyles, goldenText, SECRETS, shotsOf, UNICODE_THEME } from './frames.ts';
import { GALLERIES } from './galleries.ts';
import { GoldenFolder, isUpdate } from './golden-folder.ts';
import { SIZES } from './scene.ts';

const FRAMES = new GoldenFolder('frames');
/**
 * Where the frames are bold, dim or have a tone: one mark a cell. That each theme gives a terminal just these cells is for
 * terminal-cells.tsx.
 */
const STYLES = new GoldenFolder('styles');
const FOLDERS = [FRAMES, STYLES] as const;

describe.each(GALLERIES)('the frames of $name', (gallery) => {
	const shots = shotsOf(gallery);
	if (isUpdate) {
		FRAMES.write(gallery.name, new Map(shots.map((shot) => [shot.heading, goldenText(shot)])));
		STYLES.write(gallery.name, new Map(shots.map((shot) => [shot.heading, goldenStyles(shot)])));
	}
	/** Too large to be kept and read; one of each scene and language, since they have this size in common. */
	const largest = shots
		.filter(({ scene, size }) => size === (scene.sizes ?? SIZES)[0])
		.map((shot) => ({ ...shot, size: { columns: 200, rows: 60 } }));
	const frames = FRAMES.read(gallery.name);
	const styles = STYLES.read(gallery.name);

	test('have a name each, and no other frame is kept', () => {
		const headings = shots.map(({ heading }) => heading);
		expect([...frames.keys()]).toEqual(headings);
		expect([...styles.keys()]).toEqual(headings);
	});

	test.each(shots)('$heading', (shot) => {
		expect(goldenText(shot)).toBe(frames.get(shot.heading));
		expect(goldenStyles(shot)).toBe(styles.get(shot.heading));
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
	test('are two for each gallery', () => {
		for (const folder of FOLDERS) {
			expect(folder.files).toEqual(GALLERIES.map(({ name }) => folder.fileOf(name)).toSorted());
		}
	});

	test.each(FRAMES.files)('hold no secret: %s', (file) => {
		const text = FRAMES.textOf(file);
		expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
	});
});
