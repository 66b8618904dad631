import type { Texts } from '#i18n';
import { fieldSpans, placesSpans, wrappedFieldLines } from '../field-spans.ts';
import { bold, dim, fitLine, indent, type Line, line, lineCells, plain, type Span, toned } from '../line.ts';
import { fitText, wrap } from '../text.ts';
import type { Glyphs, Theme } from '../theme.ts';
import { joined, type Spoken, say } from './spoken.ts';

/** Where the pieces of a field stand, in cells. */
export interface FieldLayout {
	/** From the left to the value, with the pointer that stands before the label of one field among several. */
	readonly labelCells: number;
	/** The only field of its place: without a pointer, and bold. */
	readonly isAlone?: true;
	/** Of the value and its cursor. Default: what the row has. */
	readonly valueCells?: number;
	/** Between the value and the sign of what is right or wrong with it; default: 2. */
	readonly verdictGap?: number;
	/** The value stands below the label and is broken into as many rows as it needs. */
	readonly isWrapped?: true;
}

/** What a field has, whether its characters are shown or not. */
export interface FieldBase {
	/** Which field it is, in the words of the state. */
	readonly name: string;
	/** Empty where the sentence above asks for it. */
	readonly label: string;
	/** Whether typed characters go to it. */
	readonly isHere: boolean;
	/** Code points behind the cursor; default: none. */
	readonly behind?: number;
	/** As many characters are wanted: each has its own place. `unknown`: a place for the next one only. */
	readonly places?: number | 'unknown';
	readonly verdict?: 'right' | 'wrong' | undefined;
	/** What is wrong, as a sentence below it. */
	readonly fault?: string | undefined;
	/** Behind the value: what can be done with it now. */
	readonly beside?: Span | undefined;
	readonly layout: FieldLayout;
}

/** A field whose characters may be seen. */
export interface Field extends FieldBase {
	readonly kind: 'field';
	readonly value: string;
}

/** Of a shown field beside others: the verdict has room also where the value is long. */
const VERDICT_CELLS = 3;

export function field(parts: Omit<Field, 'kind'>): Field {
	return { kind: 'field', ...parts };
}

export function drawField(part: Field, width: number, theme: Theme): readonly Line[] {
	const { name, value, places, layout } = part;
	const { labelCells, valueCells, isAlone, isWrapped } = layout;
	const behind = behindCursor(part);
	const look = lookOf(layout);
	if (isWrapped === true) {
		return [
			line(dim(part.label)),
			...wrappedFieldLines({ name, value, behind, room: width }, { isBold: true }),
		];
	}
	const room = valueCells ?? width - labelCells - (isAlone === true ? 0 : VERDICT_CELLS);
	const spans =
		places === undefined
			? fieldSpans({ name, value, behind, room }, look)
			: placesSpans({ name, typed: value, behind, places }, theme, look);
	return fieldLines(part, spans, width, theme);
}

/** Undefined for a field that has not the focus. */
export function behindCursor({ isHere, behind = 0 }: FieldBase): number | undefined {
	return isHere ? behind : undefined;
}

/** The only field of its place is bold. */
export function lookOf({ isAlone }: FieldLayout): Pick<Span, 'isBold'> {
	return isAlone === true ? { isBold: true } : {};
}

/** Label, value, verdict, and what is wrong below. */
export function fieldLines(
	{ label, isHere, verdict, fault, beside, layout }: FieldBase,
	spans: Line,
	width: number,
	theme: Theme,
): readonly Line[] {
	const { labelCells, valueCells, verdictGap = 2, isAlone } = layout;
	const value = fitLine(spans, Math.max(valueCells ?? 0, lineCells(spans)));
	const row =
		isAlone === true
			? line(fitText(label, labelCells), ...value)
			: line(
					isHere ? bold(`${theme.glyphs.here} `) : plain('  '),
					isHere ? bold(fitText(label, labelCells - 2)) : plain(fitText(label, labelCells - 2)),
					...value,
				);
	return [
		[...row, ...verdictSpans(verdict, verdictGap, theme.glyphs), ...(beside === undefined ? [] : [beside])],
		...(fault === undefined
			? []
			: wrap(fault, width - 2).map((text) => indent(line(toned('danger', text)), 2))),
	];
}

function verdictSpans(verdict: FieldBase['verdict'], gap: number, glyphs: Glyphs): Line {
	switch (verdict) {
		case 'right':
			return [toned('done', `${' '.repeat(gap)}${glyphs.tick}`)];
		case 'wrong':
			return [toned('danger', `${' '.repeat(gap)}${glyphs.fault}`)];
		case undefined:
			return [];
	}
}

/** The field that is asked for says what it held when it came to be; what is typed then stands in the line of the person. */
export function speakField(part: Field, texts: Texts): readonly Spoken[] {
	const { name, value, label, isHere } = part;
	const { empty } = texts.lineMode;
	const said = joined([label, value === '' ? empty : value, verdictWord(part, texts)]);
	return [
		...(isHere
			? [{ text: value === '' ? '' : said, lasting: `field ${name}`, asks: { label, isShown: true } }]
			: say(said)),
		...speakRest(part, texts),
	];
}

/** How it stands with a value that nobody has to see. */
export function verdictWord({ verdict }: FieldBase, { lineMode }: Texts): string {
	return verdict === undefined ? '' : { right: lineMode.done, wrong: lineMode.wrong }[verdict];
}

/** What is wrong with the field, and what can be done now. */
export function speakRest(part: FieldBase, texts: Texts): readonly Spoken[] {
	const { label, fault, verdict, isHere, beside } = part;
	const wrong = fault ?? (verdict === 'wrong' && isHere ? texts.lineMode.wrong : '');
	return [
		...say(wrong === '' ? '' : label === '' ? wrong : `${label}: ${wrong}`),
		...(beside === undefined ? [] : say(beside.text.trim())),
	];
}
