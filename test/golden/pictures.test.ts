import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawFrame } from '#screens';
import { cells, type Line, plain } from '#ui';
import { CELL, MARGIN } from '../../scripts/pictures/cell.ts';
import { readPicture, SHAPE } from '../../scripts/pictures/read-picture.ts';
import { svgOf } from '../../scripts/pictures/svg.ts';
import { KIOSK } from '../unit/app/kiosk-mode.ts';
import type { Program } from '../unit/app/program.ts';
import { atMenu, ready } from '../unit/app/walk.ts';
import { SECRETS, UNICODE_THEME } from './frames.ts';

/* The pictures of docs/screens, made from the cells of the screens. UPDATE_GOLDEN=1 (npm run pictures) writes them anew. */

const FOLDER = join(import.meta.dirname, '../../docs/screens');
const SIZE = { columns: 80, rows: 24 } as const;

function after(program: Program, command: 'step-1'): Program {
	program.command(command);
	return program;
}

const PICTURES: readonly { readonly file: string; readonly title: string; readonly program: Program }[] = [
	{ file: 'card.svg', title: 'Kart ve okuyucu', program: after(ready(SIZE), 'step-1') },
	{ file: 'menu.svg', title: 'Sertifika işlemleri', program: atMenu(SIZE) },
	{ file: 'kiosk.svg', title: 'Kiosk', program: ready({ ...SIZE, mode: { kiosk: KIOSK } }) },
	{ file: 'wide.svg', title: 'Geniş ekran', program: ready({ columns: 132, rows: 43 }) },
];

const drawn = PICTURES.map(({ file, title, program }) => {
	const { lines } = drawFrame(program.state, UNICODE_THEME);
	return { file, lines, svg: svgOf(lines, title) };
});

/** Every cell of a frame that is not empty, with its character. */
function charactersOf(lines: readonly Line[]): ReadonlyMap<string, string> {
	const found = new Map<string, string>();
	for (const [row, spans] of lines.entries()) {
		let column = 0;
		for (const { segment } of new Intl.Segmenter('tr').segment(spans.map(({ text }) => text).join(''))) {
			if (segment.trim() !== '') found.set(`${row},${column}`, segment);
			column += cells(segment);
		}
	}
	return found;
}

if (process.env['UPDATE_GOLDEN'] === '1') {
	mkdirSync(FOLDER, { recursive: true });
	for (const { file, svg } of drawn) {
		writeFileSync(join(FOLDER, file), svg);
	}
}

test.each(drawn)('the picture is what the screen shows: $file', ({ file, svg }) => {
	const path = join(FOLDER, file);
	expect(svg).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
});

test.each(drawn)('every character of the screen stands in its own cell: $file', ({ file, lines }) => {
	const kept = readPicture(readFileSync(join(FOLDER, file), 'utf8'));
	const expected = charactersOf(lines);
	expect([...kept.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
	for (const [place, character] of kept) {
		if (character !== SHAPE) expect(character, place).toBe(expected.get(place));
	}
	const shapes = [...kept]
		.filter(([, character]) => character === SHAPE)
		.map(([place]) => expected.get(place));
	expect(new Set(shapes)).toEqual(
		new Set([...expected.values()].filter((character) => '─│┬╭╮╰╯█▀▄▌▐'.includes(character))),
	);
});

test.each(drawn)('a picture is as large as its cells: $file', ({ file, lines }) => {
	const svg = readFileSync(join(FOLDER, file), 'utf8');
	const columns = (lines[0] ?? []).reduce((sum, { text }) => sum + cells(text), 0);
	const width = columns * CELL.width + 2 * MARGIN;
	const height = lines.length * CELL.height + 2 * MARGIN;
	expect(svg).toContain(`viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`);
	expect(svg).not.toMatch(/textLength|xml:space/u);
});

test('neighbours, wide characters and letters of several code points keep their cells in a picture', () => {
	const text = '  a  b日c e\u{301}f <&" 𝒳y ';
	const svg = svgOf([[plain(text)]], 'trial');
	expect([...readPicture(svg)]).toEqual([...charactersOf([[plain(text)]])]);
});

test('no other pictures are kept, and README shows none that is not there', () => {
	const files = readdirSync(FOLDER);
	expect(files.toSorted()).toEqual(drawn.map(({ file }) => file).toSorted());
	const readme = readFileSync(join(FOLDER, '../../README.md'), 'utf8');
	const shown = [...readme.matchAll(/docs\/screens\/([\w-]+\.svg)/g)].map(([, file]) => file ?? '');
	expect(shown.length).toBeGreaterThan(0);
	expect(shown.filter((file) => !files.includes(file))).toEqual([]);
});

test('no picture shows a secret', () => {
	for (const { svg, file } of drawn) {
		expect(
			SECRETS.filter((secret) => svg.includes(secret)),
			file,
		).toEqual([]);
	}
});
