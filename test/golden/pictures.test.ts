import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawFrame } from '#screens';
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

const drawn = PICTURES.map(({ file, title, program }) => ({
	file,
	svg: svgOf(drawFrame(program.state, UNICODE_THEME).lines, title),
}));

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
