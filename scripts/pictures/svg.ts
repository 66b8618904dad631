import { cells, type Line, type Span } from '../../src/ui/index.ts';
import { CELL, MARGIN } from './cell.ts';
import { fillOf, strokeOf } from './shapes.ts';

/*
 * A frame as a picture, drawn cell by cell: every character has a place of its own, so that neither the font nor what a
 * browser does with spaces moves it. Lines and blocks are shapes, so that they meet from cell to cell.
 */

const GROUND = '#16181d';
const INK = '#d8dbe0';
/** What `isPaper` stands on, and is written in. */
const PAPER = { ground: '#ffffff', ink: '#000000' } as const;
/** The dark theme's colours (256-colour palette 114, 221 and 210). */
const TONES = { done: '#87d787', care: '#ffd75f', danger: '#ff8787' } as const;
/** DejaVu Sans Mono and Menlo advance by 0.602 of their size: 9.03 in a cell of 9. */
const FONT_SIZE = 15;

/** One character of a row, and the column that it begins in. */
interface Placed {
	readonly character: string;
	readonly column: number;
	readonly width: number;
}

/** Draws lines that are all as wide as the first. */
export function svgOf(lines: readonly Line[], title: string): string {
	const columns = (lines[0] ?? []).reduce((sum, { text }) => sum + cells(text), 0);
	const width = columns * CELL.width + 2 * MARGIN;
	const height = lines.length * CELL.height + 2 * MARGIN;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">`,
		`<title>${escaped(title)}</title>`,
		`<rect width="100%" height="100%" rx="8" fill="${GROUND}"/>`,
		`<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="${FONT_SIZE}" fill="${INK}">`,
		...lines.flatMap((spans, row) => rowOf(spans, row)),
		'</g>',
		'</svg>',
		'',
	].join('\n');
}

function rowOf(spans: Line, row: number): readonly string[] {
	let column = 0;
	return spans.flatMap((span) => {
		const placed = placedOf(span.text, column);
		const first = column;
		column += cells(span.text);
		const style = styleOf(span);
		return [
			...groundOf(span, first, column, row),
			...shapesOf(placed, row, style),
			...runsOf(placed).flatMap((run) => textOf(run, row, style)),
		];
	});
}

function placedOf(text: string, first: number): readonly Placed[] {
	let column = first;
	return [...new Intl.Segmenter('tr', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => {
		const placed = { character: segment, column, width: cells(segment) };
		column += placed.width;
		return placed;
	});
}

/** What is behind a span that is not written on the screen's own ground. */
function groundOf(span: Span, from: number, to: number, row: number): readonly string[] {
	const fill = span.isCursor === true ? INK : span.isPaper === true ? PAPER.ground : undefined;
	return fill === undefined
		? []
		: [
				`<rect x="${xOf(from)}" y="${yOf(row)}" width="${(to - from) * CELL.width}" height="${CELL.height}" fill="${fill}"/>`,
			];
}

/** The lines and the blocks of a span, one path of each. */
function shapesOf(placed: readonly Placed[], row: number, style: Style): readonly string[] {
	const at = ({ column }: Placed): readonly [number, number] => [xOf(column), yOf(row)];
	const strokes = joined(placed.flatMap((cell) => strokeOf(cell.character, ...at(cell)) ?? []));
	const fills = placed.flatMap((cell) => fillOf(cell.character, ...at(cell)) ?? []).join('');
	return [
		...(strokes === ''
			? []
			: [`<path d="${strokes}" fill="none" stroke="${style.fill ?? INK}"${style.fade}/>`]),
		...(fills === '' ? [] : [`<path d="${fills}"${fillAttribute(style)}${style.fade}/>`]),
	];
}

/** Horizontal lines that go on in the next cell become one: two that meet would show a seam when the picture is scaled. */
function joined(strokes: readonly string[]): string {
	return strokes.reduce((path, stroke) => {
		const last = /M(\d+) (\S+)h(\d+)$/u.exec(path);
		const next = /^M(\d+) (\S+)h(\d+)$/u.exec(stroke);
		return last !== null &&
			next !== null &&
			last[2] === next[2] &&
			Number(last[1]) + Number(last[3]) === Number(next[1])
			? `${path.slice(0, last.index)}M${last[1]} ${last[2]}h${Number(last[3]) + Number(next[3])}`
			: path + stroke;
	}, '');
}

/** The written characters, in runs without a space, a shape, or one that is more than one UTF-16 unit. */
function runsOf(placed: readonly Placed[]): readonly (readonly Placed[])[] {
	const runs: Placed[][] = [];
	let previous: Placed | undefined;
	for (const cell of placed) {
		const { character, column } = cell;
		if (!isWritten(cell)) continue;
		const goesOn =
			previous !== undefined &&
			previous.column + previous.width === column &&
			previous.character.length === 1 &&
			character.length === 1;
		if (goesOn) {
			runs.at(-1)?.push(cell);
		} else {
			runs.push([cell]);
		}
		previous = cell;
	}
	return runs;
}

function isWritten({ character }: Placed): boolean {
	return (
		character.trim() !== '' &&
		strokeOf(character, 0, 0) === undefined &&
		fillOf(character, 0, 0) === undefined
	);
}

function textOf(run: readonly Placed[], row: number, style: Style): readonly string[] {
	const xs = run.map(({ column }) => xOf(column)).join(' ');
	const text = escaped(run.map(({ character }) => character).join(''));
	return [
		`<text x="${xs}" y="${yOf(row) + CELL.baseline}"${fillAttribute(style)}${style.weight}${style.fade}>${text}</text>`,
	];
}

interface Style {
	/** Undefined: the picture's own. */
	readonly fill: string | undefined;
	readonly weight: string;
	readonly fade: string;
}

function styleOf({ tone, isBold, isDim, isPaper, isCursor }: Span): Style {
	const onGround = isCursor === true ? GROUND : isPaper === true ? PAPER.ink : undefined;
	return {
		fill: onGround ?? (tone === undefined ? undefined : TONES[tone]),
		weight: isBold === true ? ' font-weight="bold"' : '',
		fade: isDim === true ? ' opacity="0.6"' : '',
	};
}

function fillAttribute({ fill }: Style): string {
	return fill === undefined ? '' : ` fill="${fill}"`;
}

function xOf(column: number): number {
	return MARGIN + column * CELL.width;
}

function yOf(row: number): number {
	return MARGIN + row * CELL.height;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
