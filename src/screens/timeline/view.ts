import { endsOfSeal, shownTimelineRows, type TimelineRow, type TimelineState, timelineRows } from '#app';
import {
	BLANK,
	type Cell,
	dim,
	drawAll,
	type Part,
	paragraph,
	plain,
	row,
	secondsSince,
	table,
	toned,
	waitingRow,
} from '#ui';
import { endText } from '../certificate/words.ts';
import { searchParts } from '../search-parts.ts';
import { standingTone } from '../standing-tone.ts';
import type { View, Work } from '../view.ts';
import { windowStart } from '../window-start.ts';
import { momentText, toldRow } from './sentences.ts';

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
	const { texts, state } = view;
	const { timeline } = state;
	return {
		title: texts.timeline.title,
		parts: timeline === undefined ? [paragraph(texts.timeline.empty)] : timelineParts(view, timeline),
	};
}

function timelineParts(view: View, timeline: TimelineState): readonly Part[] {
	const { state, texts, width, theme, rows, listRows } = view;
	const shown = shownTimelineRows(timeline, state.cardLog);
	const count = timelineRows(timeline, state.cardLog).length;
	const gap = rows < ROOMY ? [] : [BLANK];
	const head = [
		row(whose(view, timeline)),
		...endParts(view, timeline),
		...searchParts(texts, timeline, texts.timeline.shown(shown.length, count), texts.timeline.searchHint),
		...journalParts(view, timeline),
		...gap,
	];
	if (shown.length === 0) {
		const isLoading = timeline.history.kind === 'loading';
		const none = count === 0 ? texts.timeline.empty : texts.timeline.none;
		return [...head, ...(isLoading && count === 0 ? [] : [paragraph(none)])];
	}
	const cursor = Math.min(timeline.cursor, shown.length - 1);
	const here = shown[cursor];
	const headRows = drawAll(head, width, theme).length;
	const room = Math.max(1, Math.min(rows - headRows - gap.length - DETAIL_ROWS - 1, listRows));
	const first = windowStart(cursor, shown.length, room);
	const inWindow = shown.slice(first, first + room);
	return [
		...head,
		table({
			columns: [MOMENT_CELLS],
			rows: inWindow.map((told) => ({ cells: [dim(momentText(told.at)), eventCells(view, told)] })),
			here: cursor - first,
			place:
				shown.length > inWindow.length
					? texts.timeline.place(first + 1, first + inWindow.length, shown.length)
					: '',
		}),
		...gap,
		...(here === undefined ? [] : detailParts(view, here)),
	];
}

/** That the card's seal is over, if this run learnt it: nothing below is good news then. */
function endParts({ state, texts }: View, { card }: TimelineState): readonly Part[] {
	return (endsOfSeal(state, card.certificates) ?? []).slice(0, 1).map((end) =>
		paragraph(toned(standingTone(end), texts.timeline.sealEnded(endText(end, texts))), {
			most: END_ROWS,
		}),
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
function journalParts(
	{ state, texts: { timeline }, rows }: View,
	{ history, subject }: TimelineState,
): readonly Part[] {
	if (history.kind === 'loading') {
		return [waitingRow(timeline.loading, secondsSince(history.since, state.now))];
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
		...(told.length === 0 ? [] : [paragraph(toned('care', told.join(' ')), { most })]),
		...(subject.cardSerial === undefined ? [row(dim(timeline.cardUnknown))] : []),
	];
}

/** `PIN doğrula · PIN doğru.` */
function eventCells({ texts, theme }: View, told: TimelineRow): readonly Cell[] {
	const { what, outcome } = toldRow(texts, told);
	return outcome === undefined
		? [plain(what)]
		: [plain(`${what} ${theme.glyphs.dot} `), toned(outcome.tone, outcome.text)];
}

/** The row under the cursor, whole. */
function detailParts(view: View, told: TimelineRow): readonly Part[] {
	const { texts, theme, width } = view;
	const { what, outcome, facts } = toldRow(texts, told);
	const { dot } = theme.glyphs;
	const sentence = outcome === undefined ? what : `${what} ${dot} ${outcome.text}`;
	const first = paragraph(toned(outcome?.tone, sentence), { most: 2 });
	const most = DETAIL_ROWS - drawAll([first], width, theme).length;
	return [first, paragraph(dim(facts.join(` ${dot} `)), { most })];
}
