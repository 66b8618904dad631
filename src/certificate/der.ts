/**
 * A bounded DER reader: a cursor over bytes, three primitives that fail on truncation, everything else made of
 * them. It never copies, never recurses and always advances, so its cost is linear in the input.
 */

/** Universal tags and the context tags of a certificate, as their one identifier octet. */
export const Tag = {
	boolean: 0x01,
	integer: 0x02,
	bitString: 0x03,
	octetString: 0x04,
	objectIdentifier: 0x06,
	enumerated: 0x0a,
	utf8String: 0x0c,
	numericString: 0x12,
	printableString: 0x13,
	teletexString: 0x14,
	ia5String: 0x16,
	utcTime: 0x17,
	generalizedTime: 0x18,
	universalString: 0x1c,
	bmpString: 0x1e,
	sequence: 0x30,
	set: 0x31,
	context0: 0xa0,
	context1: 0xa1,
	context2: 0xa2,
	context3: 0xa3,
} as const;

/** Why bytes are not DER; stays inside the room, callers get a union value. */
export class DerError extends Error {
	override readonly name = 'DerError';
}

export interface DerElement {
	readonly tag: number;
	readonly content: Uint8Array;
	/** The element with its header: what a signature or a digest is made over. */
	readonly whole: Uint8Array;
}

export interface DerCursor {
	readonly isAtEnd: boolean;
	/** Tag of the next element, undefined at the end. */
	peek(): number | undefined;
	/** @throws DerError on truncation, long-form tags, indefinite or non-minimal lengths */
	next(): DerElement;
	/** Content of the next element. @throws DerError as {@link next}, and where it has another tag */
	expect(tag: number): Uint8Array;
	/** As {@link expect}, with the element's header. */
	expectWhole(tag: number): Uint8Array;
}

export function derCursor(bytes: Uint8Array): DerCursor {
	let offset = 0;
	const readByte = (): number => {
		const byte = bytes[offset];
		if (byte === undefined) {
			throw new DerError('truncated');
		}
		offset++;
		return byte;
	};
	const readLength = (): number => {
		const first = readByte();
		if (first < 0x80) {
			return first;
		}
		const octets = first & 0x7f;
		if (octets === 0 || octets > 4) {
			throw new DerError('length form not DER or too long');
		}
		let length = 0;
		for (let i = 0; i < octets; i++) {
			length = length * 256 + readByte();
		}
		if (length < 0x80 || length < 2 ** (8 * (octets - 1))) {
			throw new DerError('length not minimal');
		}
		return length;
	};
	const take = (length: number): Uint8Array => {
		if (length > bytes.length - offset) {
			throw new DerError('element longer than its container');
		}
		const taken = bytes.subarray(offset, offset + length);
		offset += length;
		return taken;
	};
	const next = (): DerElement => {
		const start = offset;
		const tag = readByte();
		if ((tag & 0x1f) === 0x1f) {
			throw new DerError('long-form tag');
		}
		const content = take(readLength());
		return { tag, content, whole: bytes.subarray(start, offset) };
	};
	const expectElement = (tag: number): DerElement => {
		const element = next();
		if (element.tag !== tag) {
			throw new DerError(`expected tag ${tag}, found ${element.tag}`);
		}
		return element;
	};
	return {
		get isAtEnd() {
			return offset >= bytes.length;
		},
		peek: () => bytes[offset],
		next,
		expect: (tag) => expectElement(tag).content,
		expectWhole: (tag) => expectElement(tag).whole,
	};
}

/** Contents of the elements of a SEQUENCE OF or SET OF, which must all have one tag. @throws DerError */
export function elementsOf(content: Uint8Array, tag: number): readonly Uint8Array[] {
	const cursor = derCursor(content);
	const found: Uint8Array[] = [];
	while (!cursor.isAtEnd) {
		found.push(cursor.expect(tag));
	}
	return found;
}

/** Bytes of a BIT STRING that is made of whole octets, as signatures and keys are. @throws DerError */
export function wholeBits(content: Uint8Array): Uint8Array {
	if (content[0] !== 0) {
		throw new DerError('bit string not of whole octets');
	}
	return content.subarray(1);
}

/**
 * Length in bytes, header included, that a DER SEQUENCE announces for itself, from its first bytes alone (six
 * always suffice); undefined where they begin no such thing. What follows that length, filler for instance,
 * is not part of it.
 */
export function derSequenceLength(prefix: Uint8Array): number | undefined {
	const [tag, first, ...rest] = prefix.subarray(0, 6);
	if (tag !== Tag.sequence || first === undefined) {
		return undefined;
	}
	if (first < 0x80) {
		return 2 + first;
	}
	const octets = first & 0x7f;
	if (octets === 0 || octets > 4 || rest.length < octets) {
		return undefined;
	}
	return rest.slice(0, octets).reduce((length, octet) => length * 256 + octet, 0) + 2 + octets;
}

