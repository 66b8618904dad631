import { Text, Transform } from 'ink';
import type { ReactNode } from 'react';
import type { Line, Span } from './line.ts';
import type { Theme } from './theme.ts';

/**
 * Lines as rows of the terminal: one text for all of them, which Ink measures and never wraps, since they come
 * fitted; the styles are put on row by row when it is drawn. A tree with a node for each span takes several times
 * as long to the first frame.
 */
export function Rows({
	lines,
	theme,
}: {
	readonly lines: readonly Line[];
	readonly theme: Theme;
}): ReactNode {
	const plainText = lines.map((spans) => spans.map((span) => span.text).join('')).join('\n');
	return (
		<Transform transform={(row, index) => styledRow(row, lines[index], theme)}>
			<Text wrap="truncate">{plainText}</Text>
		</Transform>
	);
}

/** A row with its styles; `row` is its bare text. */
export function styledRow(row: string, spans: Line | undefined, theme: Theme): string {
	return spans === undefined ? row : spans.map((span) => styledSpan(span, theme)).join('');
}

function styledSpan(span: Span, theme: Theme): string {
	const tone = span.tone === undefined ? undefined : theme[span.tone];
	const paper = span.isPaper === true ? theme.paper : undefined;
	return [
		span.isBold === true ? theme.bold : undefined,
		span.isDim === true ? theme.dim : undefined,
		tone,
		paper,
	].reduce((text, style) => (style === undefined ? text : style.open + text + style.close), span.text);
}
