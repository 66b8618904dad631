import { DerError, decodeTime, derCursor, expectEnd, Tag, wholeBits } from '../der.ts';
import { GeneralNameTag, generalNames } from '../general-names.ts';
import { Oid } from '../object-identifiers.ts';
import { type SignatureChecker, type SignatureVerdict, signatureChecker } from '../signature.ts';
import { decodeAlgorithm, decodeExtensions, type Extension } from '../x509-fields.ts';

/** An entry for the serial number that was looked for. */
export interface CrlEntry {
	/** Milliseconds since 1970 UTC. */
	readonly revokedAt: number;
	/** Number of RFC 5280 5.3.1; undefined where the list gives none. */
	readonly reason: number | undefined;
	/** Whole DER of the Name of the certificate's issuer, where entries say one; undefined: the list's own issuer. */
	readonly certificateIssuer: Uint8Array | undefined;
}

export interface CrlHead {
	/** Whole DER of the issuer's Name. */
	readonly issuer: Uint8Array;
	/** Milliseconds since 1970 UTC. */
	readonly thisUpdate: number;
	readonly nextUpdate: number | undefined;
}

export interface ScannedCrl extends CrlHead {
	readonly extensions: ReadonlyMap<string, Extension>;
	readonly entryCount: number;
	/** Every entry that has the serial number. */
	readonly found: readonly CrlEntry[];
	/** Some entry demands what is not understood here: the list cannot be used (RFC 5280 5.3). */
	readonly isDemanding: boolean;
	/** One for each key that was offered, in their order. */
	readonly signatures: readonly SignatureVerdict[];
}

/**
 * Keys (DER of SubjectPublicKeyInfo) that a list with this head may be signed with; undefined where the list is not
 * wanted at all.
 */
export type OfferKeys = (head: CrlHead) => readonly Uint8Array[] | undefined;

/** Everything before the first entry, and everything behind the last one; real ones take some hundred bytes. */
const MAX_PART_BYTES = 65_536;
const MAX_ENTRY_BYTES = 4_096;
/** Entries with one serial number, of any issuer; a list that repeats itself more often is none. */
const MAX_FOUND = 64;
const MAX_SERIAL_BYTES = 32;

/**
 * Reads a CRL in one pass over pieces of any size and keeps nothing of it but what is asked: whether a serial number
 * is in it, and whether the signature is right. A million entries take as much memory as ten.
 *
 * @throws DerError from `push` and `finish` where the bytes are no CRL
 */
export class CrlScanner {
	readonly #serial: Uint8Array;
	readonly #offerKeys: OfferKeys;
	/** What came and is not consumed yet. */
	#rest: Uint8Array = new Uint8Array();
	#stage: Stage = 'outer';
	/** Bytes that are left of the whole list, of what is signed, and of the entries. */
	#outerLeft = 0;
	#signedLeft = 0;
	#entriesLeft = 0;
	#checkers: readonly SignatureChecker[] | undefined;
	/** Signed bytes before the algorithm was known. */
	#unchecked: Uint8Array[] = [];
	#head: CrlHead | undefined;
	#entryCount = 0;
	readonly #found: CrlEntry[] = [];
	/** Holds for the entry that names it and for those behind it (RFC 5280 5.3.3). */
	#certificateIssuer: Uint8Array | undefined;
	#isDemanding = false;
	#extensions: ReadonlyMap<string, Extension> = new Map();
	#signature: Uint8Array | undefined;
	#statedAlgorithm: string | undefined;
	#signedAlgorithm: string | undefined;

	/** `serialNumber`: content octets of the certificate's. */
	constructor(serialNumber: Uint8Array, offerKeys: OfferKeys) {
		this.#serial = shortestInteger(serialNumber);
		this.#offerKeys = offerKeys;
	}

	/** The list's head says that it is not wanted: no more of it need be read. */
	get isUnwanted(): boolean {
		return this.#stage === 'unwanted';
	}

