import { describe, expect, test } from 'vitest';
import { drawFrame } from '#screens';
import { createTheme } from '#ui';
import type { Program } from '../app/program.ts';
import { atEmptyForm, atForm, DRAWING, ready } from '../app/walk.ts';

const THEME = createTheme({ isUnicode: true, hasColour: true });

function rows(program: Program): readonly string[] {
	return drawFrame(program.state, THEME).lines.map((spans) => spans.map(({ text }) => text).join(''));
}

const SIZES = [
	{ columns: 60, rows: 20 },
	{ columns: 80, rows: 24 },
	{ columns: 132, rows: 43 },
] as const;

describe('the space of a picture', () => {
	test.each(SIZES)('is where its half blocks stand, at $columns x $rows', (size) => {
		const program = atForm(size);
		const { picture } = drawFrame(program.state, THEME);
		if (picture === undefined) {
			throw new Error('No picture has a space');
		}
		// All characters of this picture have one cell, and so have those left of it.
		const shown = rows(program)
			.slice(picture.row, picture.row + picture.rows)
			.map((row) => row.slice(picture.column, picture.column + picture.columns));
		expect(shown).toEqual(DRAWING.lines);
	});

	test('moves with what stands above the picture', () => {
		const program = atForm();
		program.command('clear-field');
		const before = drawFrame(program.state, THEME).picture?.row;
		program.command('continue');
		expect(drawFrame(program.state, THEME).picture?.row).toBe((before ?? 0) + 1);
	});

	test.each([
		['while it is awaited', () => atEmptyForm()],
		['on another screen', () => ready()],
	])('is none %s', (_name, walk) => {
		expect(drawFrame(walk().state, THEME).picture).toBeUndefined();
	});

	test.each(['help', 'warnings', 'details'] as const)('is none under %s', (overlay) => {
		const program = atForm();
		program.command(overlay);
		expect(drawFrame(program.state, THEME).picture).toBeUndefined();
	});

	test('is none in a window that is too small', () => {
		const program = atForm();
		program.send({ type: 'resized', columns: 59, rows: 20 });
		expect(drawFrame(program.state, THEME).picture).toBeUndefined();
	});
});

describe('the end of a text that is scrolled', () => {
	test('is where its last line is shown', () => {
		const program = ready({ columns: 60, rows: 20 });
		program.command('warnings');
		const { scrollEnd } = drawFrame(program.state, THEME);
		expect(scrollEnd).toBeGreaterThan(0);
		const last = 'Kaynak: Kamu SM';
		for (let scroll = 0; scroll < scrollEnd; scroll += 1) {
			expect(rows(program).some((row) => row.includes(last))).toBe(false);
			program.command('down');
		}
		expect(rows(program).some((row) => row.includes(last))).toBe(true);
	});

	test('is its beginning where all of it is shown', () => {
		const program = ready({ columns: 132, rows: 43 });
		program.command('warnings');
		expect(drawFrame(program.state, THEME).scrollEnd).toBe(0);
	});
});

describe('the badge of the sandbox', () => {
	test.each(['start', 'step-1', 'step-2', 'step-3', 'step-4', 'help'] as const)(
		'is on every screen: %s',
		(where) => {
			const program = ready();
			if (where !== 'start') {
				program.command(where);
			}
			expect(rows(program)[0]).toContain('DENEME ORTAMI');
		},
	);

	test('follows a portal of the network that says it is one', () => {
		expect(rows(ready({ portal: 'http' }))[0]).toContain('DENEME ORTAMI');
	});
});
