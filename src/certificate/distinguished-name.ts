import {
	type DerElement,
	DerError,
	decodeObjectIdentifier,
	derCursor,
	elementsOf,
	expectEnd,
	Tag,
} from './der.ts';

/*
 * Names are compared as RFC 5280 7.1 wants it: by the prepared strings of RFC 4518, so that letter case, runs of spaces
 * and the string type do not make two names of one. A value that cannot be decoded is compared by its bytes.
 */

const keys = new WeakMap<Uint8Array, string>();

/**
 * A text that is equal for names that match; `name`: whole DER of the Name. A name that is no DER matches only the same
 * bytes.
 */
export function nameKey(name: Uint8Array): string {
	let key = keys.get(name);
	if (key === undefined) {
		key = keyOrBytes(name);
		keys.set(name, key);
	}
	return key;
}

function keyOrBytes(name: Uint8Array): string {
	try {
		return joinedKey(relativeNameKeys(name));
	} catch {
		return `bytes:${hex(name)}`;
	}
}

export function isSameName(one: Uint8Array, other: Uint8Array): boolean {
	return Buffer.compare(one, other) === 0 || nameKey(one) === nameKey(other);
}

/** One text for each RelativeDistinguishedName, in order; `name`: whole DER of the Name. @throws DerError */
export function relativeNameKeys(name: Uint8Array): readonly string[] {
	return elementsOf(derCursor(name).expect(Tag.sequence), Tag.set).map(relativeNameKey);
}

/** `content`: of one RelativeDistinguishedName. @throws DerError */
export function relativeNameKey(content: Uint8Array): string {
	const attributes = elementsOf(content, Tag.sequence);
	if (attributes.length === 0) {
		throw new DerError('a part of a name without an attribute');
	}
	return JSON.stringify(
		attributes
			.map((attribute) => {
				const cursor = derCursor(attribute);
				const type = decodeObjectIdentifier(cursor.expect(Tag.objectIdentifier));
				const value = cursor.next();
				expectEnd(cursor);
				return `${type}=${valueKey(value)}`;
			})
			.sort(),
	);
}

/** The text of a whole name from the texts of its parts. */
export function joinedKey(relativeNames: readonly string[]): string {
	return `[${relativeNames.join(',')}]`;
}

function valueKey(value: DerElement): string {
	const text = strictText(value);
	return text === undefined ? `${value.tag}:${hex(value.content)}` : `"${prepared(text)}`;
}

/** Undefined where the value is no text, or no text in its own encoding: such a value matches its own bytes alone. */
function strictText({ tag, content }: DerElement): string | undefined {
	switch (tag) {
		case Tag.utf8String:
			return decoded('utf-8', content);
		case Tag.bmpString:
			return content.length % 2 === 0 ? decoded('utf-16be', content) : undefined;
		case Tag.universalString:
			return decoded('utf-16be', surrogates(content));
		case Tag.printableString:
		case Tag.ia5String:
		case Tag.numericString:
			return content.every((octet) => octet < 0x80) ? Buffer.from(content).toString('latin1') : undefined;
		case Tag.teletexString:
			return Buffer.from(content).toString('latin1');
		default:
			return undefined;
	}
}

function decoded(encoding: 'utf-8' | 'utf-16be', content: Uint8Array | undefined): string | undefined {
	try {
		return content && new TextDecoder(encoding, { ignoreBOM: true, fatal: true }).decode(content);
	} catch {
		return undefined;
	}
}

/** UCS-4 as UTF-16; undefined where a code point is none. */
function surrogates(content: Uint8Array): Uint8Array | undefined {
	if (content.length % 4 !== 0) {
		return undefined;
	}
	const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
	const points: number[] = [];
	for (let offset = 0; offset < content.length; offset += 4) {
		points.push(view.getUint32(offset));
	}
	if (points.some((point) => point > 0x10ffff)) {
		return undefined;
	}
	return Buffer.from(points.map((point) => String.fromCodePoint(point)).join(''), 'utf16le').swap16();
}

/** RFC 4518 2.2: mapped to nothing. Format characters, variation selectors and control characters other than white space. */
const MAPPED_TO_NOTHING =
	/\p{Cf}|\p{Variation_Selector}|\u{34F}|\u{1806}|\u{FFFC}|(?![\t\n\v\f\r\u{85}])\p{Cc}/gu;

/** RFC 4518: map, fold case, normalise, and one space for each run of spaces. */
function prepared(text: string): string {
	const mapped = text.replace(MAPPED_TO_NOTHING, '').normalize('NFKC');
	// One code point at a time: JavaScript lowers a sigma by its place in the word.
	const folded = Array.from(mapped, (point) => FOLDED.get(point) ?? point.toLowerCase()).join('');
	return folded
		.normalize('NFKC')
		.replace(/[\s\u{85}]+/gu, ' ')
		.trim();
}

/** Where folding differs from lower case (RFC 3454 B.2). */
const FOLDED: ReadonlyMap<string, string> = new Map([
	['ß', 'ss'],
	['ẞ', 'ss'],
	['ς', 'σ'],
]);

function hex(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('hex');
}
