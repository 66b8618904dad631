import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { isOneCellEach } from '#text';

/* Text measured in terminal cells. Display text is never cut or padded by `.length` or `.slice` elsewhere. */

/** Width in cells. `string-width` segments every text first, which took most of a frame's time. */
export function cells(text: string): number {
	return isOneCellEach(text) ? text.length : stringWidth(text);
}

/** Cut to at most `width` cells, between graphemes, marked with `…` where something is missing. */
export function cut(text: string, width: number): string {
	if (width <= 0) {
		return '';
	}
	if (cells(text) <= width) {
		return text;
	}
	const graphemes = new Intl.Segmenter('tr', { granularity: 'grapheme' });
	let kept = '';
	let used = 0;
	for (const { segment } of graphemes.segment(text)) {
		const more = cells(segment);
		if (used + more > width - 1) {
			break;
		}
		kept += segment;
		used += more;
	}
	return `${kept}…`;
}

/** Cut or padded on the right to exactly `width` cells. */
export function fitText(text: string, width: number): string {
	const shown = cut(text, width);
	return shown + ' '.repeat(Math.max(0, width - cells(shown)));
}

/** Broken into lines of at most `width` cells, at spaces where there are any. */
export function wrap(text: string, width: number): readonly string[] {
	// Most texts fit, and to find that out by `wrap-ansi` took more time than all else in a frame.
	if (text.length <= width && isOneCellEach(text) && text === text.trim()) {
		return [text];
	}
	return wrapAnsi(text, Math.max(1, width), { hard: true }).split('\n');
}

/**
 * Broken into at most `most` lines; the last one ends with `…` where text is missing.
 */
export function wrapWithin(text: string, width: number, most: number): readonly string[] {
	const lines = wrap(text, width);
	if (lines.length <= most) {
		return lines;
	}
	const kept = lines.slice(0, most);
	const last = kept.pop() ?? '';
	return [...kept, cut(`${last}…`, width)];
}

/** `left` and `right` on one line of exactly `width` cells; `right` gives way first. */
export function spread(left: string, right: string, width: number): string {
	const rightShown = cut(right, Math.max(0, width - cells(left) - 1));
	const leftShown = cut(left, width - cells(rightShown));
	return leftShown + ' '.repeat(Math.max(0, width - cells(leftShown) - cells(rightShown))) + rightShown;
}
