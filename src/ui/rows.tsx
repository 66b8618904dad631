import { Box, Text, Transform } from 'ink';
import { Fragment, type ReactNode } from 'react';
import { POINTER_CELLS } from './choice-lines.ts';
import { Choices } from './choices.tsx';
import { Field, SecretField } from './field.tsx';
import { bold, type Line, plain, type Span, shownText } from './line.ts';
import type { Theme } from './theme.ts';
import type { ChoicesPart } from './widget-parts.ts';

/**
 * Lines as rows of the terminal. All rows without a menu are one text, which Ink measures and never wraps, since they come
 * fitted; the styles are put on row by row when it is drawn. A tree with a node for each span takes several times as long to
 * the first frame. Fields stand within that text; where a short menu stands it is a box between what is left and right of it.
 */
export function Rows({
	lines,
	theme,
}: {
	readonly lines: readonly Line[];
	readonly theme: Theme;
}): ReactNode {
	const blocks = blocksOf(lines);
	if (blocks.length === 1 && blocks[0]?.choices === undefined) {
		return <TextRows lines={lines} theme={theme} />;
	}
	const hasField = lines.some((spans) => spans.some(({ typed }) => typed?.isFocused === true));
	const focused = hasField ? undefined : blocks.find(({ choices }) => choices?.cursor !== undefined)?.choices;
	return (
		<Box flexDirection="column" flexShrink={0}>
			{blocks.map(({ key, choices, lines: rows }) =>
				choices === undefined ? (
					<TextRows key={key} lines={rows} theme={theme} />
				) : (
					<MenuRows key={key} choices={choices} lines={rows} theme={theme} isFocused={choices === focused} />
				),
			)}
		</Box>
	);
}

interface Block {
	/** Tells it from the others of its frame, and is the same in the next frame. */
	readonly key: string;
	/** Undefined: rows without a menu. */
	readonly choices: ChoicesPart | undefined;
	readonly lines: readonly Line[];
}

/** Rows one below the other that are of the same menu, or of none. */
function blocksOf(lines: readonly Line[]): readonly Block[] {
	const blocks: { key: string; choices: ChoicesPart | undefined; lines: Line[] }[] = [];
	for (const spans of lines) {
		const choices = spans.find(({ choice }) => choice !== undefined)?.choice?.choices;
		const last = blocks.at(-1);
		if (last !== undefined && last.choices === choices) {
			last.lines.push(spans);
		} else {
			blocks.push({ key: `${choices?.names.join(' ') ?? 'rows'} ${blocks.length}`, choices, lines: [spans] });
		}
	}
	return blocks;
}

function MenuRows({
	choices,
	lines,
	theme,
	isFocused,
}: {
	readonly choices: ChoicesPart;
	readonly lines: readonly Line[];
	readonly theme: Theme;
	readonly isFocused: boolean;
}): ReactNode {
	const rows = lines.map((spans) => {
		const first = spans.findIndex(({ choice }) => choice !== undefined);
		const last = spans.findLastIndex(({ choice }) => choice !== undefined);
		return {
			left: spans.slice(0, first),
			entry: spans.slice(first, last + 1),
			right: spans.slice(last + 1),
		};
	});
	return (
		<Box flexShrink={0}>
			<TextRows lines={rows.map(({ left }) => left)} theme={theme} />
			<Choices
				choices={choices}
				isFocused={isFocused}
				drawEntry={(entry, isPointedAt) => (
					<EntryRows
						lines={rows.map((row) => row.entry).filter(([span]) => span?.choice?.entry === entry)}
						isPointedAt={isPointedAt && choices.cursor !== undefined}
						theme={theme}
					/>
				)}
			/>
			<TextRows lines={rows.map(({ right }) => right)} theme={theme} />
		</Box>
	);
}

/** An entry with the pointer where the widget has it. */
function EntryRows({
	lines,
	isPointedAt,
	theme,
}: {
	readonly lines: readonly Line[];
	readonly isPointedAt: boolean;
	readonly theme: Theme;
}): ReactNode {
	if (lines.length === 0) {
		return null;
	}
	const pointed = lines.map(([pointer, ...spans]) => [
		isPointedAt && pointer?.choice?.row === 0
			? bold(`${theme.glyphs.here} `)
			: plain(' '.repeat(POINTER_CELLS)),
		...spans,
	]);
	return <TextRows lines={pointed} theme={theme} />;
}

function TextRows({ lines, theme }: { readonly lines: readonly Line[]; readonly theme: Theme }): ReactNode {
	const hasField = lines.some((spans) => spans.some(({ typed }) => typed !== undefined));
	return (
		<Transform transform={(row, index) => styledRow(row, lines[index], theme)}>
			<Text wrap="truncate">{hasField ? withFields(lines) : textOf(lines)}</Text>
		</Transform>
	);
}

function textOf(lines: readonly Line[]): string {
	return lines.map((spans) => spans.map((span) => span.text).join('')).join('\n');
}

/** The same text, with a field in place of each part that is typed. */
function withFields(lines: readonly Line[]): readonly ReactNode[] {
	const nodes: ReactNode[] = [];
	let text = '';
	for (const [row, spans] of lines.entries()) {
		text += row === 0 ? '' : '\n';
		for (const { text: shown, typed } of spans) {
			if (typed === undefined) {
				text += shown;
				continue;
			}
			nodes.push(
				<Fragment key={`before ${typed.name}`}>{text}</Fragment>,
				typed.kind === 'shown' ? (
					<Field key={typed.name} value={shown} isFocused={typed.isFocused} />
				) : (
					<SecretField key={typed.name} count={typed.count} mask={typed.mask} isFocused={typed.isFocused} />
				),
			);
			text = '';
		}
	}
	return [...nodes, <Fragment key="after">{text}</Fragment>];
}

/** A row with its styles and with the characters of a secret that may be seen; `row` is its bare text, as the widgets in it made it. */
export function styledRow(row: string, spans: Line | undefined, theme: Theme): string {
	if (spans === undefined) {
		return row;
	}
	if (spans.every(({ typed }) => typed === undefined)) {
		return spans.map((span) => styledSpan(span, theme)).join('');
	}
	let at = 0;
	return spans
		.map((span) => {
			const text = row.slice(at, at + span.text.length);
			at += span.text.length;
			return styledSpan({ ...span, text }, theme);
		})
		.join('');
}

function styledSpan(span: Span, theme: Theme): string {
	const tone = span.tone === undefined ? undefined : theme[span.tone];
	const paper = span.isPaper === true ? theme.paper : undefined;
	return [
		span.isBold === true ? theme.bold : undefined,
		span.isDim === true ? theme.dim : undefined,
		tone,
		paper,
		span.isCursor === true ? theme.cursor : undefined,
	].reduce((text, style) => (style === undefined ? text : style.open + text + style.close), shownText(span));
}
