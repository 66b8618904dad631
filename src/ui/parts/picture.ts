import type { PictureDrawing } from '#app';
import type { Line } from '../line.ts';
import { fitLines, indent } from '../line.ts';
import { type Spoken, say } from './spoken.ts';

/** Something to look at, in as many rows as it is drawn. */
export interface Picture {
	readonly kind: 'picture';
	readonly lines: readonly Line[];
	/** Cells before it. */
	readonly indent: number;
	/** What is told of it instead of it. Default: its rows, for it has to be read. */
	readonly told?: string;
	/** Real pixels that cover the drawn ones where the terminal can show them. */
	readonly pixels?: {
		readonly id: string;
		readonly drawn: PictureDrawing['pixels'];
		readonly columns: number;
		readonly rows: number;
	};
}

export function picture(parts: Omit<Picture, 'kind'>): Picture {
	return { kind: 'picture', ...parts };
}

/** A flat picture has fewer rows than its pixels; what stands below keeps its place all the same. */
export function drawPicture({ lines, indent: before, pixels }: Picture): readonly Line[] {
	const rows = pixels === undefined ? lines : fitLines(lines, pixels.rows);
	return before === 0 ? rows : rows.map((spans) => indent(spans, before));
}

export function speakPicture(part: Picture): readonly Spoken[] {
	const { told, pixels } = part;
	if (told !== undefined) {
		return say(told);
	}
	const text = drawPicture(part)
		.map((spans) =>
			spans
				.map((span) => span.text)
				.join('')
				.trimEnd(),
		)
		.filter((row) => row !== '')
		.join('\n');
	return text === '' ? [] : [{ text, lasting: pixels?.id ?? text, isPicture: true }];
}
