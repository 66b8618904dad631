import type { PortalCertificate } from '#contract';
import { foldedText } from '#text';

/*
 * The account's certificates, searched, sorted and filtered. What a list of ten thousand costs is paid once, when it is
 * first needed: a text to search with the first search, an order with the first sight of it. A key then goes through the list
 * once at most, and a frame not at all: it draws the rows that there is room for.
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

/** What a search goes through; each part is made once for a list, when it is first read. */
class SearchIndex {
	readonly #source: readonly PortalCertificate[];
	#texts: readonly string[] | undefined;
	#numbers: readonly string[] | undefined;

	constructor(source: readonly PortalCertificate[]) {
		this.#source = source;
	}

	/** Positions that a query can leave. */
	get size(): number {
		return this.#source.length;
	}

	/** By position: the two numbers, for one that is typed in groups. */
	get numbers(): readonly string[] {
		this.#numbers ??= this.#source.map(({ serialNumber, cardSerial }) =>
			foldedText(`${serialNumber}\n${cardSerial}`),
		);
		return this.#numbers;
	}

	/** By position: what is searched. */
	get texts(): readonly string[] {
		const { numbers } = this;
		const words = new Map<string, string>();
		const wordsOf = (use: string, state: string): string => {
			const key = `${use}\n${state}`;
			const made = words.get(key) ?? `${foldedText(use)}\n${STATE_WORDS[state] ?? foldedText(state)}`;
			words.set(key, made);
			return made;
		};
		this.#texts ??= this.#source.map(
			({ use, state }, position) => `${numbers[position]}\n${wordsOf(use, state)}`,
		);
		return this.#texts;
	}
}

export type { SearchIndex };

class TableIndex extends SearchIndex {
	readonly #source: readonly PortalCertificate[];
	readonly #orders = new Map<SortKey, readonly number[]>();
	#codes: Int8Array | undefined;

	constructor(source: readonly PortalCertificate[]) {
		super(source);
		this.#source = source;
	}

	/** Positions in ascending order. */
	order(key: SortKey): readonly number[] {
		const order = this.#orders.get(key) ?? orderOf(this.#source, key);
		this.#orders.set(key, order);
		return order;
	}

