import type { SecretText } from '#text';
import { cells, cut } from './text.ts';
import type { ChoicePart, TypedPart } from './widget-parts.ts';

/** What a piece of text means; the theme gives each meaning a colour. */
export type Tone = 'done' | 'care' | 'danger';

/**
 * A secret whose characters are drawn: each `mark` in the text of the span stands for one of them, beginning with that at `from`.
 * {@link shownText} puts them in when the row goes to the terminal, so that the text of a frame, and with it React, has marks only.
 */
export interface Reveal {
	readonly secret: SecretText;
	readonly from: number;
	readonly mark: string;
	/** What a character is drawn as, as wide as the mark; default: itself. */
	readonly drawnAs?: (character: string) => string;
}

/** A piece of one line in one style. Its text has no control characters. */
export interface Span {
	readonly text: string;
	readonly tone?: Tone;
	readonly isBold?: true;
	readonly isDim?: true;
	/** Dark on light, whatever the terminal's colours are. */
	readonly isPaper?: true;
	/** The character that the cursor of a field stands on. */
	readonly isCursor?: true;
	/** Characters of a secret that the person may see in place of the marks of the text. */
	readonly reveals?: Reveal;
	/** Drawn and edited by a field. */
	readonly typed?: TypedPart;
	/** Of an entry of a short menu. */
	readonly choice?: ChoicePart;
}

/** One row of the screen, or of a part of it. */
export type Line = readonly Span[];

export const EMPTY_LINE: Line = [];

export function plain(text: string): Span {
	return { text };
}

export function bold(text: string): Span {
	return { text, isBold: true };
}

export function dim(text: string): Span {
	return { text, isDim: true };
}

export function toned(tone: Tone | undefined, text: string): Span {
	return tone === undefined ? { text } : { text, tone };
}

export function line(...spans: readonly (Span | string)[]): Line {
	return spans.map((span) => (typeof span === 'string' ? plain(span) : span));
}

/** What the terminal gets of a span. A mark whose secret is wiped by now stays a mark. */
export function shownText({ text, reveals }: Span): string {
	if (reveals === undefined) {
		return text;
	}
	const { secret, from, mark, drawnAs = (character) => character } = reveals;
	let at = from;
	return text.replaceAll(mark, () => {
		const character = secret.characterAt(at++);
		return character === '' ? mark : drawnAs(character);
	});
}

export function lineCells(spans: Line): number {
	return spans.reduce((sum, span) => sum + cells(span.text), 0);
}

/** Exactly `width` cells: padded with spaces, or cut with a mark. */
export function fitLine(spans: Line, width: number): Line {
	const missing = width - lineCells(spans);
	if (missing >= 0) {
		return missing === 0 ? spans : [...spans, plain(' '.repeat(missing))];
	}
	const fitted: Span[] = [];
	let room = width;
	for (const span of spans) {
		if (cells(span.text) < room) {
			fitted.push(span);
			room -= cells(span.text);
			continue;
		}
		// The space stands for what follows, so that the mark is set also where this span alone would fit.
		const shown = cut(`${span.text} `, room);
		// A widget cannot hold a part that is cut off.
		const { typed: _, ...rest } = span;
		fitted.push({ ...rest, text: shown }, plain(' '.repeat(room - cells(shown))));
		break;
	}
	return fitted;
}

/** Exactly `count` lines: padded with empty ones, or cut with a last line of `…`. */
export function fitLines(lines: readonly Line[], count: number): readonly Line[] {
	if (count <= 0) {
		return [];
	}
	if (lines.length > count) {
		return [...lines.slice(0, count - 1), line(dim('…'))];
	}
	return [...lines, ...Array.from({ length: count - lines.length }, () => EMPTY_LINE)];
}

/** Indents by `by` cells. */
export function indent(spans: Line, by: number): Line {
	return [plain(' '.repeat(by)), ...spans];
}

/** The window of `count` lines that begins at `scroll`, or as far down as the text goes. */
export function scrolled(lines: readonly Line[], scroll: number, count: number): readonly Line[] {
	const first = Math.min(scroll, Math.max(0, lines.length - count));
	return lines.slice(first, first + count);
}
