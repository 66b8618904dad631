import type { CardSnapshot } from '#card';
import { foldedText } from '#text';
import type { DoctorReport } from './doctor-report.ts';

/*
 * A number may come with blanks, colons or dashes in it and a name in capitals or without its Turkish letters, from
 * wherever a reader, a driver or a server has it. So a text is looked at by its letters and digits alone: what stands
 * between them is kept apart, and taken along where something is hidden.
 */

const SHOWN_OF_NUMBER = 3;
/** As long as a holder's number or a serial number, in one piece; versions and names of files have fewer digits. */
const LONG_WORD = { length: 8, digits: 4 } as const;
/** The same in several pieces. A date, and a model with the numbers that PC/SC gives its slot, are shorter. */
const LONG_RUN = { length: 9, digits: 4 } as const;
/** The same where other letters stand among the digits. */
const LONG_RUN_DIGITS = 9;
/** Hexadecimal, which may be without a digit: in one piece, or byte by byte. */
const HEX_LENGTH = 10;
/** Shorter ones could be part of any word or number. */
const SHORTEST_SERIAL = 6;
const SHORTEST_NAME = 4;
/** Shorter ones are looked for as whole words alone. */
const UNMISTAKABLE_NAME = 8;

/** A letter or digit of a text, without accents and in lower case, and where it stands; `from` and `to` in code units. */
interface Sign {
	readonly sign: string;
	readonly from: number;
	readonly to: number;
}

/** What is hidden of a text: `from` up to `to` in code units. */
interface Hidden {
	readonly kind: 'name' | 'number';
	readonly from: number;
	readonly to: number;
}

interface Holders {
	/** Folded. */
	readonly names: readonly string[];
	/** Folded. */
	readonly numbers: readonly string[];
}

/**
 * The report for other people's eyes: without the holder's name and number, the home directory (its path names its
 * owner), and all but the end of everything that could be a serial number.
 */
export function redactedReport(
	report: DoctorReport,
	snapshot: CardSnapshot,
	home: string | undefined,
): DoctorReport {
	const redact = redactor(snapshot, home);
	return {
		...report,
		links: report.links.map((link) => ({
			...link,
			evidence: link.evidence.map((text, place) =>
				link.link === 'portal' && place === 0 ? redact.address(text) : redact.text(text),
			),
			remedy: link.remedy === null ? null : redact.text(link.remedy),
		})),
	};
}

/** Hides what could name a person or a card. */
export interface Redactor {
	/** Of any text, as {@link redactedReport} does. */
	readonly text: (text: string) => string;
	/** Of a server's address, in which a number is the machine's unless it is known to be the holder's. */
	readonly address: (text: string) => string;
}

/** @param home of whoever runs the program; undefined: not known */
export function redactor(snapshot: CardSnapshot, home: string | undefined): Redactor {
	const holders = holdersOf(snapshot);
	return {
		text(text) {
			const homeless = withoutHome(text, home);
			return withHidden(homeless, [...known(homeless, holders), ...longNumbers(homeless)]);
		},
		address(text) {
			const homeless = withoutHome(text, home);
			return withHidden(homeless, known(homeless, holders));
		},
	};
}

/** Who the cards that are in belong to. */
function holdersOf({ readers }: CardSnapshot): Holders {
	const certificates = readers.flatMap(({ slot }) =>
		slot.kind === 'seal' || slot.kind === 'akis' ? slot.card.certificates : [],
	);
	return {
		names: certificates.flatMap(({ certificate }) => partsOfName(certificate.title)),
		numbers: certificates
			.flatMap(({ certificate: { holderNumber, serialNumber } }) => [holderNumber ?? '', serialNumber])
			.map(folded)
			.filter((number) => number.length >= SHORTEST_SERIAL),
	};
}

/** All of it, and each two words of it that stand together: a name is often cut short where it has no room. */
function partsOfName(name: string): readonly string[] {
	const words = name
		.split(/[^\p{L}\p{N}\p{M}]+/u)
		.map(folded)
		.filter((word) => word !== '');
	const parts = [words.join(''), ...words.slice(1).map((word, place) => `${words[place]}${word}`)];
	return parts.filter((part) => part.length >= SHORTEST_NAME);
}

function withoutHome(text: string, home: string | undefined): string {
	return home === undefined || home.length < 2 ? text : text.replaceAll(home, '~');
}

/** Letters and digits without accents, in lower case. */
function folded(text: string): string {
	return signsOf(text)
		.map(({ sign }) => sign)
		.join('');
}

