import { endOfSeal, focusedReader, gapOf, overviewCursor, standingOf, triesOf } from '#app';
import type { CardCertificate, ReaderSnapshot, SealHolder } from '#card';
import { hasNoEnd } from '#certificate';
import {
	bold,
	cells,
	cut,
	dayAndHourOfToday,
	dim,
	EMPTY_LINE,
	fitLine,
	type Line,
	line,
	plain,
	toned,
} from '#ui';
import { triesText } from './card-pin/tries.ts';
import { windowStart } from './certificate-table.ts';
import { clockLines } from './clock-lines.ts';
import { paragraph } from './paragraph.ts';
import { slotWord } from './slot-word.ts';
import { standingTone } from './standing-tone.ts';
import type { View, Work } from './view.ts';

/** From this width of the terminal on the readers stand side by side. */
const SIDE_BY_SIDE_COLUMNS = 132;
const COLUMN_CELLS = 38;
const GAP_CELLS = 3;
const POINTER_CELLS = 2;
/** Certificates told of each card; of the rest it is said how many there are. */
const TOLD_CERTIFICATES = 2;

/** All readers and what is in them; each from its own slot. */
export function readersScreen(view: View): Work {
	const { state, texts, width, rows } = view;
	const { title } = texts.readers;
	const { readers } = state.card;
	if (readers.length === 0) {
		return { title, lines: paragraph(texts.card.slot.noReader, width) };
	}
	const isBeside = state.size.columns >= SIDE_BY_SIDE_COLUMNS;
	const cursor = overviewCursor(state);
	const cellView: View = { ...view, width: isBeside ? COLUMN_CELLS : width };
	const cards = readers.map((reader, index) => readerLines(cellView, reader, index === cursor));
	const room = isBeside
		? Math.max(1, Math.floor((width + GAP_CELLS) / (COLUMN_CELLS + GAP_CELLS)))
		: listRoom(cards, cursor, rows - 1);
	const first = windowStart(cursor, readers.length, room);
	const shown = cards.slice(first, first + room);
	const place =
		shown.length < readers.length
			? `${texts.readers.place(first + 1, first + shown.length, readers.length)}  ${texts.readers.how}`
			: texts.readers.how;
	const lines = isBeside ? besideEachOther(shown) : belowEachOther(shown);
	return {
		title,
		lines: [...lines, ...(lines.length + 1 < rows ? [EMPTY_LINE] : []), line(dim(cut(place, width)))],
	};
}

/** How many of them there is room for, one below the other, in the window that holds the cursor. */
function listRoom(cards: readonly (readonly Line[])[], cursor: number, rows: number): number {
	const fits = (count: number): boolean => {
		const first = windowStart(cursor, cards.length, count);
		return belowEachOther(cards.slice(first, first + count)).length <= rows;
	};
	let count = cards.length;
	while (count > 1 && !fits(count)) {
		count -= 1;
	}
	return count;
}

function belowEachOther(cards: readonly (readonly Line[])[]): readonly Line[] {
	return cards.flatMap((lines, index) => (index === 0 ? lines : [EMPTY_LINE, ...lines]));
}

function besideEachOther(cards: readonly (readonly Line[])[]): readonly Line[] {
	const height = Math.max(...cards.map(({ length }) => length));
	return Array.from({ length: height }, (_, row) =>
		cards.flatMap((lines, column) => [
			...(column === 0 ? [] : [plain(' '.repeat(GAP_CELLS))]),
			...fitLine(lines[row] ?? EMPTY_LINE, COLUMN_CELLS),
		]),
	);
}

function readerLines(view: View, reader: ReaderSnapshot, isHere: boolean): readonly Line[] {
	const { state, texts, theme, width } = view;
	const inner = width - POINTER_CELLS;
	const isChosen = focusedReader(state) === reader;
	const sign = isChosen ? ` ${theme.glyphs.dot} ${texts.readers.inUse}` : '';
	const name = cut(reader.name, inner - cells(sign)) + sign;
	const indented = (spans: Line): Line => [plain(' '.repeat(POINTER_CELLS)), ...spans];
	return [
		line(isHere ? bold(`${theme.glyphs.here} `) : plain('  '), isHere ? bold(name) : plain(name)),
		...slotLines({ ...view, width: inner }, reader).map(indented),
	];
}

function slotLines(view: View, reader: ReaderSnapshot): readonly Line[] {
	const { state, texts, theme, width } = view;
	const { slot } = reader;
	const word = slotWord(state, reader, texts);
	switch (slot.kind) {
		case 'empty':
			return [line(dim(cut(word, width)))];
		case 'unresponsive':
		case 'in-use':
		case 'foreign':
		case 'failed':
			return [line(toned('care', cut(word, width)))];
		case 'reading':
			return [line(cut(word, width))];
		case 'akis':
		case 'seal': {
			const tries = triesOf(state, slot.card);
			const told = slot.card.certificates.slice(0, TOLD_CERTIFICATES);
			const hidden = slot.card.certificates.length - told.length;
			const { dot } = theme.glyphs;
			const isGoodSeal =
				slot.kind === 'seal' &&
				gapOf(slot) === undefined &&
				endOfSeal(state, slot.card.certificates) === undefined;
			const kind = line(
				`${slot.card.product} ${dot} `,
				toned(isGoodSeal ? 'done' : 'care', word),
				plain(hidden === 0 ? '' : ` ${dot} ${texts.readers.more(hidden)}`),
			);
			return [
				...(slot.kind === 'seal' ? holderLines(view, slot.holder) : []),
				fitLine(kind, width),
				...told.map((entry) => certificateLine(view, entry)),
				line(
					dim(
						cut(
							tries === undefined
								? texts.readers.pinTriesNotAsked
								: texts.readers.pinTries(triesText(texts, tries)),
							width,
						),
					),
				),
				...clockLines(
					view,
					slot.card.certificates.map(({ certificate }) => certificate),
				),
			];
		}
	}
}

/** On one line where both fit: the number tells one holder from another and is never what is cut. */
function holderLines({ texts, theme, width }: View, { title, taxNumber }: SealHolder): readonly Line[] {
	const number = texts.card.taxNumber(taxNumber);
	const both = `${title} ${theme.glyphs.dot} ${number}`;
	return cells(both) <= width ? [line(both)] : [line(cut(title, width)), line(number)];
}

/** `SIGN0 süresi var · bitiş 18.04.2027` */
function certificateLine(
	{ state, texts, theme, width }: View,
	{ certificate, fileId }: CardCertificate,
): Line {
	const standing = standingOf(state, certificate);
	const edge = standing.kind === 'not-yet-valid' ? certificate.notBefore : certificate.notAfter;
	const days = standing.kind === 'expiring' ? standing.daysLeft : 0;
	const day = hasNoEnd(edge) ? texts.certificate.noEnd : dayAndHourOfToday(edge, state.now);
	const tone = standingTone(standing);
	return fitLine(
		line(
			`${certificate.use ?? fileId} `,
			toned(tone, texts.card.validityWord[standing.kind]),
			dim(` ${theme.glyphs.dot} ${texts.card.validity[standing.kind](day, days)}`),
		),
		width,
	);
}
