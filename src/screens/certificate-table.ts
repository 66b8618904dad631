import { type AppState, focusedReader, type LearntEnd, type SortKey } from '#app';
import type { PortalCertificate } from '#contract';
import { bold, calendarDate, cut, dim, fitText, type Line, line, plain, type Tone, toned } from '#ui';
import { portalWord } from './portal-word.ts';
import { standingTone } from './standing-tone.ts';
import type { View } from './view.ts';

/* The account's certificates as rows of a table: in the menu, and where one is chosen. */

/** Columns in cells; the serial number takes the rest. */
interface Columns {
	readonly use: number;
	readonly mark: number;
	readonly state: number;
	readonly end: number;
}

const COLUMNS: Columns = { use: 7, mark: 2, state: 14, end: 12 };
/** Where rows are chosen by their serial number: what can be chosen has a short state. */
const NARROW_COLUMNS: Columns = { use: 6, mark: 2, state: 10, end: 11 };
/** Before a row that can be chosen: where the cursor is, and whether it was chosen. */
const CHOICE_CELLS = 6;

const STATE_TONES: Readonly<Record<string, Tone>> = {
	valid: 'done',
	'not-yet-valid': 'care',
	suspended: 'care',
	revoked: 'danger',
	expired: 'danger',
};

/** @param sorted by which column the rows stand in order, and the sign that says in which */
export function tableHeader(
	{ texts, width }: View,
	sorted?: { readonly by: SortKey; readonly sign: string },
): Line {
	const name = (key: SortKey, text: string): string => (sorted?.by === key ? `${text} ${sorted.sign}` : text);
	return line(
		dim(fitText(name('use', texts.menu.use), COLUMNS.use + COLUMNS.mark)),
		dim(fitText(name('state', texts.menu.state), COLUMNS.state)),
		dim(fitText(name('ends', texts.menu.ends), COLUMNS.end)),
		dim(cut(name('serial', texts.menu.serial), width - serialAt(COLUMNS))),
	);
}

function serialAt({ use, mark, state, end }: Columns): number {
	return use + mark + state + end;
}

export function certificateRow(
	{ state, texts, width, theme }: View,
	certificate: PortalCertificate,
	columns = COLUMNS,
): Line {
	const end = endBeside(state, certificate);
	const isInCard = serialsInCard(state).has(certificate.serialNumber);
	return line(
		fitText(certificate.use.replace('unknown:', ''), columns.use),
		fitText(isInCard ? theme.glyphs.on : '', columns.mark),
		end === undefined
			? toned(
					STATE_TONES[certificate.state] ?? 'care',
					fitText(portalWord(certificate.state, texts.menu.states, texts), columns.state),
				)
			: toned(standingTone(end), fitText(texts.certificate.ended[end.kind], columns.state)),
		fitText(calendarDate(Date.parse(certificate.notAfter)), columns.end),
		cut(inGroups(certificate.serialNumber), width - serialAt(columns)),
	);
}

/** What this run learnt of a certificate and the portal's row does not say. */
export function endBeside(
	{ learntEnds }: AppState,
	{ serialNumber, state }: PortalCertificate,
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
export function choiceRows(
	view: View,
	{ certificates, chosen, cursor }: Choice,
	rows: number,
): readonly Line[] {
	const { theme, texts } = view;
	const isCut = certificates.length > rows;
	const room = Math.max(1, isCut ? rows - 1 : rows);
	const first = windowStart(cursor, certificates.length, room);
	const shown = certificates.slice(first, first + room).map((certificate, row) => {
		const isHere = first + row === cursor;
		const mark = chosen.includes(certificate.serialNumber) ? `[${theme.glyphs.chosen}] ` : '[ ] ';
		return [
			isHere ? bold(`${theme.glyphs.here} `) : plain('  '),
			isHere ? bold(mark) : plain(mark),
			...certificateRow({ ...view, width: view.width - CHOICE_CELLS }, certificate, NARROW_COLUMNS),
		];
	});
	return isCut
		? [...shown, line(dim(texts.operation.window(first + 1, first + shown.length, certificates.length)))]
		: shown;
}

/** The first row of a window of `room` rows in which the cursor stands in the middle where it can. */
export function windowStart(cursor: number, count: number, room: number): number {
	return Math.max(0, Math.min(cursor - Math.floor(room / 2), count - room));
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
