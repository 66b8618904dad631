import type { Texts } from '#i18n';
import { EMPTY_LINE, type Line } from '../line.ts';
import type { Theme } from '../theme.ts';
import type { Blank } from './blank.ts';
import { type Choices, drawChoices, speakChoices } from './choices.ts';
import { type Columns, drawColumns } from './columns.ts';
import { drawFacts, type Facts, speakFacts } from './facts.ts';
import { drawField, type Field, speakField } from './field.ts';
import { drawGroup, type Group } from './group.ts';
import { drawLargeDigits, type LargeDigits, speakLargeDigits } from './large-digits.ts';
import { drawParagraph, type Paragraph, speakParagraph } from './paragraph.ts';
import { drawPicture, type Picture, speakPicture } from './picture.ts';
import { type Row, speakRow } from './row.ts';
import { drawScrolled, type Scrolled } from './scrolled.ts';
import { drawSecretField, type SecretField, speakSecretField } from './secret-field.ts';
import type { Spoken } from './spoken.ts';
import { drawTable, speakTable, type Table } from './table.ts';
import { drawWaiting, speakWaiting, type Waiting } from './waiting.ts';

/** What a view says, before anybody draws or speaks it. */
export type Part =
	| Blank
	| Choices
	| Columns<Part>
	| Facts
	| Field
	| Group<Part>
	| LargeDigits
	| Paragraph
	| Picture
	| Row
	| Scrolled<Part>
	| SecretField
	| Table
	| Waiting;

/** A part is a value, and a view that has to know how many rows it takes draws it before the frame does. */
const drawn = new WeakMap<
	Part,
	{ readonly width: number; readonly theme: Theme; readonly lines: readonly Line[] }
>();

/** The part as rows of at most `width` cells; one that is longer is cut by whoever places it. */
export function draw(part: Part, width: number, theme: Theme): readonly Line[] {
	const known = drawn.get(part);
	if (known?.width === width && known.theme === theme) {
		return known.lines;
	}
	const lines = linesOf(part, width, theme);
	drawn.set(part, { width, theme, lines });
	return lines;
}

function linesOf(part: Part, width: number, theme: Theme): readonly Line[] {
	const inner = (parts: readonly Part[], cells: number): readonly Line[] => drawAll(parts, cells, theme);
	switch (part.kind) {
		case 'blank':
			return [EMPTY_LINE];
		case 'choices':
			return drawChoices(part, width, theme);
		case 'columns':
			return drawColumns(part, inner);
		case 'facts':
			return drawFacts(part, width);
		case 'field':
			return drawField(part, width, theme);
		case 'group':
			return drawGroup(part, width, inner);
		case 'large-digits':
			return drawLargeDigits(part, width, theme);
		case 'paragraph':
			return drawParagraph(part, width, theme);
		case 'picture':
			return drawPicture(part);
		case 'row':
			return [part.spans];
		case 'scrolled':
			return drawScrolled(part, width, inner);
		case 'secret-field':
			return drawSecretField(part, width, theme);
		case 'table':
			return drawTable(part, width, theme);
		case 'waiting':
			return drawWaiting(part, width);
	}
}

export function drawAll(parts: readonly Part[], width: number, theme: Theme): readonly Line[] {
	return parts.flatMap((part) => draw(part, width, theme));
}

/** The part for somebody who listens: never less than what is drawn of it, without what is there for the eye alone. */
export function speak(part: Part, texts: Texts): readonly Spoken[] {
	switch (part.kind) {
		case 'blank':
			return [];
		case 'choices':
			return speakChoices(part, texts);
		case 'columns':
			return part.columns.flatMap(({ parts }) => speakAll(parts, texts));
		case 'facts':
			return speakFacts(part);
		case 'field':
			return speakField(part, texts);
		case 'group':
		case 'scrolled':
			return speakAll(part.parts, texts);
		case 'large-digits':
			return speakLargeDigits(part);
		case 'paragraph':
			return speakParagraph(part, texts);
		case 'picture':
			return speakPicture(part);
		case 'row':
			return speakRow(part);
		case 'secret-field':
			return speakSecretField(part, texts);
		case 'table':
			return speakTable(part, texts);
		case 'waiting':
			return speakWaiting(part);
	}
}

export function speakAll(parts: readonly Part[], texts: Texts): readonly Spoken[] {
	return parts.flatMap((part) => speak(part, texts));
}

/** The parts with the cursor of the field that has the focus: `behind` characters of its value follow it. */
export function partsWithCursor(parts: readonly Part[], behind: number): readonly Part[] {
	return behind === 0 ? parts : parts.map((part) => withCursor(part, behind));
}

function withCursor(part: Part, behind: number): Part {
	switch (part.kind) {
		case 'field':
		case 'secret-field':
			return part.isHere ? { ...part, behind } : part;
		case 'group':
		case 'scrolled':
			return { ...part, parts: partsWithCursor(part.parts, behind) };
		case 'columns':
			return {
				...part,
				columns: part.columns.map((column) => ({ ...column, parts: partsWithCursor(column.parts, behind) })),
			};
		default:
			return part;
	}
}
