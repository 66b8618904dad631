import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { CELL, MARGIN } from './pictures/cell.ts';
import { readPicture } from './pictures/read-picture.ts';

/*
 * Looks at the pictures of docs/screens as a browser shows them: each in an <img>, as README has it, in headless Chromium
 * (Debian: apt-get install chromium fonts-dejavu-core). Each cell with a character has to have ink in the screenshot, and each
 * one without has to have none.
 *
 *   scripts/pinned-node scripts/try-pictures.ts [FOLDER]    FOLDER: where the screenshots stay
 */

const PICTURES = join(import.meta.dirname, '../docs/screens');
const GROUND = [0x16, 0x18, 0x1d] as const;
/** Bold letters reach this far into the next cell, and the dot of an İ as far into the row above. */
const OVERHANG = 2;
/** Of 255: what a colour is more away from the ground than this is ink. */
const INK_FROM = 24;

const [kept] = process.argv.slice(2);
const folder = kept ?? mkdtempSync(join(tmpdir(), 'muhurdar-pictures-'));
try {
	for (const file of readdirSync(PICTURES)) {
		const svg = readFileSync(join(PICTURES, file), 'utf8');
		const wrong = wrongCells(svg, screenshot(file, svg));
		process.stdout.write(`${file}: ${wrong.length === 0 ? 'as it should be' : wrong.join('\n\t')}\n`);
		if (wrong.length > 0) process.exitCode = 1;
	}
} finally {
	if (kept === undefined) rmSync(folder, { recursive: true });
}

/** The picture as the browser draws it, pixel by pixel. */
function screenshot(file: string, svg: string): PNG {
	const [, width = '', height = ''] = /width="(\d+)" height="(\d+)" role/u.exec(svg) ?? [];
	const page = join(folder, `${file}.html`);
	const image = join(folder, `${file}.png`);
	writeFileSync(page, `<body style="margin:0"><img src="file://${join(PICTURES, file)}" alt=""></body>`);
	const { status, stderr, error } = spawnSync(
		'chromium',
		[
			'--headless',
			'--no-sandbox',
			'--disable-gpu',
			'--hide-scrollbars',
			'--force-device-scale-factor=1',
			`--user-data-dir=${join(folder, 'profile')}`,
			`--window-size=${width},${height}`,
			`--screenshot=${image}`,
			`file://${page}`,
		],
		{ encoding: 'utf8', timeout: 120_000 },
	);
	if (error !== undefined || status !== 0) {
		throw new Error(`chromium drew no ${file}: ${error?.message ?? stderr}`);
	}
	return PNG.sync.read(readFileSync(image));
}

function wrongCells(svg: string, shot: PNG): readonly string[] {
	const cells = readPicture(svg);
	const columns = (shot.width - 2 * MARGIN) / CELL.width;
	const rows = (shot.height - 2 * MARGIN) / CELL.height;
	const places = Array.from({ length: rows * columns }, (_, index) => [
		Math.floor(index / columns),
		index % columns,
	]);
	return places.flatMap(([row = 0, column = 0]) => {
		const character = cells.get(`${row},${column}`);
		const overhang = character === undefined ? OVERHANG : 0;
		const isInked = hasInk(shot, row, column, overhang);
		if (isInked === (character !== undefined)) return [];
		return [`row ${row + 1}, column ${column + 1}: ${isInked ? 'ink in an empty cell' : `no ${character}`}`];
	});
}

function hasInk(shot: PNG, row: number, column: number, overhang: number): boolean {
	for (let y = overhang; y < CELL.height - overhang; y += 1) {
		for (let x = overhang; x < CELL.width - overhang; x += 1) {
			const at = ((MARGIN + row * CELL.height + y) * shot.width + MARGIN + column * CELL.width + x) * 4;
			if (GROUND.some((value, channel) => Math.abs((shot.data[at + channel] ?? 0) - value) > INK_FROM))
				return true;
		}
	}
	return false;
}
