import type { Texts } from '#i18n';
import { type Line, plain, type Span, toned } from '../line.ts';
import { cells, wrap, wrapWithin } from '../text.ts';
import type { Theme } from '../theme.ts';
import { type Spoken, say } from './spoken.ts';

/** Before a paragraph: the number of a step, how something stands, or the branch of a tree, which is for the eye alone. */
export type Mark = number | 'done' | 'fault' | { readonly branch: string };

/** A text in one style, broken into as many rows as it needs. */
export interface Paragraph {
	readonly kind: 'paragraph';
	readonly span: Span;
	/** Rows at most; the last one ends with `…` where text is missing. */
	readonly most?: number;
	readonly mark?: Mark;
}

export function paragraph(
	text: Span | string,
	{ most, mark }: { readonly most?: number | undefined; readonly mark?: Mark | undefined } = {},
): Paragraph {
	return {
		kind: 'paragraph',
		span: typeof text === 'string' ? plain(text) : text,
		...(most === undefined ? {} : { most }),
		...(mark === undefined ? {} : { mark }),
	};
}

export function drawParagraph({ span, most, mark }: Paragraph, width: number, theme: Theme): readonly Line[] {
	const before = mark === undefined ? undefined : drawnMark(mark, theme);
	const indent = before === undefined ? 0 : cells(before.text);
	const room = width - indent;
	const texts = most === undefined ? wrap(span.text, room) : wrapWithin(span.text, room, most);
	return texts.map((text, index) => [
		...(before === undefined ? [] : [index === 0 ? before : plain(' '.repeat(indent))]),
		{ ...span, text },
	]);
}

function drawnMark(mark: Mark, { glyphs }: Theme): Span {
	switch (mark) {
		case 'done':
			return toned('done', `${glyphs.tick} `);
		case 'fault':
			return toned('care', `${glyphs.fault} `);
		default:
			return plain(typeof mark === 'number' ? `${mark}. ` : mark.branch);
	}
}

export function speakParagraph({ span, mark }: Paragraph, { lineMode }: Texts): readonly Spoken[] {
	if (mark === undefined || typeof mark === 'object' || span.text.trim() === '') {
		return say(span.text);
	}
	const words = { done: lineMode.done, fault: `${lineMode.wrong}:` };
	return say(`${typeof mark === 'number' ? `${mark}.` : words[mark]} ${span.text}`);
}
