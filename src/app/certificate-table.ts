import type { PortalCertificate } from '#contract';
import { foldedText } from '#text';

/*
 * The account's certificates, searched, sorted and filtered. What a list of ten thousand costs is paid once, when it
 * comes: a text to search and an order for each key. A key then goes through the list once at most, and a frame not
 * at all: it draws the rows that there is room for.
 */

/** What the rows can be in order of. */
export const SORT_KEYS = ['ends', 'state', 'serial', 'use'] as const;

export type SortKey = (typeof SORT_KEYS)[number];

type CertificateState = PortalCertificate['state'];

/** Which asks for something first. */
const STATES: readonly CertificateState[] = ['suspended', 'not-yet-valid', 'valid', 'expired', 'revoked'];

/**
 * What people call the states, folded, in both languages: whoever was sent a serial number by a colleague searches in
 * either. A test holds them against the words of the screen.
 */
export const STATE_WORDS: Readonly<Record<string, string>> = {
	suspended: 'askida suspended',
	'not-yet-valid': 'baslamadi not started',
	valid: 'gecerli valid',
	expired: 'suresi dolmus expired',
	revoked: 'iptal revoked',
};

/** Positions are those in `source`. */
export interface CertificateTable {
	readonly source: readonly PortalCertificate[];
	readonly index: TableIndex;
	readonly sort: SortKey;
	readonly isDescending: boolean;
	/** Only those in this state; undefined: all. */
	readonly only: CertificateState | undefined;
	readonly query: string;
	/** Whether characters go into the query. */
	readonly isTyping: boolean;
	/** What query and filter leave, in order. */
	readonly shown: readonly number[];
	/** Place in `shown`; 0 where nothing is. */
	readonly cursor: number;
}

/** What a search goes through; made once for a list. */
export interface SearchIndex {
	/** By position: what is searched. */
	readonly texts: readonly string[];
	/** By position: the two numbers, for one that is typed in groups. */
	readonly numbers: readonly string[];
}

interface TableIndex extends SearchIndex {
	/** Positions in ascending order. */
	readonly orders: Readonly<Record<SortKey, readonly number[]>>;
	/** The states that occur. */
	readonly states: readonly CertificateState[];
}

/** What a person chose, which outlives a list that is fetched anew. */
export type TableChoices = Pick<CertificateTable, 'sort' | 'isDescending' | 'only' | 'query' | 'isTyping'>;

const FIRST_CHOICES: TableChoices = {
	sort: 'ends',
	isDescending: false,
	only: undefined,
	query: '',
	isTyping: false,
};

export function tableOf(
	source: readonly PortalCertificate[],
	choices: TableChoices = FIRST_CHOICES,
): CertificateTable {
	const index = indexOf(source);
	const only = choices.only !== undefined && index.states.includes(choices.only) ? choices.only : undefined;
	const table: CertificateTable = { ...choices, only, source, index, shown: [], cursor: 0 };
	return { ...table, shown: shownOf(table) };
}

/** The table with other choices; the cursor stays on its certificate as long as that is shown. */
export function chosenAnew(table: CertificateTable, choices: Partial<TableChoices>): CertificateTable {
	const here = table.shown[table.cursor];
	const chosen = { ...table, ...choices };
	const shown = shownOf(chosen);
	return { ...chosen, shown, cursor: here === undefined ? 0 : Math.max(0, shown.indexOf(here)) };
}

/** The same choices on a new list; the cursor stays on the certificate with the same serial number. */
export function onNewList(table: CertificateTable, source: readonly PortalCertificate[]): CertificateTable {
	const here = table.source[table.shown[table.cursor] ?? -1]?.serialNumber;
	const anew = tableOf(source, table);
	const cursor = anew.shown.findIndex((position) => source[position]?.serialNumber === here);
	return { ...anew, cursor: Math.max(0, cursor) };
}

export function searchIndexOf(source: readonly PortalCertificate[]): SearchIndex {
	const numbers = source.map(({ serialNumber, cardSerial }) => foldedText(`${serialNumber}\n${cardSerial}`));
	const texts = source.map(
		({ use, state }, position) =>
			`${numbers[position]}\n${foldedText(use)}\n${STATE_WORDS[state] ?? foldedText(state)}`,
	);
	return { texts, numbers };
}

/** Positions of what the query leaves, in the order of the list. */
export function positionsFound(index: SearchIndex, query: string): readonly number[] {
	const fits = matcherOf(query, index);
	const positions = index.texts.map((_, position) => position);
	return fits === undefined ? positions : positions.filter(fits);
}

function indexOf(source: readonly PortalCertificate[]): TableIndex {
	const positions = source.map((_, position) => position);
	const ends = source.map(({ notAfter }) => Date.parse(notAfter));
	const ordered = (compare: (one: number, other: number) => number): readonly number[] =>
		positions.toSorted((one, other) => compare(one, other) || one - other);
	const at = (position: number) => source[position];
	const compareText = (one = '', other = ''): number => (one < other ? -1 : one > other ? 1 : 0);
	return {
		...searchIndexOf(source),
		orders: {
			ends: ordered((one, other) => (ends[one] ?? 0) - (ends[other] ?? 0)),
			state: ordered((one, other) => rank(at(one)?.state) - rank(at(other)?.state)),
			serial: ordered((one, other) => compareText(at(one)?.serialNumber, at(other)?.serialNumber)),
			use: ordered((one, other) => compareText(at(one)?.use, at(other)?.use)),
		},
		states: STATES.filter((state) => source.some((certificate) => certificate.state === state)),
	};
}

function rank(state: CertificateState | undefined): number {
	// What a newer portal says may ask for something, and comes first.
	return state === undefined ? STATES.length : STATES.indexOf(state);
}

function shownOf({ source, index, sort, isDescending, only, query }: CertificateTable): readonly number[] {
	const fits = matcherOf(query, index);
	const order = isDescending ? index.orders[sort].toReversed() : index.orders[sort];
	return only === undefined && fits === undefined
		? order
		: order.filter(
				(position) => (only === undefined || source[position]?.state === only) && (fits?.(position) ?? true),
			);
}

/** Hexadecimal digits in groups, as a screen or a paper has them. */
const GROUPED_NUMBER = /^[0-9a-f]+(?: [0-9a-f]+)+$/;

/** Every word has to occur; a number in groups as a whole. Undefined where everything fits. */
function matcherOf(
	query: string,
	{ texts, numbers }: SearchIndex,
): ((position: number) => boolean) | undefined {
	const words = foldedText(query)
		.split(/\s+/u)
		.filter((word) => word !== '');
	if (words.length === 0) {
		return undefined;
	}
	if (GROUPED_NUMBER.test(words.join(' '))) {
		const number = words.join('');
		return (position) => numbers[position]?.includes(number) === true;
	}
	return (position) => words.every((word) => texts[position]?.includes(word));
}
