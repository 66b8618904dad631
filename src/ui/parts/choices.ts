import type { Texts } from '#i18n';
import { choiceLines, POINTER_CELLS } from '../choice-lines.ts';
import { bold, dim, EMPTY_LINE, type Line, line, plain, type Span, type Tone, toned } from '../line.ts';
import { cells, cut, fitText, wrap } from '../text.ts';
import type { Theme } from '../theme.ts';
import { joined, type Spoken, spokenHere } from './spoken.ts';

/** One of the things that can be chosen. */
export interface Choice {
	readonly id: string;
	readonly label: string;
	/** Why it cannot be chosen now. */
	readonly closed?: string | undefined;
	/** What it is or does, below it. */
	readonly explained?: string | undefined;
	/** Beside it, also in place of why it is closed. */
	readonly beside?: Span | undefined;
	/** What cannot be undone is told in its tone. */
	readonly tone?: Tone | undefined;
	/** Whether it was done before; `told`: somebody says so, and nobody saw it. Undefined where that says nothing. */
	readonly isDone?: boolean | 'told' | undefined;
}

/** Where the pieces of the entries stand. */
export interface ChoicesLayout {
	/** The label's, in cells; what stands beside it follows. Default: its own. */
	readonly labelCells?: number;
	/** Where the reason of a closed entry stands; default: beside it. `below-in-full` breaks it into rows and asks for care. */
	readonly closedStands?: 'beside' | 'below' | 'below-in-full' | 'elsewhere';
	/** With an empty row between the entries. */
	readonly isSpaced?: true;
}

/** Entries to choose from, with a cursor at one of them. */
export interface Choices {
	readonly kind: 'choices';
	readonly items: readonly Choice[];
	/** The entry under the cursor; undefined where the cursor is elsewhere. */
	readonly here: string | undefined;
	readonly layout: ChoicesLayout;
}

export function choices(
	items: readonly Choice[],
	here: string | undefined,
	layout: ChoicesLayout = {},
): Choices {
	return { kind: 'choices', items, here, layout };
}

export function drawChoices({ items, here, layout }: Choices, width: number, theme: Theme): readonly Line[] {
	const cursor = items.findIndex(({ id }) => id === here);
	return choiceLines(
		items.map((item, index) => ({
			name: item.id,
			lines: [
				...entryLines(item, index === cursor, layout, width, theme),
				...(layout.isSpaced === true && index < items.length - 1 ? [EMPTY_LINE] : []),
			],
		})),
		cursor === -1 ? undefined : cursor,
		width,
		theme,
	);
}

function entryLines(
	item: Choice,
	isHere: boolean,
	{ labelCells, closedStands = 'beside' }: ChoicesLayout,
	width: number,
	{ glyphs }: Theme,
): readonly Line[] {
	const { closed, explained, beside, isDone } = item;
	const tick = isDone === undefined ? [] : [doneMark(isDone, glyphs)];
	const room = width - POINTER_CELLS - (tick.length === 0 ? 0 : 2);
	const reason = beside ?? (closed !== undefined && closedStands === 'beside' ? dim(closed) : undefined);
	const label =
		labelCells === undefined || reason === undefined
			? cut(item.label, room)
			: fitText(item.label, Math.min(labelCells, room));
	const restCells = room - (labelCells ?? cells(label));
	return [
		line(
			...tick,
			labelSpan(label, isHere, item, closedStands),
			...(reason === undefined ? [] : [{ ...reason, text: cut(reason.text, restCells) }]),
		),
		...below(explained, width, dim),
		...(closedStands === 'below' && closed !== undefined ? [line(dim(closed))] : []),
		...(closedStands === 'below-in-full' ? below(closed, width, (text) => toned('care', text)) : []),
	];
}

function doneMark(isDone: boolean | 'told', { tick, told }: Theme['glyphs']): Span {
	return isDone === 'told' ? plain(`${told} `) : isDone ? toned('done', `${tick} `) : plain('  ');
}

/** Where the sentence below says why an entry is closed, the entry under the cursor is as readable as any other. */
function labelSpan(
	label: string,
	isHere: boolean,
	{ closed, tone }: Choice,
	closedStands: ChoicesLayout['closedStands'],
): Span {
	if (closed !== undefined && !(isHere && closedStands === 'elsewhere')) {
		return dim(label);
	}
	return tone !== undefined ? toned(tone, label) : isHere ? bold(label) : plain(label);
}

function below(text: string | undefined, width: number, styled: (text: string) => Span): readonly Line[] {
	return text === undefined ? [] : wrap(text, width - POINTER_CELLS).map((part) => line(styled(part)));
}

/** Each entry with all that is known of it. */
export function speakChoices({ items, here }: Choices, { lineMode }: Texts): readonly Spoken[] {
	return items.map(({ id, label, closed, explained, beside, isDone }) => {
		const said = joined([
			isDone === true || isDone === 'told'
				? `${isDone === true ? lineMode.done : lineMode.told} ${label}`
				: label,
			beside?.text,
			closed === undefined ? '' : lineMode.closed(closed),
			explained,
		]);
		return id === here ? spokenHere(said) : { text: said, lasting: said };
	});
}
