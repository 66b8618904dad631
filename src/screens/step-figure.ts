import type { StepNumber } from '#app';
import { bold, cut, dim, fitText, type Glyphs, type Line, line, type Span } from '#ui';
import type { View } from './view.ts';

/*
 * The guide's pictures 2 to 6 (REHB-001-006): what a person sees on the site in each step, with what to choose there
 * marked. Their labels are the site's own and stay Turkish; picture 1 shows the card and stands in `card/figure.ts`.
 */

/** Cells of every figure; narrower room shows none. */
const FIGURE_CELLS = 30;

/** A row that begins with `>` is what to choose. */
const PAGES: Readonly<
	Record<Exclude<StepNumber, 1>, { readonly title: string; readonly rows: readonly string[] }>
> = {
	2: { title: 'kamusm.gov.tr', rows: ['>Sürücü', '  Windows', '  macOS', '  Linux'] },
	3: { title: 'kamusm.gov.tr', rows: ['>Online İşlemler', '>Mali Mühür Elektronik', 'Sertifika İşlemleri'] },
	4: { title: 'Kullanıcı Doğrulama', rows: ['>Şifreli Giriş', 'E-İmzalı Giriş'] },
	5: { title: 'Şifreli Giriş', rows: ['Vergi Kimlik No', 'Resimdeki Yazı', 'Güvenlik Sözcüğü', '>Giriş'] },
	6: {
		title: 'Sertifika İşlemleri',
		rows: [
			'Kullanıma Aç',
			'Sertifikamı İptal Et',
			'Bilgi Güncelle',
			'>PIN / PUK Bilgisi',
			'Kilit Çözme',
			'Çıkış',
		],
	},
};
const INNER_CELLS = FIGURE_CELLS - 4;

/** Nothing where the step has no picture of a page, or there is no room for it. */
export function stepFigure({ texts, theme, width }: View, step: StepNumber | undefined): readonly Line[] {
	if (step === undefined || step === 1 || width < FIGURE_CELLS) {
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