/** Dotted form. @throws DerError where the encoding is broken or a number leaves the safe integers */
export function decodeObjectIdentifier(content: Uint8Array): string {
	const numbers: number[] = [];
	let value = 0;
	let isComplete = true;
	for (const byte of content) {
		if (isComplete && byte === 0x80) {
			throw new DerError('object identifier not minimal');
		}
		value = value * 128 + (byte & 0x7f);
		if (!Number.isSafeInteger(value)) {
			throw new DerError('object identifier out of range');
		}
		isComplete = byte < 0x80;
		if (isComplete) {
			numbers.push(value);
			value = 0;
		}
	}
	const [first, ...others] = numbers;
	if (first === undefined || !isComplete) {
		throw new DerError('object identifier truncated');
	}
	// X.690 8.19.4: the first two numbers share one; only 2.x lets the second exceed 39.
	const root = Math.min(Math.floor(first / 40), 2);
	return [root, first - root * 40, ...others].join('.');
}

/** `YYMMDDhhmm` and `YYYYMMDDhhmm`, with or without seconds and, in the longer form, a fraction; then the time zone. */
const TIME_FORMS: ReadonlyMap<number, RegExp> = new Map([
	[Tag.utcTime, /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})$/],
	[Tag.generalizedTime, /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:\.\d{1,9})?(Z|[+-]\d{4})$/],
]);

/**
 * Milliseconds since 1970 UTC. RFC 5280 4.1.2.5 wants seconds and `Z`; certificates without seconds, with a time zone or
 * with a fraction, which is left out, are BER (X.680 46, 47) and OpenSSL reads them.
 *
 * @throws DerError
 */
export function decodeTime({ tag, content }: Pick<DerElement, 'tag' | 'content'>): number {
	const text = Buffer.from(content).toString('latin1');
	const [, yearText, month, day, hour, minute, second = '00', zone] = TIME_FORMS.get(tag)?.exec(text) ?? [];
	if (yearText === undefined || zone === undefined) {
		throw new DerError('no time of a certificate');
	}
	const shortYear = Number(yearText);
	const year = tag === Tag.generalizedTime ? shortYear : shortYear < 50 ? 2000 + shortYear : 1900 + shortYear;
	const iso = `${String(year).padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
	const time = Date.parse(iso);
	// Date.parse takes 30 February for 2 March and 24:00 for the next day; the round trip finds both.
	if (Number.isNaN(time) || new Date(time).toISOString() !== iso) {
		throw new DerError('no such moment');
	}
	return time - zoneOffset(zone);
}

/** Milliseconds that a zone's clocks are ahead of UTC; `zone`: `Z`, or hours and minutes behind a sign. @throws DerError */
function zoneOffset(zone: string): number {
	if (zone === 'Z') {
		return 0;
	}
	const hours = Number(zone.slice(1, 3));
	const minutes = Number(zone.slice(3));
	if (hours > 12 || minutes > 59) {
		throw new DerError('no such time zone');
	}
	return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/**
 * Bit numbers that are set in a named bit list (X.680 22), such as key usage.
 *
 * @throws DerError
 */
export function decodeNamedBits(content: Uint8Array): ReadonlySet<number> {
	const [unused, ...octets] = content;
	if (unused === undefined || unused > 7 || (octets.length === 0 && unused > 0)) {
		throw new DerError('bit string broken');
	}
	const bits = new Set<number>();
	for (const [index, octet] of octets.entries()) {
		for (let bit = 0; bit < 8; bit++) {
			if ((octet & (0x80 >> bit)) !== 0) {
				bits.add(index * 8 + bit);
			}
		}
	}
	return bits;
}

/** Text of a directory string, whatever its type; not cleaned. Unreadable characters come out as U+FFFD. @throws DerError */
export function decodeText({ tag, content }: Pick<DerElement, 'tag' | 'content'>): string {
	switch (tag) {
		case Tag.utf8String:
			return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
		case Tag.bmpString:
			return new TextDecoder('utf-16be', { ignoreBOM: true }).decode(content);
		case Tag.universalString:
			return decodeUniversalString(content);
		case Tag.numericString:
		case Tag.printableString:
		case Tag.ia5String:
		case Tag.teletexString:
			// Teletex in certificates is Latin-1 in practice (OpenSSL reads it so).
			return Buffer.from(content).toString('latin1');
		default:
			throw new DerError(`no text type: ${tag}`);
	}
}

function decodeUniversalString(content: Uint8Array): string {
	const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
	let text = '';
	for (let offset = 0; offset + 4 <= content.length; offset += 4) {
		const codePoint = view.getUint32(offset);
		text += codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '\u{FFFD}';
	}
	return text;
}

/** Whoever reads on behind what belongs there would read something else than who stops. @throws DerError */
export function expectEnd(cursor: DerCursor): void {
	if (!cursor.isAtEnd) {
		throw new DerError('more than belongs there');
	}
}
