import type { StepNumber } from '#app';
import { bold, cut, dim, fitText, type Glyphs, type Line, line, type Span } from '#ui';
import type { View } from './view.ts';

/*
 * The guide's pictures 2 and 3 (REHB-001-006): what a person sees on the site, with what to choose there marked. Their
 * labels are the site's own and stay Turkish; picture 1 shows the card and stands in `card/figure.ts`. What pictures 4 to 6
 * show is the work itself here.
 */

/** Cells of every figure; narrower room shows none. */
const FIGURE_CELLS = 30;

/** A row that begins with `>` is what to choose. */
const PAGES: Readonly<Record<2 | 3, { readonly title: string; readonly rows: readonly string[] }>> = {
	2: { title: 'kamusm.gov.tr', rows: ['>Sürücü', '  Windows', '  macOS', '  Linux'] },
	3: { title: 'kamusm.gov.tr', rows: ['>Online İşlemler', '>Mali Mühür Elektronik', 'Sertifika İşlemleri'] },
};
const INNER_CELLS = FIGURE_CELLS - 4;

/** Nothing where the step has no picture of a page, or there is no room for it. */
export function stepFigure({ texts, theme, width }: View, step: StepNumber | undefined): readonly Line[] {
	if ((step !== 2 && step !== 3) || width < FIGURE_CELLS) {
		return [];
	}
	const { title, rows } = PAGES[step];
	const { glyphs } = theme;
	return [
		line(top(glyphs, title)),
		...rows.map((row) => line(`${glyphs.side} `, rowSpan(row, glyphs), ` ${glyphs.side}`)),
		line(glyphs.corners[2] + glyphs.rule.repeat(FIGURE_CELLS - 2) + glyphs.corners[3]),
		line(dim(cut(texts.figureCaptions[step], width))),
	];
}

function rowSpan(row: string, glyphs: Glyphs): Span {
	return row.startsWith('>')
		? bold(fitText(`${glyphs.here} ${row.slice(1)}`, INNER_CELLS))
		: dim(fitText(`  ${row}`, INNER_CELLS));
}

function top(glyphs: Glyphs, title: string): string {
	const label = ` ${title} `;
	return (
		glyphs.corners[0] +
		glyphs.rule +
		label +
		glyphs.rule.repeat(FIGURE_CELLS - 3 - label.length) +
		glyphs.corners[1]
	);
}
