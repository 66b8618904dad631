import { blockedMenuEntry, type MenuEntry, menuEntries, type SessionState } from '#app';
import {
	BLANK,
	type Choice,
	cells,
	choices,
	clockTime,
	dim,
	drawAll,
	type Part,
	paragraph,
	row,
	secondsSince,
	spread,
	table,
	toned,
	waitingRow,
} from '#ui';
import {
	certificateRow,
	isAnyInCard,
	TABLE_COLUMNS,
	tableHeading,
	unreadText,
} from '../certificates/table.ts';
import type { View, Work } from '../view.ts';

/** Of the guide's menu; a longer entry makes it wider. */
const ENTRY_CELLS = 22;

/** Step 6: the portal's menu with all its entries, and the account's certificates below it. */
export function menuScreen(view: View): Work {
	const { state, texts, theme, width, rows } = view;
	const title = texts.steps[6].title;
	const { session } = state;
	if (session === undefined) {
		return { title, parts: [paragraph(texts.menu.noSession)] };
	}
	if (session.leaving !== undefined) {
		return { title, parts: [waitingRow(texts.menu.leaving, secondsSince(session.leaving.since, state.now))] };
	}
	const offered = menuEntries(state);
	const labelCells = Math.max(ENTRY_CELLS, ...offered.map((entry) => cells(texts.menu.entries[entry]) + 1));
	const head = headParts(view, session);
	const entries = choices(
		offered.map((entry) => menuChoice(view, entry)),
		state.menuEntry,
		{ labelCells },
	);
	const explained = paragraph(dim(texts.menu.explained[state.menuEntry]));
	const room = rows - drawAll([...head, entries, explained], width, theme).length;
	// Rows that the certificates do not need: first below the menu, then above the table, then above the menu.
	const spare = Math.min(3, Math.max(0, room - certificateRows(session)));
	const gap = (nth: number): readonly Part[] => (spare >= nth ? [BLANK] : []);
	const tableRoom = room - spare;
	return {
		title,
		scrollEnd: scrollEnd(session, tableRoom),
		parts: [
			...head,
			...gap(3),
			entries,
			...gap(1),
			explained,
			...gap(2),
			...certificateParts(view, session, tableRoom),
		],
	};
}

function scrollEnd({ certificates }: SessionState, room: number): number {
	const count = certificates.kind === 'loaded' ? certificates.certificates.length : 0;
	return count + 1 > room ? Math.max(0, count - windowRows(room)) : 0;
}

/** Whose menu this is, on one line where it fits; the number and the time are never what is cut. */
function headParts({ texts, theme, width }: View, session: SessionState): readonly Part[] {
	const { dot } = theme.glyphs;
	const since = texts.menu.sessionSince(clockTime(session.openedAt));
	const number = texts.card.taxNumber(session.holderNumber);
	const who = `${session.title} ${dot} ${number}`;
	return cells(who) + cells(since) < width
		? [row(spread(who, since, width))]
		: [row(session.title), row(dim(`${number} ${dot} ${since}`))];
}

/** Rows that the certificates should have before any are spent on empty lines. */
function certificateRows({ certificates }: SessionState): number {
	return certificates.kind === 'loaded' ? Math.min(certificates.certificates.length + 1, 8) : 2;
}

function menuChoice({ state, texts }: View, entry: MenuEntry): Choice {
	const blocked = blockedMenuEntry(state, entry);
	return {
		id: entry,
		label: texts.menu.entries[entry],
		closed: blocked === undefined ? undefined : texts.refusals[blocked],
	};
}

function certificateParts(view: View, { certificates }: SessionState, room: number): readonly Part[] {
	const { state, texts, theme } = view;
	switch (certificates.kind) {
		case 'loading':
			return [waitingRow(texts.menu.loading, secondsSince(certificates.since, state.now))];
		case 'failed':
			return [paragraph(toned('care', texts.menu.failed))];
		case 'loaded': {
			const all = certificates.certificates;
			if (all.length === 0) {
				return [row(texts.menu.none)];
			}
			const isWhole = all.length + 1 <= room;
			const count = isWhole ? all.length : windowRows(room);
			const first = isWhole ? 0 : Math.min(state.menuScroll, all.length - count);
			return [
				table({
					columns: TABLE_COLUMNS,
					heading: tableHeading(texts),
					rows: all.slice(first, first + count).map((certificate) => certificateRow(view, certificate)),
					...(isWhole ? {} : { place: windowPlace(view, first, count, all.length) }),
					...(all.length + 2 <= room && isAnyInCard(state, all)
						? { legend: `${theme.glyphs.inCard} ${texts.menu.inCard}` }
						: {}),
				}),
			];
		}
	}
}

/** Rows of a window on a table that does not fit: without its header and the line that says where it stands. */
function windowRows(room: number): number {
	return Math.max(1, room - 2);
}

/** Which certificates a window shows, and that not all of them were read. */
function windowPlace({ state, texts }: View, first: number, count: number, all: number): string {
	const unread = unreadText(state, texts);
	return unread === undefined
		? texts.menu.window(first + 1, first + count, all)
		: `${first + 1}-${first + count}  ${unread}`;
}