	push(piece: Uint8Array): void {
		this.#rest = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
		while (this.#step()) {
			// Each step consumes something or says that it needs more.
		}
		// The piece is the caller's and may be used again.
		this.#rest = Uint8Array.from(this.#rest);
	}

	finish(): ScannedCrl {
		const head = this.#head;
		const signature = this.#signature;
		if (this.#stage !== 'done' || head === undefined || signature === undefined) {
			throw new DerError('list cut short');
		}
		if (this.#statedAlgorithm !== this.#signedAlgorithm) {
			throw new DerError('signed and stated algorithm differ');
		}
		return {
			...head,
			extensions: this.#extensions,
			entryCount: this.#entryCount,
			found: this.#found,
			isDemanding: this.#isDemanding,
			signatures: (this.#checkers ?? []).map((checker) => checker.verdict(signature)),
		};
	}

	/** True where it got on. */
	#step(): boolean {
		switch (this.#stage) {
			case 'outer':
				return this.#readOuter();
			case 'signed':
				return this.#readSigned();
			case 'head':
				return this.#readHead();
			case 'entries':
				return this.#readEntries();
			case 'extensions':
				return this.#readExtensions();
			case 'signature':
				return this.#readSignature();
			case 'done':
			case 'unwanted':
				this.#rest = new Uint8Array();
				return false;
		}
	}

	#readOuter(): boolean {
		const header = headerAt(this.#rest, 0);
		if (header === undefined) {
			return false;
		}
		expectTag(header, Tag.sequence);
		this.#outerLeft = header.contentLength;
		this.#rest = this.#rest.subarray(header.headerLength);
		this.#stage = 'signed';
		return true;
	}

	#readSigned(): boolean {
		const header = headerAt(this.#rest, 0);
		if (header === undefined) {
			return false;
		}
		expectTag(header, Tag.sequence);
		this.#outerLeft -= header.headerLength + header.contentLength;
		if (this.#outerLeft < 0) {
			throw new DerError('element longer than its container');
		}
		this.#signedLeft = header.headerLength + header.contentLength;
		this.#consumeSigned(header.headerLength);
		this.#stage = 'head';
		return true;
	}

