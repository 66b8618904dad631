import { type AppState, focusedReader, type LearntEnd, type SortKey } from '#app';
import type { PortalCertificate } from '#contract';
import type { Texts } from '#i18n';
import { calendarDate, fitText, plain, type Table, type TableRow, type Tone, table, toned } from '#ui';
import { portalWord } from '../portal-word.ts';
import { standingTone } from '../standing-tone.ts';
import type { View } from '../view.ts';
import { windowStart } from '../window-start.ts';

/* The account's certificates as rows of a table: in the menu, and where one is chosen. */

/** Use with the sign of what is in the reader, state, end, in cells; the serial number takes the rest. */
export const TABLE_COLUMNS: readonly number[] = [9, 14, 12];
/** Where rows are chosen by their serial number: what can be chosen has a short state. */
const NARROW_COLUMNS: readonly number[] = [8, 10, 11];
const SIGN_CELLS = 2;

const STATE_TONES: Readonly<Record<string, Tone>> = {
	valid: 'done',
	'not-yet-valid': 'care',
	suspended: 'care',
	revoked: 'danger',
	expired: 'danger',
};

/** @param sorted by which column the rows stand in order, and the sign that says in which */
export function tableHeading(
	{ menu }: Texts,
	sorted?: { readonly by: SortKey; readonly sign: string },
): readonly string[] {
	const name = (key: SortKey, text: string): string => (sorted?.by === key ? `${text} ${sorted.sign}` : text);
	return [
		name('use', menu.use),
		name('state', menu.state),
		name('ends', menu.ends),
		name('serial', menu.serial),
	];
}

export function certificateRow(
	{ state, texts, theme }: View,
	{ use, serialNumber, notAfter, ...certificate }: PortalCertificate,
	[useCells = 0] = TABLE_COLUMNS,
): TableRow {
	const end = endBeside(state, { serialNumber, state: certificate.state });
	const isInCard = serialsInCard(state).has(serialNumber);
	return {
		cells: [
			[
				plain(fitText(use.replace('unknown:', ''), useCells - SIGN_CELLS)),
				isInCard ? { text: theme.glyphs.inCard, told: texts.menu.inCard } : plain(''),
			],
			end === undefined
				? toned(
						STATE_TONES[certificate.state] ?? 'care',
						portalWord(certificate.state, texts.menu.states, texts),
					)
				: toned(standingTone(end), texts.certificate.ended[end.kind]),
			plain(calendarDate(Date.parse(notAfter))),
			plain(inGroups(serialNumber)),
		],
	};
}

/** What this run learnt of a certificate and the portal's row does not say. */
export function endBeside(
	{ learntEnds }: AppState,
	{ serialNumber, state }: Pick<PortalCertificate, 'serialNumber' | 'state'>,
): LearntEnd | undefined {
	const end = learntEnds.get(serialNumber);
	return state === end?.kind || state === 'revoked' || state === 'expired' ? undefined : end;
}

export interface Choice {
	readonly certificates: readonly PortalCertificate[];
	/** Serial numbers. */
	readonly chosen: readonly string[];
	readonly cursor: number;
}

/** Rows to choose from, a window on them where they are many, and how many there are beside it. */
export function choiceTable(view: View, { certificates, chosen, cursor }: Choice, rows: number): Table {
	const isCut = certificates.length > rows;
	const room = Math.max(1, isCut ? rows - 1 : rows);
	const first = windowStart(cursor, certificates.length, room);
	const shown = certificates.slice(first, first + room);
	return table({
		columns: NARROW_COLUMNS,
		rows: shown.map((certificate) => ({
			...certificateRow(view, certificate, NARROW_COLUMNS),
			isChosen: chosen.includes(certificate.serialNumber),
		})),
		here: cursor - first,
		...(isCut
			? { place: view.texts.operation.window(first + 1, first + shown.length, certificates.length) }
			: {}),
	});
}

/** That not all of them were read yet; undefined where they were. */
export function unreadText({ session }: AppState, { menu }: View['texts']): string | undefined {
	if (session?.certificates.kind !== 'loaded' || session.certificates.next === undefined) {
		return undefined;
	}
	const { certificates, more } = session.certificates;
	switch (more?.kind) {
		case undefined:
			return menu.unread(certificates.length);
		case 'asked':
			return menu.reading(certificates.length);
		case 'failed':
			return menu.unreadFailed(certificates.length);
	}
}

/** Whether the sign of the card in the reader stands at one of them. */
export function isAnyInCard(state: AppState, certificates: readonly PortalCertificate[]): boolean {
	const here = serialsInCard(state);
	return certificates.some(({ serialNumber }) => here.has(serialNumber));
}

/** Serial numbers of the card in the reader, to mark the portal's rows that are on it. */
function serialsInCard(state: AppState): ReadonlySet<string> {
	const slot = focusedReader(state)?.slot;
	return new Set(
		slot?.kind === 'seal' ? slot.card.certificates.map(({ certificate }) => certificate.serialNumber) : [],
	);
}

/** `5A22 9575 3A90 6E` */
export function inGroups(hex: string): string {
	return hex.match(/.{1,4}/gu)?.join(' ') ?? hex;
}
