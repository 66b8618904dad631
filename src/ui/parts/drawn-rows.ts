import type { Line } from '../line.ts';
import type { Spoken } from './spoken.ts';

/** Rows of a view that does not say its parts yet. */
export interface DrawnRows {
	readonly kind: 'drawn-rows';
	readonly lines: readonly Line[];
	/** True for a window on a list: its rows may differ in a number alone. */
	readonly isList: boolean;
	/** Whether one of them is the field that typed characters go to. */
	readonly hasField: boolean;
}

export function speakDrawnRows({ lines, isList, hasField }: DrawnRows): readonly Spoken[] {
	return lines
		.map((spans) =>
			spans
				.map(({ text }) => text)
				.join('')
				.trimEnd(),
		)
		.filter((text) => text !== '')
		.map((text) => {
			if (hasField && /^(?:> )?(?:\p{L}.*)?_(?: |$)/u.test(text)) {
				return { text: '', lasting: text, asks: text.replace(/^> /, '').trim().split(/ {2,}/)[0] ?? '' };
			}
			return { text, lasting: isList ? text : text.replaceAll(/\d+/g, '#') };
		});
}
