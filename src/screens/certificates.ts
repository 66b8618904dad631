import type { CertificateTable } from '#app';
import type { PortalCertificate } from '#contract';
import {
	bold,
	calendarDate,
	cut,
	dim,
	EMPTY_LINE,
	fitText,
	type Line,
	line,
	plain,
	secondsSince,
	toned,
	wrapWithin,
} from '#ui';
import {
	certificateRow,
	endBeside,
	inGroups,
	tableHeader,
	unreadText,
	windowStart,
} from './certificate-table.ts';
import { endText } from './certificate-words.ts';
import { paragraph } from './paragraph.ts';
import { portalWord } from './portal-word.ts';
import { standingTone } from './standing-tone.ts';
import type { View, Work } from './view.ts';

/** Before a row: where the cursor is. */
const POINTER_CELLS = 2;
const LABEL_CELLS = 10;
/** What is told of the certificate under the cursor. */
const DETAIL_ROWS = 3;
/** Of what this run learnt of it beside the portal's word. */
const LEARNT_ROWS = 3;
/** Where there are fewer rows, none is spent on an empty line. */
const ROOMY = 16;

/** The account's certificates, as many as there are: what is searched, how many are hidden, and those there is room for. */
export function certificatesScreen(view: View): Work {
	const { state, texts, width } = view;
	const { title } = texts.certificateTable;
	const certificates = state.session?.certificates;
	const table = state.certificateTable;
	if (certificates === undefined || table === undefined) {
		return { title, lines: paragraph(texts.menu.noSession, width) };
	}
	switch (certificates.kind) {
		case 'loading':
			return { title, lines: [line(texts.menu.loading(secondsSince(certificates.since, state.now)))] };
		case 'failed':
			return { title, lines: paragraph(texts.menu.failed, width, 'care') };
		case 'loaded':
			return { title, lines: tableLines(view, table) };
	}
}

function tableLines(view: View, table: CertificateTable): readonly Line[] {
	const { texts, width, rows } = view;
	if (table.source.length === 0) {
		return paragraph(texts.certificateTable.empty, width);
	}
	const gap = rows < ROOMY ? [] : [EMPTY_LINE];
	const unread = unreadText(view.state, texts);
	const head = [
		searchLine(view, table),
		shownLine(view, table),
		...(unread === undefined ? [] : [line({ text: cut(unread, width), tone: 'care' as const })]),
		orderLine(view, table),
		...gap,
	];
	if (table.shown.length === 0) {
		return [...head, ...paragraph(texts.certificateTable.none, width, 'care')];
	}
	const here = table.source[table.shown[table.cursor] ?? 0];
	const details = here === undefined ? [] : detailLines(view, here);
	const detailRows = Math.max(DETAIL_ROWS, details.length);
	const room = Math.max(1, rows - head.length - gap.length - detailRows - 2);
	const first = windowStart(table.cursor, table.shown.length, room);
	const inner: View = { ...view, width: width - POINTER_CELLS };
	const shown = table.shown.slice(first, first + room).flatMap((position, row) => {
		const certificate = table.source[position];
		return certificate === undefined ? [] : [pointed(view, inner, certificate, first + row === table.cursor)];
	});
	const place =
		table.shown.length > shown.length
			? texts.certificateTable.place(first + 1, first + shown.length, table.shown.length)
			: '';
	return [
		...head,
		[plain(' '.repeat(POINTER_CELLS)), ...tableHeader(inner, { by: table.sort, sign: signOf(table) })],
		...shown,
		line(dim(cut(place, width))),
		...gap,
		...details,
	];
}

function pointed({ theme }: View, inner: View, certificate: PortalCertificate, isHere: boolean): Line {
	const row = certificateRow(inner, certificate);
	return isHere
		? [bold(`${theme.glyphs.here} `), ...row.map((span) => ({ ...span, isBold: true as const }))]
		: [plain('  '), ...row];
}

function searchLine({ texts, width }: View, { query, isTyping }: CertificateTable): Line {
	const { search, searchHint } = texts.certificateTable;
	if (!isTyping && query === '') {
		return line(dim(cut(searchHint, width)));
	}
	const label = fitText(search, LABEL_CELLS);
	const shown = cut(query, width - LABEL_CELLS - 1);
	return line(label, bold(isTyping ? `${shown}_` : shown));
}

/** How many are shown of how many: never is one hidden without it. */
function shownLine({ texts, theme, width }: View, { shown, source, only }: CertificateTable): Line {
	const { certificateTable, menu } = texts;
	const filter =
		only === undefined
			? certificateTable.everyState
			: certificateTable.only(portalWord(only, menu.states, texts));
	const count = certificateTable.shown(shown.length, source.length);
	const text = cut(`${count} ${theme.glyphs.dot} ${filter}`, width);
	return line(shown.length < source.length ? { text, tone: 'care' } : plain(text));
}

function signOf({ isDescending }: CertificateTable): string {
	return isDescending ? '↓' : '↑';
}

function orderLine({ texts, width }: View, table: CertificateTable): Line {
	const { sortedBy, ascending, descending } = texts.certificateTable;
	const way = table.isDescending ? descending : ascending;
	return line(dim(cut(`${sortedBy[table.sort]} ${signOf(table)} ${way}`, width)));
}

function detailLines({ state, texts, theme, width }: View, certificate: PortalCertificate): readonly Line[] {
	const { certificateTable, menu, operation } = texts;
	const day = (moment: string): string => calendarDate(Date.parse(moment));
	const { stateSince, revocationReason } = certificate;
	const end = endBeside(state, certificate);
	const learnt =
		end === undefined
			? []
			: wrapWithin(
					`${endText(end, texts)}; ${certificateTable.atPortal(portalWord(certificate.state, menu.states, texts))}`,
					width,
					LEARNT_ROWS,
				).map((text) => line(toned(standingTone(end), text)));
	const facts = [
		certificateTable.serial(inGroups(certificate.serialNumber)),
		certificateTable.card(certificate.cardSerial),
		certificateTable.valid(day(certificate.notBefore), day(certificate.notAfter)),
		...(stateSince === undefined
			? []
			: [certificateTable.since(portalWord(certificate.state, menu.states, texts), day(stateSince))]),
		...(revocationReason === undefined ? [] : [portalWord(revocationReason, operation.reasons, texts)]),
	];
	const rest = wrapWithin(facts.join(` ${theme.glyphs.dot} `), width, DETAIL_ROWS);
	return [...learnt, ...rest.map((text) => line(dim(text)))];
}
