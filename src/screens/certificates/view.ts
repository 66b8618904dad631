import type { CertificateTable } from '#app';
import type { PortalCertificate } from '#contract';
import {
	BLANK,
	calendarDate,
	dim,
	drawAll,
	type Part,
	paragraph,
	row,
	secondsSince,
	table,
	toned,
	waitingRow,
} from '#ui';
import { endText } from '../certificate/words.ts';
import { portalWord } from '../portal-word.ts';
import { searchField } from '../search-parts.ts';
import { standingTone } from '../standing-tone.ts';
import type { View, Work } from '../view.ts';
import { windowStart } from '../window-start.ts';
import { certificateRow, endBeside, inGroups, TABLE_COLUMNS, tableHeading, unreadText } from './table.ts';

/** What is told of the certificate under the cursor. */
const DETAIL_ROWS = 3;
/** Of what this run learnt of it beside the portal's word. */
const LEARNT_ROWS = 3;
/** Where there are fewer rows, none is spent on an empty line. */
const ROOMY = 16;

/** The account's certificates, as many as there are: what is searched, how many are hidden, and those there is room for. */
export function certificatesScreen(view: View): Work {
	const { state, texts } = view;
	const { title } = texts.certificateTable;
	const certificates = state.session?.certificates;
	const { certificateTable } = state;
	if (certificates === undefined || certificateTable === undefined) {
		return { title, parts: [paragraph(texts.menu.noSession)] };
	}
	switch (certificates.kind) {
		case 'loading':
			return { title, parts: [waitingRow(texts.menu.loading, secondsSince(certificates.since, state.now))] };
		case 'failed':
			return { title, parts: [paragraph(toned('care', texts.menu.failed))] };
		case 'loaded':
			return { title, parts: tableParts(view, certificateTable) };
	}
}

function tableParts(view: View, { source, shown, cursor, sort, ...rest }: CertificateTable): readonly Part[] {
	const { texts, width, rows, listRows, theme } = view;
	const { certificateTable } = texts;
	if (source.length === 0) {
		return [paragraph(certificateTable.empty)];
	}
	const gap = rows < ROOMY ? [] : [BLANK];
	const unread = unreadText(view.state, texts);
	const sign = rest.isDescending ? '↓' : '↑';
	const way = rest.isDescending ? certificateTable.descending : certificateTable.ascending;
	const head = [
		searchField(texts, rest, certificateTable.searchHint),
		shownRow(view, shown.length, source.length, rest.only),
		...(unread === undefined ? [] : [row(toned('care', unread))]),
		row(dim(`${certificateTable.sortedBy[sort]} ${sign} ${way}`)),
		...gap,
	];
	if (shown.length === 0) {
		return [...head, paragraph(toned('care', certificateTable.none))];
	}
	const here = source[shown[cursor] ?? 0];
	const details = here === undefined ? [] : detailParts(view, here);
	const detailRows = Math.max(DETAIL_ROWS, drawAll(details, width, theme).length);
	const room = Math.max(1, Math.min(rows - head.length - gap.length - detailRows - 2, listRows));
	const first = windowStart(cursor, shown.length, room);
	const inWindow = shown.slice(first, first + room).flatMap((position) => source[position] ?? []);
	return [
		...head,
		table({
			columns: TABLE_COLUMNS,
			heading: tableHeading(texts, { by: sort, sign }),
			rows: inWindow.map((certificate) => certificateRow(view, certificate)),
			here: cursor - first,
			place:
				shown.length > inWindow.length
					? certificateTable.place(first + 1, first + inWindow.length, shown.length)
					: '',
		}),
		...gap,
		...details,
	];
}

/** How many are shown of how many: never is one hidden without it. */
function shownRow({ texts, theme }: View, shown: number, all: number, only: CertificateTable['only']): Part {
	const { certificateTable, menu } = texts;
	const filter =
		only === undefined
			? certificateTable.everyState
			: certificateTable.only(portalWord(only, menu.states, texts));
	const text = `${certificateTable.shown(shown, all)} ${theme.glyphs.dot} ${filter}`;
	return row(shown < all ? toned('care', text) : text);
}

function detailParts({ state, texts, theme }: View, certificate: PortalCertificate): readonly Part[] {
	const { certificateTable, menu, operation } = texts;
	const day = (moment: string): string => calendarDate(Date.parse(moment));
	const { stateSince, revocationReason } = certificate;
	const end = endBeside(state, certificate);
	const learnt =
		end === undefined
			? []
			: [
					paragraph(
						toned(
							standingTone(end),
							`${endText(end, texts)}; ${certificateTable.atPortal(portalWord(certificate.state, menu.states, texts))}`,
						),
						{ most: LEARNT_ROWS },
					),
				];
	const facts = [
		certificateTable.serial(inGroups(certificate.serialNumber)),
		certificateTable.card(certificate.cardSerial),
		certificateTable.valid(day(certificate.notBefore), day(certificate.notAfter)),
		...(stateSince === undefined
			? []
			: [certificateTable.since(portalWord(certificate.state, menu.states, texts), day(stateSince))]),
		...(revocationReason === undefined ? [] : [portalWord(revocationReason, operation.reasons, texts)]),
	];
	return [...learnt, paragraph(dim(facts.join(` ${theme.glyphs.dot} `)), { most: DETAIL_ROWS })];
}
