import type { Frame } from '#screens';
import { cells, type Line, type Span, shownText } from '#ui';

/** What a span may be beside its text. */
export type Token = Omit<Span, 'text'>;

/**
 * The looks a cell can have, one mark each: small letters for a tone or what is dim, capital ones where it is bold as well. What a mark
 * looks like is each theme's own.
 */
export const TOKENS: ReadonlyMap<string, Token> = new Map<string, Token>([
	['.', {}],
	['B', { isBold: true }],
	['d', { isDim: true }],
	['g', { tone: 'done' }],
	['G', { tone: 'done', isBold: true }],
	['y', { tone: 'care' }],
	['Y', { tone: 'care', isBold: true }],
	['r', { tone: 'danger' }],
	['R', { tone: 'danger', isBold: true }],
	['p', { isPaper: true }],
]);

/** A space looks the same in every style, but for one that has a ground of its own. */
export function markOfBlank(mark: string): string {
	return mark === 'p' ? mark : ' ';
}

function markOf(span: Span): string {
	for (const [mark, token] of TOKENS) {
		if (
			token.tone === span.tone &&
			token.isBold === span.isBold &&
			token.isDim === span.isDim &&
			token.isPaper === span.isPaper
		) {
			return mark;
		}
	}
	throw new Error(`No mark is known for ${JSON.stringify(span)}.`);
}

function marksOfLine(spans: Line): string {
	return spans
		.map((span) => {
			const mark = markOf(span);
			return [...shownText(span)]
				.map((character) => (character === ' ' ? markOfBlank(mark) : mark.repeat(cells(character))))
				.join('');
		})
		.join('')
		.trimEnd();
}

/** Row by row a mark for each cell, without the spaces at the ends. */
export function marksOf({ lines }: Pick<Frame, 'lines'>): readonly string[] {
	return lines.map(marksOfLine);
}

/** What a golden file holds of them: rows by number; without those that have nothing or only plain text, and a rule as its first mark. */
export function toldMarks(rows: readonly string[], columns: number): string {
	return rows
		.flatMap((marks, row) => {
			if (!/[^ .]/u.test(marks)) {
				return [];
			}
			const first = marks.charAt(0);
			const isRule = marks === first.repeat(columns);
			return [`${String(row).padStart(2)}|${isRule ? `${first} throughout` : marks}`];
		})
		.join('\n');
}
