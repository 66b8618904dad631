import type { SecretText } from '#text';
import { bold, EMPTY_LINE, fitText, type Line, line } from '#ui';
import { paragraph } from './paragraph.ts';
import type { View } from './view.ts';

/* The code of a text message, masked: open, or about to open. */

/** A place for each digit of the code. While another one is asked for, what is typed is that one. */
export function codeField(
	{ state, texts, theme }: View,
	{ code, codeLength }: { readonly code: SecretText; readonly codeLength: number },
	labelCells: number,
): Line {
	const typed = (state.typedAhead?.code ?? code).length;
	const places = Array.from({ length: Math.max(codeLength, typed) }, (_, place) =>
		place < typed ? theme.glyphs.masked : '_',
	).join(' ');
	return line(fitText(texts.login.code, labelCells), bold(places));
}

/** The field that the awaited answer opens; how long the code is only that answer tells. */
export function comingCodeLines({ state, texts, theme, width }: View, labelCells: number): readonly Line[] {
	const marks = `${theme.glyphs.masked} `.repeat(state.typedAhead?.code.length ?? 0);
	return [
		EMPTY_LINE,
		line(fitText(texts.login.code, labelCells), bold(`${marks}_`)),
		...paragraph(texts.login.codeAhead, width),
	];
}
