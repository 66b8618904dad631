import { endOfSeal, focusedReader, gapOf, standingOf, triesOf } from '#app';
import type { CardCertificate, ReaderSnapshot, SealHolder } from '#card';
import { hasNoEnd } from '#certificate';
import {
	BLANK,
	cells,
	choices,
	columns,
	cut,
	dayAndHourOfToday,
	dim,
	drawAll,
	group,
	type Part,
	paragraph,
	row,
	toned,
} from '#ui';
import { triesText } from '../card-pin/tries.ts';
import { clockParts } from '../clock-parts.ts';
import { slotWord } from '../slot-word.ts';
import { standingTone } from '../standing-tone.ts';
import type { View, Work } from '../view.ts';
import { windowStart } from '../window-start.ts';
import { overviewCursor } from './update.ts';

/** From this width of the terminal on the readers stand side by side. */
const SIDE_BY_SIDE_COLUMNS = 132;
const COLUMN_CELLS = 38;
const GAP_CELLS = 3;
const POINTER_CELLS = 2;
/** Certificates told of each card; of the rest it is said how many there are. */
const TOLD_CERTIFICATES = 2;

/** All readers and what is in them; each from its own slot. */
export function readersScreen(view: View): Work {
	const { state, texts, theme, width, rows } = view;
	const { title, place, how } = texts.readers;
	const { readers } = state.card;
	if (readers.length === 0) {
		return { title, parts: [paragraph(texts.card.slot.noReader)] };
	}
	const isBeside = state.size.columns >= SIDE_BY_SIDE_COLUMNS;
	const cursor = overviewCursor(state);
	const cellView: View = { ...view, width: isBeside ? COLUMN_CELLS : width };
	const cards = readers.map((reader, index) => readerParts(cellView, reader, index === cursor));
	const rowsOf = (parts: readonly Part[]): number => drawAll(parts, width, theme).length;
	const room = isBeside
		? Math.max(1, Math.floor((width + GAP_CELLS) / (COLUMN_CELLS + GAP_CELLS)))
		: listRoom(cards, cursor, (shown) => rowsOf(belowEachOther(shown)) <= rows - 1);
	const first = windowStart(cursor, readers.length, room);
	const shown = cards.slice(first, first + room);
	const parts = isBeside
		? [columns(GAP_CELLS, ...shown.map((card) => ({ parts: card, cells: COLUMN_CELLS })))]
		: belowEachOther(shown);
	const isWhole = shown.length === readers.length;
	return {
		title,
		parts: [
			...parts,
			...(rowsOf(parts) + 1 < rows ? [BLANK] : []),
			row(dim(isWhole ? how : `${place(first + 1, first + shown.length, readers.length)}  ${how}`)),
		],
	};
}

type Card = readonly Part[];

/** How many of them there is room for, one below the other, in the window that holds the cursor. */
function listRoom(cards: readonly Card[], cursor: number, fits: (shown: readonly Card[]) => boolean): number {
	const windowOf = (count: number): readonly Card[] => {
		const first = windowStart(cursor, cards.length, count);
		return cards.slice(first, first + count);
	};
	let count = cards.length;
	while (count > 1 && !fits(windowOf(count))) {
		count -= 1;
	}
	return count;
}

function belowEachOther(cards: readonly Card[]): readonly Part[] {
	return cards.flatMap((parts, index) => (index === 0 ? parts : [BLANK, ...parts]));
}

function readerParts(view: View, reader: ReaderSnapshot, isHere: boolean): Card {
	const { state, texts, theme, width } = view;
	const inner = width - POINTER_CELLS;
	const isChosen = focusedReader(state) === reader;
	const sign = isChosen ? ` ${theme.glyphs.dot} ${texts.readers.inUse}` : '';
	const label = cut(reader.name, inner - cells(sign)) + sign;
	return [
		choices([{ id: reader.name, label }], isHere ? reader.name : undefined),
		group(POINTER_CELLS, ...slotParts({ ...view, width: inner }, reader)),
	];
}

function slotParts(view: View, reader: ReaderSnapshot): readonly Part[] {
	const { state, texts } = view;
	const { slot } = reader;
	const word = slotWord(state, reader, texts);
	switch (slot.kind) {
		case 'empty':
			return [row(dim(word))];
		case 'unresponsive':
		case 'in-use':
		case 'foreign':
		case 'failed':
			return [row(toned('care', word))];
		case 'reading':
			return [row(word)];
		case 'akis':
		case 'seal': {
			const { card } = slot;
			const tries = triesOf(state, card);
			const told = card.certificates.slice(0, TOLD_CERTIFICATES);
			const hidden = card.certificates.length - told.length;
			const { dot } = view.theme.glyphs;
			const isGoodSeal =
				slot.kind === 'seal' &&
				gapOf(slot) === undefined &&
				endOfSeal(state, card.certificates) === undefined;
			return [
				...(slot.kind === 'seal' ? holderRows(view, slot.holder) : []),
				row(
					`${card.product} ${dot} `,
					toned(isGoodSeal ? 'done' : 'care', word),
					hidden === 0 ? '' : ` ${dot} ${texts.readers.more(hidden)}`,
				),
				...told.map((entry) => certificateRow(view, entry)),
				row(
					dim(
						tries === undefined
							? texts.readers.pinTriesNotAsked
							: texts.readers.pinTries(triesText(texts, tries)),
					),
				),
				...clockParts(
					view,
					card.certificates.map(({ certificate }) => certificate),
				),
			];
		}
	}
}

/** On one row where both fit: the number tells one holder from another and is never what is cut. */
function holderRows({ texts, theme, width }: View, { title, taxNumber }: SealHolder): readonly Part[] {
	const number = texts.card.taxNumber(taxNumber);
	const both = `${title} ${theme.glyphs.dot} ${number}`;
	return cells(both) <= width ? [row(both)] : [row(title), row(number)];
}

/** `SIGN0 süresi var · bitiş 18.04.2027` */
function certificateRow({ state, texts, theme }: View, { certificate, fileId }: CardCertificate): Part {
	const standing = standingOf(state, certificate);
	const edge = standing.kind === 'not-yet-valid' ? certificate.notBefore : certificate.notAfter;
	const days = standing.kind === 'expiring' ? standing.daysLeft : 0;
	const day = hasNoEnd(edge) ? texts.certificate.noEnd : dayAndHourOfToday(edge, state.now);
	return row(
		`${certificate.use ?? fileId} `,
		toned(standingTone(standing), texts.card.validityWord[standing.kind]),
		dim(` ${theme.glyphs.dot} ${texts.card.validity[standing.kind](day, days)}`),
	);
}