	/** Version, algorithm, issuer, dates: read at one stroke once the list of entries, or what comes instead, begins. */
	#readHead(): boolean {
		const available = this.#rest.subarray(0, Math.min(this.#signedLeft, MAX_PART_BYTES));
		const fields = completeElements(available, 7);
		const isWhole = available.length === this.#signedLeft;
		const end = headEnd(available, fields, isWhole);
		if (end === undefined) {
			if (isWhole || available.length === MAX_PART_BYTES) {
				throw new DerError('no head of a list');
			}
			return false;
		}
		const head = derCursor(available.subarray(0, end));
		if (head.peek() === Tag.integer) {
			head.next();
		}
		const algorithm = decodeAlgorithm(head.expect(Tag.sequence));
		this.#signedAlgorithm = algorithm.algorithm;
		const issuer = Uint8Array.from(head.expectWhole(Tag.sequence));
		const thisUpdate = decodeTime(head.next());
		const nextUpdate = head.isAtEnd ? undefined : decodeTime(head.next());
		this.#head = { issuer, thisUpdate, nextUpdate };
		const keys = this.#offerKeys(this.#head);
		if (keys === undefined) {
			this.#stage = 'unwanted';
			return true;
		}
		this.#checkers = keys.map((key) => signatureChecker(algorithm, key));
		for (const bytes of this.#unchecked.splice(0)) {
			this.#update(bytes);
		}
		this.#consumeSigned(end);
		this.#stage = 'extensions';
		if (this.#rest[0] === Tag.sequence && this.#signedLeft > 0) {
			this.#beginEntries();
		}
		return true;
	}

	/** The header of the list of entries is complete: `headEnd` saw to it. */
	#beginEntries(): void {
		const header = headerAt(this.#rest, 0);
		if (header === undefined || header.headerLength + header.contentLength > this.#signedLeft) {
			throw new DerError('element longer than its container');
		}
		this.#consumeSigned(header.headerLength);
		this.#entriesLeft = header.contentLength;
		this.#stage = 'entries';
	}

	/**
	 * The loop that a list of a million entries is spent in: looks at tag, lengths and serial number where they lie,
	 * and makes nothing.
	 */
	#readEntries(): boolean {
		const bytes = this.#rest;
		const end = Math.min(bytes.length, this.#entriesLeft);
		const serial = this.#serial;
		let at = 0;
		while (at < end) {
			if (bytes[at] !== Tag.sequence) {
				throw new DerError('no entry');
			}
			let contentAt = at + 2;
			let length = bytes[at + 1];
			if (length === undefined) {
				break;
			}
			if (length >= 0x80) {
				const header = headerAt(bytes, at);
				if (header === undefined) {
					break;
				}
				contentAt = at + header.headerLength;
				length = header.contentLength;
			}
			const next = contentAt + length;
			if (length > MAX_ENTRY_BYTES || next > this.#entriesLeft) {
				throw new DerError('entry too long');
			}
			if (next > end) {
				break;
			}
			const isHit = isEntryOf(bytes, contentAt, next, serial);
			if (isHit || saysMoreThanReason(bytes, contentAt, next)) {
				this.#readEntry(bytes.subarray(contentAt, next), isHit);
			}
			this.#entryCount += 1;
			at = next;
		}
		this.#entriesLeft -= at;
		this.#consumeSigned(at);
		if (this.#entriesLeft === 0) {
			this.#stage = 'extensions';
			return true;
		}
		if (at === 0 && end === this.#entriesLeft) {
			throw new DerError('entry cut short');
		}
		return false;
	}

	#readEntry(content: Uint8Array, isHit: boolean): void {
		const entry = derCursor(content);
		entry.expect(Tag.integer);
		const revokedAt = decodeTime(entry.next());
		const extensions = entry.isAtEnd
			? new Map<string, Extension>()
			: decodeExtensions(entry.expect(Tag.sequence));
		expectEnd(entry);
		const issuer = extensions.get(Oid.certificateIssuer);
		if (issuer !== undefined) {
			this.#certificateIssuer = directoryName(issuer.value);
		}
		this.#isDemanding ||= [...extensions].some(
			([type, { isCritical }]) => isCritical && !UNDERSTOOD_OF_ENTRIES.has(type),
		);
		if (!isHit) {
			return;
		}
		if (this.#found.length === MAX_FOUND) {
			throw new DerError('serial number repeated too often');
		}
		const reason = extensions.get(Oid.crlReason);
		this.#found.push({
			revokedAt,
			reason: reason === undefined ? undefined : derCursor(reason.value).expect(Tag.enumerated)[0],
			certificateIssuer: this.#certificateIssuer,
		});
	}

	#readExtensions(): boolean {
		if (this.#signedLeft === 0) {
			this.#stage = 'signature';
			return true;
		}
		if (this.#signedLeft > MAX_PART_BYTES) {
			throw new DerError('extensions too long');
		}
		if (this.#rest.length < this.#signedLeft) {
			return false;
		}
		const cursor = derCursor(this.#rest.subarray(0, this.#signedLeft));
		// A copy: what is consumed may be overwritten.
		const extensions = Uint8Array.from(cursor.expect(Tag.context0));
		if (!cursor.isAtEnd) {
			throw new DerError('something follows the extensions');
		}
		const list = derCursor(extensions);
		this.#extensions = decodeExtensions(list.expect(Tag.sequence));
		expectEnd(list);
		this.#consumeSigned(this.#signedLeft);
		this.#stage = 'signature';
		return true;
	}

	#readSignature(): boolean {
		if (this.#outerLeft > MAX_PART_BYTES) {
			throw new DerError('signature too long');
		}
		if (this.#rest.length < this.#outerLeft) {
			return false;
		}
		const cursor = derCursor(this.#rest.subarray(0, this.#outerLeft));
		this.#statedAlgorithm = decodeAlgorithm(cursor.expect(Tag.sequence)).algorithm;
		this.#signature = Uint8Array.from(wholeBits(cursor.expect(Tag.bitString)));
		if (!cursor.isAtEnd) {
			throw new DerError('something follows the signature');
		}
		// What follows the list itself is no part of it: a line break behind PEM, filler.
		this.#rest = new Uint8Array();
		this.#stage = 'done';
		return false;
	}

	#consumeSigned(count: number): void {
		const consumed = this.#rest.subarray(0, count);
		if (this.#checkers === undefined) {
			this.#unchecked.push(Uint8Array.from(consumed));
		} else if (count > 0) {
			this.#update(consumed);
		}
		this.#signedLeft -= count;
		this.#rest = this.#rest.subarray(count);
	}

	#update(bytes: Uint8Array): void {
		for (const checker of this.#checkers ?? []) {
			checker.update(bytes);
		}
	}
}

