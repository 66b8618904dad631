import { bold, fitLine, indent, type Line, plain } from './line.ts';
import type { Theme } from './theme.ts';
import type { ChoicesPart } from './widget-parts.ts';

/* A short menu as lines: a pointer at the entry under the cursor, and each entry with all that is said of it. */

export interface ChoiceLines {
	readonly name: string;
	/** What stands right of the pointer, and what belongs to the entry below that: a reason why it is closed, an empty line. */
	readonly lines: readonly Line[];
}

export const POINTER_CELLS = 2;

/** The entries one below the other, in all of `width`, so that what stands at the right keeps its place. */
export function choiceLines(
	choices: readonly ChoiceLines[],
	cursor: number | undefined,
	width: number,
	{ glyphs }: Theme,
): readonly Line[] {
	const part: ChoicesPart = { names: choices.map(({ name }) => name), cursor };
	return choices.flatMap(({ lines }, entry) =>
		lines.map((spans, row) => {
			const pointed =
				row > 0
					? indent(spans, POINTER_CELLS)
					: [entry === cursor ? bold(`${glyphs.here} `) : plain('  '), ...spans];
			return fitLine(pointed, width).map((span) => ({ ...span, choice: { choices: part, entry, row } }));
		}),
	);
}
