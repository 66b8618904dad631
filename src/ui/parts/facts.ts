import { dim, EMPTY_LINE, type Line, line, plain, type Span, shownText } from '../line.ts';
import { cells, cut, fitText, wrap } from '../text.ts';
import type { Blank } from './blank.ts';
import { joined, type Spoken, say } from './spoken.ts';

/** A name and what is known under it. */
export interface Fact {
	/** Empty where the value goes on with the fact above. */
	readonly label: string;
	readonly value: Span;
	/** Said in place of a label that has a sign. */
	readonly toldLabel?: string;
	/** Behind the value. */
	readonly more?: readonly Span[];
	/** At the right end of the row. */
	readonly state?: Span;
	/** Cut instead of broken into rows. */
	readonly isOneRow?: true;
	/** The value without a number in it that changes by itself. */
	readonly lasting?: string;
}

export interface FactsLayout {
	/** In cells. */
	readonly labelCells: number;
	/** A value that is too long is cut instead of broken into rows. */
	readonly isOneRow?: true;
	/** The labels as plain as the values. */
	readonly isPlain?: true;
}

export type FactRow = Fact | Blank;

/** Names with their values, one below the other. */
export interface Facts {
	readonly kind: 'facts';
	readonly facts: readonly FactRow[];
	readonly layout: FactsLayout;
}

export function facts(layout: FactsLayout, ...rows: readonly FactRow[]): Facts {
	return { kind: 'facts', facts: rows, layout };
}

export function fact(label: string, value: Span | string, more?: Omit<Fact, 'label' | 'value'>): Fact {
	return { label, value: typeof value === 'string' ? plain(value) : value, ...more };
}

export function drawFacts({ facts: all, layout }: Facts, width: number): readonly Line[] {
	return all.flatMap((one) => ('kind' in one ? [EMPTY_LINE] : factLines(one, layout, width)));
}

function factLines(
	{ label, value, more = [], state, isOneRow }: Fact,
	{ labelCells, isOneRow: areOneRow, isPlain }: FactsLayout,
	width: number,
): readonly Line[] {
	const name = fitText(label, labelCells);
	const shownName = isPlain === true ? plain(name) : dim(name);
	const room = width - labelCells;
	if (state !== undefined) {
		const before = room - cells(state.text) - 1;
		return [line(shownName, { ...value, text: fitText(value.text, before) }, ' ', state)];
	}
	if (isOneRow === true || areOneRow === true || more.length > 0) {
		const shown = more.length > 0 ? value.text : cut(value.text, room);
		return [line(shownName, { ...value, text: shown }, ...more)];
	}
	return wrap(value.text, room).map((text, index) =>
		line(index === 0 ? shownName : plain(' '.repeat(labelCells)), { ...value, text }),
	);
}

export function speakFacts({ facts: all }: Facts): readonly Spoken[] {
	return all.flatMap((one) => {
		if ('kind' in one) {
			return [];
		}
		const { label, toldLabel, value, more = [], state, lasting } = one;
		const said = (text: string): string =>
			joined([toldLabel ?? label, [text, ...more.map((span) => span.text)].join(''), state?.text]);
		return say(said(shownText(value)), said(lasting ?? shownText(value)));
	});
}
