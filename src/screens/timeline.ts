import { endsOfSeal, shownTimelineRows, type TimelineRow, type TimelineState, timelineRows } from '#app';
import {
	bold,
	cut,
	dim,
	EMPTY_LINE,
	fitLine,
	fitText,
	type Line,
	line,
	plain,
	secondsSince,
	toned,
	wrapWithin,
} from '#ui';
import { windowStart } from './certificate-table.ts';
import { endText } from './certificate-words.ts';
import { paragraph } from './paragraph.ts';
import { searchLines } from './search-lines.ts';
import { standingTone } from './standing-tone.ts';
import { momentText, toldRow } from './timeline-sentences.ts';
import type { View, Work } from './view.ts';

/** Before a row: where the cursor is. */
const POINTER_CELLS = 2;
const MOMENT_CELLS = 18;
/** What is told of the row under the cursor. */
const DETAIL_ROWS = 5;
/** Of what is to be known of the journal. */
const TROUBLE_ROWS = 4;
const NARROW_TROUBLE_ROWS = 2;
/** Of how the card's seal ended. */
const END_ROWS = 3;
/** Where there are fewer rows, none is spent on an empty line. */
const ROOMY = 16;

/** What happened to one card, newest first, and what is to be known of where that stands. */
export function timelineScreen(view: View): Work {
	const { state, texts, width } = view;
	const { title } = texts.timeline;
	const { timeline } = state;
	return timeline === undefined
		? { title, lines: paragraph(texts.timeline.empty, width) }
		: { title, lines: timelineLines(view, timeline) };
}

function timelineLines(view: View, timeline: TimelineState): readonly Line[] {
	const { state, texts, width, rows } = view;
	const shown = shownTimelineRows(timeline, state.cardLog);
	const count = timelineRows(timeline, state.cardLog).length;
	const gap = rows < ROOMY ? [] : [EMPTY_LINE];
	const head = [
		line(cut(whose(view, timeline), width)),
		...endLines(view, timeline),
		...searchLines(view, timeline, texts.timeline.shown(shown.length, count), texts.timeline.searchHint),
		...journalLines(view, timeline),
		...gap,
	];
	if (shown.length === 0) {
		const isLoading = timeline.history.kind === 'loading';
		const none = count === 0 ? texts.timeline.empty : texts.timeline.none;
		return [...head, ...(isLoading && count === 0 ? [] : paragraph(none, width))];
	}
	const cursor = Math.min(timeline.cursor, shown.length - 1);
	const here = shown[cursor];
	const details = here === undefined ? [] : detailLines(view, here);
	const room = Math.max(1, rows - head.length - gap.length - DETAIL_ROWS - 1);
	const first = windowStart(cursor, shown.length, room);
	const window = shown.slice(first, first + room);
	const place =
		shown.length > window.length ? texts.timeline.place(first + 1, first + window.length, shown.length) : '';
	return [
		...head,
		...window.map((row, index) => rowLine(view, row, first + index === cursor)),
		line(dim(cut(place, width))),
		...gap,
		...details,
	];
}

/** That the card's seal is over, if this run learnt it: nothing below is good news then. */
function endLines({ state, texts, width }: View, { card }: TimelineState): readonly Line[] {
	const ends = endsOfSeal(state, card.certificates) ?? [];
	return ends
		.slice(0, 1)
		.flatMap((end) =>
			wrapWithin(texts.timeline.sealEnded(endText(end, texts)), width, END_ROWS).map((text) =>
				line(toned(standingTone(end), text)),
			),
		);
}

/** Which card: its holder, and the serial number that the screens show of it. */
function whose({ texts, theme }: View, { card }: TimelineState): string {
	const certificate = card.certificates[0]?.certificate;
	const number = certificate?.holderNumber;
	return [
		card.product,
		...(certificate?.title === undefined ? [] : [certificate.title]),
		...(number === undefined ? [] : [texts.card.taxNumber(number)]),
	].join(` ${theme.glyphs.dot} `);
}

/** Whatever keeps the rows from being all there is, in words; where rows are few, as many of them as leave room for some. */
function journalLines(
	{ state, texts, width, rows }: View,
	{ history, subject }: TimelineState,
): readonly Line[] {
	const { timeline } = texts;
	if (history.kind === 'loading') {
		return [line(cut(timeline.loading(secondsSince(history.since, state.now)), width))];
	}
	const told =
		history.kind === 'read'
			? [
					...(history.spoiled > 0 ? [timeline.trouble.spoiled(history.spoiled)] : []),
					...(history.isTorn ? [timeline.trouble.torn] : []),
					...(history.hasMarks ? [] : [timeline.trouble.unmarked]),
					...(history.isMore ? [timeline.isMore(history.entries.length)] : []),
				]
			: [timeline.trouble[history.kind]];
	const most = rows < ROOMY ? NARROW_TROUBLE_ROWS : TROUBLE_ROWS;
	return [
		...(told.length === 0
			? []
			: wrapWithin(told.join(' '), width, most).map((text) => line(toned('care', text)))),
		...(subject.cardSerial === undefined ? [line(dim(cut(timeline.cardUnknown, width)))] : []),
	];
}

/** `15.01.2026 12:00  PIN doğrula · PIN doğru.` */
function rowLine({ texts, theme, width }: View, row: TimelineRow, isHere: boolean): Line {
	const { what, outcome } = toldRow(texts, row);
	const room = width - POINTER_CELLS - MOMENT_CELLS;
	const told = fitLine(
		outcome === undefined
			? line(what)
			: line(`${what} ${theme.glyphs.dot} `, toned(outcome.tone, outcome.text)),
		room,
	);
	const moment = fitText(momentText(row.at), MOMENT_CELLS);
	return isHere
		? [
				bold(`${theme.glyphs.here} `),
				bold(moment),
				...told.map((span) => ({ ...span, isBold: true as const })),
			]
		: [plain('  '), dim(moment), ...told];
}

/** The row under the cursor, whole. */
function detailLines({ texts, theme, width }: View, row: TimelineRow): readonly Line[] {
	const { what, outcome, facts } = toldRow(texts, row);
	const sentence = outcome === undefined ? what : `${what} ${theme.glyphs.dot} ${outcome.text}`;
	const first = wrapWithin(sentence, width, 2).map((text) => line(toned(outcome?.tone, text)));
	const rest = wrapWithin(facts.join(` ${theme.glyphs.dot} `), width, DETAIL_ROWS - first.length);
	return [...first, ...rest.map((text) => line(dim(text)))];
}
