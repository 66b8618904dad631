import xterm from '@xterm/headless';
import { renderToString } from 'ink';
import { assert, describe, expect, test } from 'vitest';
import { createTheme, type Line, Rows, shownText, type Theme } from '#ui';
import { styledRow } from '../../src/ui/rows.tsx';
import { ASCII_THEME, frameOf, shotsOf } from './frames.ts';
import { GALLERIES } from './galleries.ts';
import { markOfBlank, marksOf, TOKENS } from './marks.ts';
import type { Size } from './scene.ts';

/*
 * What is printed, in a terminal, cell by cell: the characters and the styles that were drawn, for the two grounds a terminal may have
 * and for one that draws ASCII. The drawn ones are those that are kept (frames.test.ts, which takes these tests in: the frames that
 * are drawn serve both).
 */

interface Look {
	/** Of the 256 colours; the terminal's own where there is none. */
	readonly ink?: number;
	readonly ground?: number;
	readonly isBold?: true;
	readonly isDim?: true;
}

const SAME_EVERYWHERE: Readonly<Record<string, Look>> = {
	'.': {},
	B: { isBold: true },
	d: { isDim: true },
};

/** The looks of a theme's marks, as a terminal with 256 colours has them. */
function looks(done: number, care: number, danger: number): Readonly<Record<string, Look>> {
	return {
		...SAME_EVERYWHERE,
		g: { ink: done },
		G: { ink: done, isBold: true },
		y: { ink: care },
		Y: { ink: care, isBold: true },
		r: { ink: danger },
		R: { ink: danger, isBold: true },
		p: { ink: 0, ground: 15 },
	};
}

const named = (name: 'dark' | 'light'): Theme =>
	createTheme({ isUnicode: true, hasColour: true, hasManyColours: true, name });

/** A terminal without colours has only what is bold and what is dim. */
const NO_COLOURS: Readonly<Record<string, string>> = {
	g: '.',
	y: '.',
	r: '.',
	G: 'B',
	Y: 'B',
	R: 'B',
	p: '.',
};

/**
 * What Ink prints for each of the rows. It prints each row by itself, as the test of whole frames below shows, so that
 * a row that stands in many frames is printed once.
 */
function throughInk(lines: readonly Line[], theme: Theme, columns: number): readonly string[] {
	return wholeThroughInk(lines, theme, columns).split('\n');
}

function wholeThroughInk(lines: readonly Line[], theme: Theme, columns: number): string {
	return renderToString(<Rows lines={lines} theme={theme} />, { columns });
}

/** What Ink is given. That it prints just that is shown with another theme; it takes most of the time. */
function withoutInk(lines: readonly Line[], theme: Theme): readonly string[] {
	return lines.map((spans) => styledRow(spans.map(({ text }) => text).join(''), spans, theme));
}

const SEEN = [
	{
		ground: 'a dark ground',
		theme: named('dark'),
		print: throughInk,
		marks: looks(114, 221, 210),
		without: {},
	},
	{
		ground: 'a light ground',
		theme: named('light'),
		print: withoutInk,
		marks: looks(28, 94, 124),
		without: {},
	},
	{
		ground: 'ASCII alone',
		theme: ASCII_THEME,
		print: throughInk,
		marks: SAME_EVERYWHERE,
		without: NO_COLOURS,
	},
] as const;

/** One number for a look: colours count from 1, as 0 is the terminal's own. */
function looksLike(ink: number, ground: number, isBold: boolean, isDim: boolean): number {
	return ink + ground * 1000 + (isBold ? 1_000_000 : 0) + (isDim ? 2_000_000 : 0);
}

function numberOf({ ink = -1, ground = -1, isBold, isDim }: Look): number {
	return looksLike(ink + 1, ground + 1, isBold === true, isDim === true);
}

const terminals = new Map<string, xterm.Terminal>();

function terminalOf({ columns, rows }: Size): xterm.Terminal {
	const key = `${columns}x${rows}`;
	const known = terminals.get(key);
	if (known !== undefined) {
		known.reset();
		return known;
	}
	const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 });
	terminals.set(key, terminal);
	return terminal;
}

interface Cells {
	readonly rows: readonly string[];
	readonly marks: readonly string[];
}