type Stage = 'outer' | 'signed' | 'head' | 'entries' | 'extensions' | 'signature' | 'done' | 'unwanted';

/** Critical extensions of an entry that are heeded. */
const UNDERSTOOD_OF_ENTRIES: ReadonlySet<string> = new Set([Oid.crlReason, Oid.certificateIssuer]);

/** `value`: of a certificateIssuer. The first directory name, copied. @throws DerError where there is none */
function directoryName(value: Uint8Array): Uint8Array {
	const name = generalNames(derCursor(value).expect(Tag.sequence)).find(
		({ tag }) => tag === GeneralNameTag.directoryName,
	);
	if (name === undefined) {
		throw new DerError('no name of a certificate issuer');
	}
	return Uint8Array.from(name.value);
}

interface ElementHeader {
	readonly tag: number;
	readonly headerLength: number;
	readonly contentLength: number;
}

/** Undefined where the header is not there as a whole yet. @throws DerError */
function headerAt(bytes: Uint8Array, at: number): ElementHeader | undefined {
	const tag = bytes[at];
	const first = bytes[at + 1];
	if (tag === undefined || first === undefined) {
		return undefined;
	}
	if (first < 0x80) {
		return { tag, headerLength: 2, contentLength: first };
	}
	const octets = first & 0x7f;
	if (octets === 0 || octets > 4) {
		throw new DerError('length form not DER or too long');
	}
	if (bytes.length < at + 2 + octets) {
		return undefined;
	}
	let contentLength = 0;
	for (let index = 0; index < octets; index++) {
		contentLength = contentLength * 256 + (bytes[at + 2 + index] ?? 0);
	}
	if (contentLength < 0x80 || contentLength < 2 ** (8 * (octets - 1))) {
		throw new DerError('length not minimal');
	}
	return { tag, headerLength: 2 + octets, contentLength };
}

function expectTag({ tag }: ElementHeader, expected: number): void {
	if (tag !== expected) {
		throw new DerError(`expected tag ${expected}, found ${tag}`);
	}
}

interface ElementPlace {
	readonly tag: number;
	readonly end: number;
}

/** Tags and ends of the first elements that are there as a whole, at most `count`. */
function completeElements(bytes: Uint8Array, count: number): readonly ElementPlace[] {
	const places: ElementPlace[] = [];
	let at = 0;
	while (places.length < count) {
		const header = headerAt(bytes, at);
		const end = header === undefined ? undefined : at + header.headerLength + header.contentLength;
		if (header === undefined || end === undefined || end > bytes.length) {
			break;
		}
		places.push({ tag: header.tag, end });
		at = end;
	}
	return places;
}

/**
 * Where the head ends: behind the last date, once it is certain that no date follows and, if entries do, the header of
 * their list is complete.
 */
