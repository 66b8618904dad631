import { blockedMenuEntry, type MenuEntry, menuEntries, type SessionState } from '#app';
import type { PortalCertificate } from '#contract';
import {
	bold,
	cells,
	clockTime,
	cut,
	dim,
	EMPTY_LINE,
	fitText,
	type Line,
	line,
	plain,
	secondsSince,
	spread,
} from '#ui';
import { certificateRow, tableHeader, unreadText } from './certificate-table.ts';
import { paragraph } from './paragraph.ts';
import type { View, Work } from './view.ts';

/** Of the guide's menu; a longer entry makes it wider. */
const ENTRY_CELLS = 22;

/** Step 6: the portal's menu with all its entries, and the account's certificates below it. */
export function menuScreen(view: View): Work {
	const { state, texts, width, rows } = view;
	const title = texts.steps[6].title;
	const { session } = state;
	if (session === undefined) {
		return { title, lines: paragraph(texts.menu.noSession, width) };
	}
	if (session.leaving !== undefined) {
		return { title, lines: [line(texts.menu.leaving(secondsSince(session.leaving.since, state.now)))] };
	}
	const head = headLines(view, session);
	const offered = menuEntries(state);
	const nameCells = Math.max(ENTRY_CELLS, ...offered.map((entry) => cells(texts.menu.entries[entry]) + 1));
	const entries = offered.map((entry) => menuLine(view, entry, nameCells));
	const explained = paragraph(texts.menu.explained[state.menuEntry], width).map(dimmed);
	const room = rows - head.length - entries.length - explained.length;
	const hasGaps = room - 2 >= certificateRows(session);
	const gap = hasGaps ? [EMPTY_LINE] : [];
	const tableRoom = hasGaps ? room - 2 : room;
	return {
		title,
		scrollEnd: scrollEnd(session, tableRoom),
		lines: [...head, ...gap, ...entries, ...explained, ...gap, ...certificateLines(view, tableRoom)],
	};
}

function scrollEnd({ certificates }: SessionState, room: number): number {
	const count = certificates.kind === 'loaded' ? certificates.certificates.length : 0;
	return count + 1 > room ? Math.max(0, count - windowRows(room)) : 0;
}

/** Whose menu this is, on one line where it fits; the number and the time are never what is cut. */
function headLines({ texts, theme, width }: View, session: SessionState): readonly Line[] {
	const { dot } = theme.glyphs;
	const since = texts.menu.sessionSince(clockTime(session.openedAt));
	const number = texts.card.taxNumber(session.holderNumber);
	const who = `${session.title} ${dot} ${number}`;
	return cells(who) + cells(since) < width
		? [line(spread(who, since, width))]
		: [line(cut(session.title, width)), line(dim(cut(`${number} ${dot} ${since}`, width)))];
}

function dimmed(spans: Line): Line {
	return spans.map(({ text }) => dim(text));
}

/** Rows that the certificates should have before any are spent on empty lines. */
function certificateRows({ certificates }: SessionState): number {
	return certificates.kind === 'loaded' ? Math.min(certificates.certificates.length + 1, 8) : 2;
}

function menuLine({ state, texts, theme, width }: View, entry: MenuEntry, nameCells: number): Line {
	const isHere = state.menuEntry === entry;
	const blocked = blockedMenuEntry(state, entry);
	const name = fitText(texts.menu.entries[entry], nameCells);
	const pointer = isHere ? bold(`${theme.glyphs.here} `) : plain('  ');
	if (blocked === undefined) {
		return line(pointer, isHere ? bold(name) : plain(name));
	}
	return line(pointer, dim(name), dim(cut(texts.refusals[blocked], width - nameCells - 2)));
}

function certificateLines(view: View, room: number): readonly Line[] {
	const { state, texts, theme, width } = view;
	const certificates = state.session?.certificates;
	if (certificates === undefined) {
		return [];
	}
	switch (certificates.kind) {
		case 'loading':
			return [line(texts.menu.loading(secondsSince(certificates.since, state.now)))];
		case 'failed':
			return paragraph(texts.menu.failed, width, 'care');
		case 'loaded': {
			const rows = certificates.certificates;
			if (rows.length === 0) {
				return [line(texts.menu.none)];
			}
			if (rows.length + 1 > room) {
				return windowLines(view, rows, room);
			}
			return [
				tableHeader(view),
				...rows.map((certificate) => certificateRow(view, certificate)),
				...(rows.length + 2 <= room ? [line(dim(`${theme.glyphs.on} ${texts.menu.inCard}`))] : []),
			];
		}
	}
}

/** Rows of a window on a table that does not fit: without its header and the line that says where it stands. */
function windowRows(room: number): number {
	return Math.max(1, room - 2);
}

/** Where there are more certificates than rows: a window on them, and which ones it shows. */
function windowLines(view: View, all: readonly PortalCertificate[], room: number): readonly Line[] {
	const { state, texts, width } = view;
	const count = windowRows(room);
	const first = Math.min(state.menuScroll, all.length - count);
	const unread = unreadText(state, texts);
	const place =
		unread === undefined
			? texts.menu.window(first + 1, first + count, all.length)
			: `${first + 1}-${first + count}  ${unread}`;
	return [
		tableHeader(view),
		...all.slice(first, first + count).map((certificate) => certificateRow(view, certificate)),
		line(dim(cut(place, width))),
	];
}
