import {
	type AppState,
	blockedMenuEntry,
	focusedReader,
	MENU_ENTRIES,
	type MenuEntry,
	type SessionState,
} from '#app';
import type { PortalCertificate } from '#contract';
import {
	bold,
	calendarDate,
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
	type Tone,
	toned,
} from '#ui';
import { paragraph } from './paragraph.ts';
import type { View, Work } from './view.ts';

const ENTRY_CELLS = 22;
/** Columns of the certificate table; the serial number takes the rest. */
const USE_CELLS = 7;
const MARK_CELLS = 2;
const STATE_CELLS = 14;
const END_CELLS = 12;
const SERIAL_AT = USE_CELLS + MARK_CELLS + STATE_CELLS + END_CELLS;

/** Step 6: the guide's menu with all six entries, and the account's certificates below it. */
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
	const entries = MENU_ENTRIES.map((entry) => menuLine(view, entry));
	const explained = paragraph(texts.menu.explained[state.menuEntry], width).map(dimmed);
	const room = rows - head.length - entries.length - explained.length;
	const hasGaps = room - 2 >= certificateRows(session);
	const gap = hasGaps ? [EMPTY_LINE] : [];
	return {
		title,
		lines: [
			...head,
			...gap,
			...entries,
			...explained,
			...gap,
			...certificateLines(view, hasGaps ? room - 2 : room),
		],
	};
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

function menuLine({ state, texts, theme, width }: View, entry: MenuEntry): Line {
	const isHere = state.menuEntry === entry;
	const blocked = blockedMenuEntry(state, entry);
	const name = fitText(texts.menu.entries[entry], ENTRY_CELLS);
	const pointer = isHere ? bold(`${theme.glyphs.here} `) : plain('  ');
	if (blocked === undefined) {
		return line(pointer, isHere ? bold(name) : plain(name));
	}
	return line(pointer, dim(name), dim(cut(texts.refusals[blocked], width - ENTRY_CELLS - 2)));
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
			const shown = rows.length + 1 > room ? Math.max(0, room - 2) : rows.length;
			const header = line(
				dim(fitText(texts.menu.use, USE_CELLS + MARK_CELLS)),
				dim(fitText(texts.menu.state, STATE_CELLS)),
				dim(fitText(texts.menu.ends, END_CELLS)),
				dim(cut(texts.menu.serial, width - SERIAL_AT)),
			);
			const more = rows.length - shown;
			return [
				header,
				...rows.slice(0, shown).map((certificate) => certificateLine(view, certificate)),
				...(more > 0 ? [line(dim(texts.menu.more(more)))] : []),
				...(rows.length + 2 <= room ? [line(dim(`${theme.glyphs.on} ${texts.menu.inCard}`))] : []),
			];
		}
	}
}

const STATE_TONES: Readonly<Record<PortalCertificate['state'], Tone>> = {
	valid: 'done',
	'not-yet-valid': 'care',
	suspended: 'care',
	revoked: 'danger',
	expired: 'danger',
};

function certificateLine({ state, texts, width, theme }: View, certificate: PortalCertificate): Line {
	const isInCard = serialsInCard(state).has(certificate.serialNumber);
	return line(
		fitText(certificate.use, USE_CELLS),
		fitText(isInCard ? theme.glyphs.on : '', MARK_CELLS),
		toned(STATE_TONES[certificate.state], fitText(texts.menu.states[certificate.state], STATE_CELLS)),
		fitText(calendarDate(Date.parse(certificate.notAfter)), END_CELLS),
		cut(inGroups(certificate.serialNumber), width - SERIAL_AT),
	);
}

/** Serial numbers of the card in the reader, to mark the portal's rows that are on it. */
function serialsInCard(state: AppState): ReadonlySet<string> {
	const slot = focusedReader(state)?.slot;
	return new Set(
		slot?.kind === 'seal' ? slot.card.certificates.map(({ certificate }) => certificate.serialNumber) : [],
	);
}

/** `5A22 9575 3A90 6E` */
function inGroups(hex: string): string {
	return hex.match(/.{1,4}/gu)?.join(' ') ?? hex;
}