function headEnd(bytes: Uint8Array, elements: readonly ElementPlace[], isWhole: boolean): number | undefined {
	const skipped = elements[0]?.tag === Tag.integer ? 1 : 0;
	const firstDate = elements[skipped + 2];
	if (firstDate === undefined) {
		return undefined;
	}
	const second = elements[skipped + 3];
	const isDate = second?.tag === Tag.utcTime || second?.tag === Tag.generalizedTime;
	const end = isDate && second !== undefined ? second.end : firstDate.end;
	if (isWhole && end === bytes.length) {
		return end;
	}
	const following = headerAt(bytes, end);
	if (following === undefined) {
		return undefined;
	}
	const isDateCut = following.tag === Tag.utcTime || following.tag === Tag.generalizedTime;
	return isDateCut ? undefined : end;
}

/** Whether the entry at `contentAt` is for this serial number. @throws DerError */
function isEntryOf(bytes: Uint8Array, contentAt: number, end: number, serial: Uint8Array): boolean {
	const length = bytes[contentAt + 1] ?? 0xff;
	let from = contentAt + 2;
	const until = from + length;
	if (bytes[contentAt] !== Tag.integer || length === 0 || length > MAX_SERIAL_BYTES || until > end) {
		throw new DerError('no serial number');
	}
	// Nobody may hide an entry by writing its number longer than DER allows.
	while (until - from > 1 && isFiller(bytes[from], bytes[from + 1])) {
		from += 1;
	}
	if (until - from !== serial.length) {
		return false;
	}
	// From the end: serial numbers of one issuer often begin alike.
	for (let index = serial.length - 1; index >= 0; index--) {
		if (bytes[from + index] !== serial[index]) {
			return false;
		}
	}
	return true;
}

/** Whether the first octet of an INTEGER adds nothing: the sign stands in the next one already (X.690 8.3.2). */
function isFiller(first: number | undefined, second: number | undefined): boolean {
	return (first === 0 && (second ?? 0) < 0x80) || (first === 0xff && (second ?? 0) >= 0x80);
}

function shortestInteger(content: Uint8Array): Uint8Array {
	let from = 0;
	while (content.length - from > 1 && isFiller(content[from], content[from + 1])) {
		from += 1;
	}
	return Uint8Array.from(content.subarray(from));
}

/**
 * Whether an entry has an extension that is critical or names another issuer, told from the bytes alone. Whatever is
 * not written as short as real entries are counts as such: it is read in full then.
 */
function saysMoreThanReason(bytes: Uint8Array, contentAt: number, end: number): boolean {
	const timeAt = contentAt + 2 + (bytes[contentAt + 1] ?? 0);
	const listAt = timeAt + 2 + (bytes[timeAt + 1] ?? 0);
	if (bytes[timeAt] !== Tag.utcTime && bytes[timeAt] !== Tag.generalizedTime) {
		return true;
	}
	if (listAt === end) {
		return false;
	}
	let at = listAt + 2;
	if (bytes[listAt] !== Tag.sequence || at + (bytes[listAt + 1] ?? 0xff) !== end) {
		return true;
	}
	while (at < end) {
		const typeAt = at + 2;
		const next = typeAt + (bytes[at + 1] ?? 0xff);
		const length = bytes[typeAt + 1] ?? 0xff;
		if (bytes[at] !== Tag.sequence || bytes[typeAt] !== Tag.objectIdentifier || next > end) {
			return true;
		}
		const valueAt = typeAt + 2 + length;
		const valueEnd = valueAt + 2 + (bytes[valueAt + 1] ?? 0xff);
		if (valueEnd !== next || bytes[valueAt] !== Tag.octetString) {
			return true;
		}
		// 2.5.29.29: certificateIssuer.
		if (length === 3 && bytes[typeAt + 4] === 0x1d && bytes[typeAt + 3] === 0x1d) {
			return true;
		}
		at = next;
	}
	return false;
}