function signsOf(text: string): readonly Sign[] {
	const signs: Sign[] = [];
	let from = 0;
	for (const character of text) {
		const to = from + character.length;
		const plain = foldedText(character).replaceAll(/[^\p{L}\p{N}]/gu, '');
		for (const sign of plain) {
			signs.push({ sign, from, to });
		}
		from = to;
	}
	return signs;
}

/** Every place where something of a holder stands, whatever stands in it. */
function known(text: string, { names, numbers }: Holders): readonly Hidden[] {
	const signs = signsOf(text);
	// One unit a sign, so that places in the string are places in the list.
	const line = signs.map(({ sign }) => (sign.length === 1 ? sign : ' ')).join('');
	const places = (kind: Hidden['kind'], what: string): readonly Hidden[] => {
		const found: Hidden[] = [];
		for (let at = line.indexOf(what); at !== -1; at = line.indexOf(what, at + 1)) {
			const [first, last] = [signs[at], signs[at + what.length - 1]];
			const isPartOfWord =
				kind === 'name' &&
				what.length < UNMISTAKABLE_NAME &&
				(signs[at - 1]?.to === first?.from || signs[at + what.length]?.from === last?.to);
			if (first !== undefined && last !== undefined && !isPartOfWord) {
				found.push({ kind, from: first.from, to: last.to });
			}
		}
		return found;
	};
	return [
		...names.flatMap((name) => places('name', name)),
		...numbers.flatMap((number) => places('number', number)),
	];
}

/** A piece of a text that has no separator in it. */
interface Piece {
	readonly text: string;
	readonly from: number;
	readonly to: number;
}

/** Every place that could be a holder's number or a serial number, in one piece or in several. */
function longNumbers(text: string): readonly Hidden[] {
	const pieces = Array.from(text.matchAll(/[\p{L}\p{N}\p{M}]+/gu), ({ 0: piece, index }) => ({
		text: piece,
		from: index,
		to: index + piece.length,
	}));
	return [
		...pieces.map((piece): Run => [piece]).filter((run) => isLong(run, LONG_WORD) || isLongHex(run)),
		...runsOf(pieces, /\p{N}/u).filter((run) => digitsIn(run) >= LONG_RUN_DIGITS),
		...runsOf(pieces, /^[0-9a-f]+$/iu).filter((run) => isLong(run, LONG_RUN)),
		...runsOf(pieces, /^[0-9a-f]{2}$/iu).filter(isLongHex),
	].map((run) => ({ kind: 'number', from: run[0].from, to: run.at(-1)?.to ?? run[0].to }));
}

type Run = readonly [Piece, ...Piece[]];

/** Pieces that follow one another and all look like this, as many as there are. */
function runsOf(pieces: readonly Piece[], pattern: RegExp): readonly Run[] {
	const runs: [Piece, ...Piece[]][] = [];
	let isRunning = false;
	for (const piece of pieces) {
		const isOne = pattern.test(piece.text);
		if (isOne && isRunning) {
			runs.at(-1)?.push(piece);
		} else if (isOne) {
			runs.push([piece]);
		}
		isRunning = isOne;
	}
	return runs;
}

function isLong(run: Run, { length, digits }: { readonly length: number; readonly digits: number }): boolean {
	return textOf(run).length >= length && digitsIn(run) >= digits;
}

function isLongHex(run: Run): boolean {
	return textOf(run).length >= HEX_LENGTH && /^[0-9a-f]+$/iu.test(textOf(run));
}

function digitsIn(run: Run): number {
	return textOf(run).match(/\p{N}/gu)?.length ?? 0;
}

function textOf(run: Run): string {
	return run.map(({ text }) => text).join('');
}

/** Of a number its end is left, so that two of them can be told apart. */
function withHidden(text: string, hidden: readonly Hidden[]): string {
	let shown = '';
	let done = 0;
	for (const { kind, from, to } of joined(hidden)) {
		const signs = text.slice(from, to).replaceAll(/[^\p{L}\p{N}]/gu, '');
		const end = kind === 'number' ? signs.slice(-SHOWN_OF_NUMBER) : '';
		shown += `${text.slice(done, from)}…${end}`;
		done = to;
	}
	return shown + text.slice(done);
}

/** In the order of the text, what overlaps as one. */
function joined(hidden: readonly Hidden[]): readonly Hidden[] {
	const whole: Hidden[] = [];
	for (const next of hidden.toSorted((one, other) => one.from - other.from)) {
		const last = whole.at(-1);
		if (last === undefined || next.from >= last.to) {
			whole.push(next);
		} else if (next.to > last.to) {
			whole[whole.length - 1] = { ...next, from: last.from };
		}
	}
	return whole;
}
