import { cells, type Line, type Span } from '../../src/ui/index.ts';

/* A frame as a picture: each span stands where its first cell is and is as wide as its cells, whatever the font. */

const CELL = { width: 8.4, height: 17, baseline: 13 } as const;
const MARGIN = 12;
const GROUND = '#16181d';
const INK = '#d8dbe0';
/** The dark theme's colours (256-colour palette 114, 221 and 210). */
const TONES = { done: '#87d787', care: '#ffd75f', danger: '#ff8787' } as const;

/** Draws lines that are all as wide as the first. */
export function svgOf(lines: readonly Line[], title: string): string {
	const columns = (lines[0] ?? []).reduce((sum, { text }) => sum + cells(text), 0);
	const width = columns * CELL.width + 2 * MARGIN;
	const height = lines.length * CELL.height + 2 * MARGIN;
	const rows = lines.flatMap((spans, row) => rowOf(spans, MARGIN + row * CELL.height + CELL.baseline));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${number(width)} ${number(height)}" width="${number(width)}" height="${number(height)}" role="img" aria-label="${escaped(title)}">`,
		`<title>${escaped(title)}</title>`,
		`<rect width="100%" height="100%" rx="8" fill="${GROUND}"/>`,
		`<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" fill="${INK}" xml:space="preserve">`,
		...rows,
		'</g>',
		'</svg>',
		'',
	].join('\n');
}

function rowOf(spans: Line, y: number): readonly string[] {
	let column = 0;
	return spans.flatMap((span) => {
		const before = span.text.length - span.text.trimStart().length;
		const at = column + before;
		column += cells(span.text);
		const text = span.text.trim();
		return text === ''
			? []
			: [
					`<text x="${number(MARGIN + at * CELL.width)}" y="${number(y)}" textLength="${number(cells(text) * CELL.width)}"${styleOf(span)}>${escaped(text)}</text>`,
				];
	});
}

function styleOf({ tone, isBold, isDim }: Span): string {
	return [
		tone === undefined ? '' : ` fill="${TONES[tone]}"`,
		isBold === true ? ' font-weight="bold"' : '',
		isDim === true ? ' opacity="0.6"' : '',
	].join('');
}

function number(value: number): string {
	return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