/** The cells of a terminal of this size after `printed`; a look that is none of `marks` is a `?`. */
async function cellsAfter(
	printed: string,
	size: Size,
	marks: Readonly<Record<string, Look>>,
): Promise<Cells> {
	const byLook = new Map(Object.entries(marks).map(([mark, look]) => [numberOf(look), mark]));
	const terminal = terminalOf(size);
	await new Promise<void>((resolve) => terminal.write(printed.replaceAll('\n', '\r\n'), resolve));
	const { active } = terminal.buffer;
	const cell = active.getNullCell();
	const lines = Array.from({ length: size.rows }, (_, y) => {
		const line = active.getLine(y);
		let row = '';
		let told = '';
		for (let x = 0; x < size.columns; x += 1) {
			line?.getCell(x, cell);
			const characters = cell.getChars() || ' ';
			const mark =
				byLook.get(
					looksLike(
						cell.isFgDefault() ? 0 : cell.getFgColor() + 1,
						cell.isBgDefault() ? 0 : cell.getBgColor() + 1,
						cell.isBold() !== 0,
						cell.isDim() !== 0,
					),
				) ?? '?';
			row += cell.getWidth() === 0 ? '' : characters;
			told += characters === ' ' && mark !== '?' ? markOfBlank(mark) : mark;
		}
		return { row: row.trimEnd(), marks: told.trimEnd() };
	});
	return { rows: lines.map(({ row }) => row), marks: lines.map((line) => line.marks) };
}

function drawnCells(lines: readonly Line[], without: Readonly<Record<string, string>>): Cells {
	const marks = marksOf({ lines }).map((row) => [...row].map((mark) => without[mark] ?? mark).join(''));
	return { rows: lines.map((spans) => spans.map(shownText).join('').trimEnd()), marks };
}

/** Stands below each row, and looks so only where the row left the terminal as it was. */
const PROBE = { row: 'x', marks: '.' } as const;

/** All that Ink is given of a row. A secret tells nothing of itself in JSON: what is shown of it is told beside it. */
function keyOf(line: Line): string {
	return JSON.stringify([line, line.map(shownText)]);
}

describe.each(SEEN)('a terminal with $ground', ({ theme, print, marks, without }) => {
	/** By width: what is printed for each row that was seen in the terminal. */
	const printedByWidth = new Map<number, Map<string, string>>();

	/*
	 * Each row once, in a terminal with a probe below it: a row that fills its own row of the terminal, shows its cells, and
	 * leaves the terminal in the style it began in does the same in whichever frame it stands. Then one whole frame of each size.
	 */
	test.each(GALLERIES)('shows exactly the cells that were drawn: $name', async (gallery) => {
		const ofEachSize = Map.groupBy(shotsOf(gallery), ({ size }) => `${size.columns}x${size.rows}`);
		for (const [shot, ...others] of ofEachSize.values()) {
			assert(shot !== undefined);
			const { columns } = shot.size;
			const known = printedByWidth.get(columns) ?? new Map<string, string>();
			printedByWidth.set(columns, known);
			const rows = new Map(
				[shot, ...others].flatMap((one) => frameOf(one, theme).lines.map((line) => [keyOf(line), line])),
			);
			const fresh = [...rows].filter(([key]) => !known.has(key));
			if (fresh.length > 0) {
				const lines = fresh.map(([, line]) => line);
				const printed = print(lines, theme, columns);
				const seen = await cellsAfter(
					printed.flatMap((row) => [row, PROBE.row]).join('\n'),
					{ columns, rows: fresh.length * 2 },
					marks,
				);
				const drawn = drawnCells(lines, without);
				expect(seen).toEqual({
					rows: drawn.rows.flatMap((row) => [row, PROBE.row]),
					marks: drawn.marks.flatMap((row) => [row, PROBE.marks]),
				});
				for (const [index, [key]] of fresh.entries()) {
					known.set(key, printed[index] ?? '');
				}
			}
			const { lines } = frameOf(shot, theme);
			const whole = lines.map((line) => known.get(keyOf(line))).join('\n');
			expect(await cellsAfter(whole, shot.size, marks), shot.heading).toEqual(drawnCells(lines, without));
		}
	});
});

const aloneThroughInk = new Map<string, string>();

test.each(GALLERIES)('Ink prints a whole frame as its rows one by one: $name', (gallery) => {
	const [shot] = shotsOf(gallery);
	assert(shot !== undefined);
	const { columns } = shot.size;
	for (const [name, theme] of Object.entries({ dark: named('dark'), ASCII: ASCII_THEME })) {
		const { lines } = frameOf(shot, theme);
		const rows = lines.map((line) => {
			const key = `${name} ${columns} ${keyOf(line)}`;
			const printed = aloneThroughInk.get(key) ?? wholeThroughInk([line], theme, columns);
			aloneThroughInk.set(key, printed);
			return printed;
		});
		expect(wholeThroughInk(lines, theme, columns)).toBe(rows.join('\n'));
	}
});

test('each theme has a look of its own for each mark', () => {
	for (const { marks, without } of SEEN) {
		const seen = [...TOKENS.keys()].filter((mark) => !Object.hasOwn(without, mark));
		expect(new Set(seen.map((mark) => numberOf(marks[mark] ?? {}))).size).toBe(seen.length);
		expect(Object.keys(marks).toSorted()).toEqual(seen.toSorted());
	}
});