	/** The states that occur. */
	get states(): readonly CertificateState[] {
		const occurring = new Set(this.#stateCodes);
		return STATES.filter((_, code) => occurring.has(code));
	}

	/** Those of the positions whose certificate is in this state. */
	inState(positions: readonly number[], state: CertificateState): readonly number[] {
		const [codes, code] = [this.#stateCodes, STATES.indexOf(state)];
		return positions.filter((at) => codes[at] === code);
	}

	/** By position: the place in `STATES`. */
	get #stateCodes(): Int8Array {
		this.#codes ??= Int8Array.from(this.#source.map(({ state }) => STATES.indexOf(state)));
		return this.#codes;
	}
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
	const index = new TableIndex(source);
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
	return new SearchIndex(source);
}

/** Positions of what the query leaves, in the order of the list. */
export function positionsFound(index: SearchIndex, query: string): readonly number[] {
	const isFound = matcherOf(query, index);
	const positions = positionsOf(index.size);
	return isFound === undefined ? positions : positions.filter((at) => isFound[at] === 1);
}

function positionsOf(size: number): readonly number[] {
	return [...new Array(size).keys()];
}

function orderOf(source: readonly PortalCertificate[], key: SortKey): readonly number[] {
	switch (key) {
		case 'ends':
			return byNumber(
				numbersOf(source, ({ notAfter }) => wholeMoment(notAfter)),
				(at) => Date.parse(source[at]?.notAfter ?? ''),
			);
		case 'state':
			// What a newer portal says may ask for something, and comes first.
			return byNumber(numbersOf(source, ({ state }) => STATES.indexOf(state) + 1));
		case 'serial':
			return byText(source.map(({ serialNumber }) => serialNumber));
		case 'use':
			return byText(source.map(({ use }) => use));
	}
}

/** By position, in memory of its own: an array of large numbers would make an object of each. */
function numbersOf(
	source: readonly PortalCertificate[],
	numberOf: (certificate: PortalCertificate) => number,
): Float64Array {
	const numbers = new Float64Array(source.length);
	source.forEach((certificate, at) => {
		numbers[at] = numberOf(certificate);
	});
	return numbers;
}

/**
 * Positions by their numbers, and those of the same number as they came. A number and its position make one, which is
 * sorted without a comparison of ours: a tenth of the work.
 *
 * @param numbers whole, and not below zero; NaN where it is not known
 * @param exact what decides where one of them is not known
 */
function byNumber(numbers: Float64Array, exact: (position: number) => number = () => 0): readonly number[] {
	const { length } = numbers;
	const joined = numbers.map((number, at) => number * length + at);
	if (joined.every((one) => one <= Number.MAX_SAFE_INTEGER)) {
		const positions = new Array<number>(length);
		joined.sort().forEach((one, place) => {
			positions[place] = one % length;
		});
		return positions;
	}
	const exactly = numbers.map((_, at) => exact(at));
	return positionsOf(length).toSorted(
		(one, other) => (exactly[one] ?? 0) - (exactly[other] ?? 0) || one - other,
	);
}

function byText(texts: readonly string[]): readonly number[] {
	return positionsOf(texts.length).toSorted(
		(one, other) => compareText(texts[one], texts[other]) || one - other,
	);
}

const MOMENT = '0000-00-00T00:00:00Z';
/** What `toISOString` puts in place of the Z. */
const NO_FRACTION = '.000Z';
const ZERO = 0x30;
const DOT = 0x2e;
/** Of the two digits that end at these places of a moment: month, day, hour, minute, second. */
const RADIXES: Readonly<Record<number, number>> = { 6: 13, 9: 32, 12: 24, 15: 60, 18: 60 };

/**
 * A number that is larger for a later moment, of one that is written to the second in UTC, as X.509 has it; NaN
 * for any other. `Date.parse` takes ten times as long.
 */
function wholeMoment(text: string): number {
	const isWhole = text.endsWith(NO_FRACTION) && text.length === MOMENT.length - 1 + NO_FRACTION.length;
	if (text.length !== MOMENT.length && !isWhole) {
		return Number.NaN;
	}
	let moment = 0;
	let part = 0;
	for (let at = 0; at < MOMENT.length; at += 1) {
		const code = text.charCodeAt(at);
		if (MOMENT.charCodeAt(at) === ZERO) {
			const digit = code - ZERO;
			if (digit < 0 || digit > 9) {
				return Number.NaN;
			}
			part = part * 10 + digit;
		} else if (code === MOMENT.charCodeAt(at) || (at === MOMENT.length - 1 && code === DOT)) {
			moment = at === 4 ? part : moment * (RADIXES[at - 1] ?? 1) + part;
			part = 0;
		} else {
			return Number.NaN;
		}
	}
	return moment;
}

function compareText(one = '', other = ''): number {
	return one < other ? -1 : one > other ? 1 : 0;
}

function shownOf({ index, sort, isDescending, only, query }: CertificateTable): readonly number[] {
	const ascending = index.order(sort);
	const order = isDescending ? ascending.toReversed() : ascending;
	const ofState = only === undefined ? order : index.inState(order, only);
	const isFound = matcherOf(query, index);
	return isFound === undefined ? ofState : ofState.filter((at) => isFound[at] === 1);
}

/** Hexadecimal digits in groups, as a screen or a paper has them. */
const GROUPED_NUMBER = /^[0-9a-f]+(?: [0-9a-f]+)+$/;

/**
 * 1 at each position that the query leaves: every word has to occur, a number in groups as a whole. Undefined where
 * everything fits. The texts are gone through as they lie in memory: in another order each is fetched anew.
 */
function matcherOf(query: string, index: SearchIndex): Uint8Array | undefined {
	const words = foldedText(query)
		.split(/\s+/u)
		.filter((word) => word !== '');
	if (words.length === 0) {
		return undefined;
	}
	const isNumber = GROUPED_NUMBER.test(words.join(' '));
	const texts = isNumber ? index.numbers : index.texts;
	const parts = isNumber ? [words.join('')] : words;
	const isFound = new Uint8Array(texts.length).fill(1);
	for (const part of parts) {
		texts.forEach((text, at) => {
			// `includes` has no fast path in V8.
			if (text.indexOf(part) === -1) {
				isFound[at] = 0;
			}
		});
	}
	return isFound;
}
