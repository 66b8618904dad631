/** What every rendering of a secret gives instead of its content. */
const MASK = '•••';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * A security word, SMS code, PIN or PUK, held as bytes that can be wiped.
 *
 * Nothing that renders values (`String()`, template literals, `JSON.stringify`, `console.log`) shows its
 * content; only {@link reveal} gives it. Key presses reach the program as JavaScript strings, which cannot be
 * wiped, so wiping shortens a secret's life in memory and does not guarantee its absence.
 *
 * Instances are never changed by editing: {@link inserted} and {@link erased} give new ones, and whoever replaces a secret
 * wipes the former one. Editing copies bytes: a string of the whole content would stay in the heap after {@link wipe}.
 */
export class SecretText {
	readonly #bytes: Uint8Array;
	/** Number of code points; 0 after {@link wipe}. */
	#length: number;

	private constructor(bytes: Uint8Array, length: number) {
		this.#bytes = bytes;
		this.#length = length;
	}

	static of(text: string): SecretText {
		const normalised = text.normalize('NFC');
		return new SecretText(encoder.encode(normalised), Array.from(normalised).length);
	}

	static readonly empty: SecretText = SecretText.of('');

	/** Number of code points: what a masked field draws. */
	get length(): number {
		return this.#length;
	}

	/**
	 * With `text` put in `behind` code points before the end, 0 being the end. Only the characters next to it are made a string
	 * of, to join a letter and its mark that came apart (NFC); the rest is copied as bytes.
	 */
	inserted(text: string, behind = 0): SecretText {
		const at = this.#byteAt(behind);
		return this.#replaced(at, at, text);
	}

	/** Without the code point that has `behind` others after it; the same content where there is none. */
	erased(behind = 0): SecretText {
		const to = this.#byteAt(behind);
		return this.#replaced(this.#before(to), to, '');
	}

	/** With `text` in place of the bytes from `start` to `end`, joined with the characters beside it. */
	#replaced(start: number, end: number, text: string): SecretText {
		const from = this.#joinedBefore(start, text === '' ? this.#decoded(end, this.#after(end)) : text);
		const left = `${this.#decoded(from, start)}${text}`;
		const to = this.#joinedAfter(end, left);
		return this.#spliced(from, to, `${left}${this.#decoded(end, to)}`.normalize('NFC'));
	}

	/** Where the last `count` code points begin, in bytes. */
	#byteAt(count: number): number {
		let at = this.byteLength;
		for (let passed = 0; passed < count; passed += 1) {
			at = this.#before(at);
		}
		return at;
	}

	/** Where the code point that ends at `at` begins. */
	#before(at: number): number {
		let start = Math.max(0, at - 1);
		while (start > 0 && isContinuation(this.#bytes[start])) {
			start -= 1;
		}
		return start;
	}

	/** Where the code point that begins at `at` ends. */
	#after(at: number): number {
		let end = Math.min(this.byteLength, at + 1);
		while (end < this.byteLength && isContinuation(this.#bytes[end])) {
			end += 1;
		}
		return end;
	}

	#decoded(from: number, to: number): string {
		return from === to ? '' : decoder.decode(this.#bytes.subarray(from, to));
	}

	/** Where the characters begin that what comes after them at `at` may join. */
	#joinedBefore(at: number, following: string): number {
		let from = at;
		let next = Array.from(following)[0] ?? '';
		while (from > 0) {
			const start = this.#before(from);
			const character = this.#decoded(start, from);
			if (!joins(character, next)) {
				break;
			}
			from = start;
			next = character;
		}
		return from;
	}

	/** Where the characters end that may join `left`, which stands before them at `at`; with each, what they have become so far. */
	#joinedAfter(at: number, left: string): number {
		let to = at;
		let former = lastCodePoint(left);
		while (to < this.byteLength) {
			const end = this.#after(to);
			const character = this.#decoded(to, end);
			if (!joins(former, character)) {
				break;
			}
			to = end;
			former = lastCodePoint(former + character);
		}
		return to;
	}

	/** With `text` in place of the bytes from `from` to `to`. */
	#spliced(from: number, to: number, text: string): SecretText {
		const piece = encoder.encode(text);
		const former = this.#bytes.subarray(0, this.byteLength);
		const bytes = ownBytes(from + piece.length + former.length - to);
		bytes.set(former.subarray(0, from), 0);
		bytes.set(piece, from);
		bytes.set(former.subarray(to), from + piece.length);
		piece.fill(0);
		return new SecretText(bytes, countCodePoints(bytes));
	}

	/** Number of bytes as {@link writeTo} writes them; 0 after {@link wipe}. */
	get byteLength(): number {
		return this.#length === 0 ? 0 : this.#bytes.length;
	}

	/**
	 * Writes the content (UTF-8) into `target` at `offset` without making a string of it, and gives the number of
	 * bytes. The caller wipes `target`.
	 *
	 * @throws RangeError where it does not fit
	 */
	writeTo(target: Uint8Array, offset: number): number {
		target.set(this.#bytes.subarray(0, this.byteLength), offset);
		return this.byteLength;
	}

	/** Whether both have the same content, found out without making strings of them. */
	equals(other: SecretText): boolean {
		return (
			this.byteLength === other.byteLength &&
			this.#bytes.subarray(0, this.byteLength).every((byte, index) => byte === other.#bytes[index])
		);
	}

	/** The code point at `index`, for whoever draws the secret one character at a time; '' where there is none. */
	characterAt(index: number): string {
		if (index < 0 || index >= this.#length) {
			return '';
		}
		const start = this.#byteAt(this.#length - index);
		return this.#decoded(start, this.#after(start));
	}

	/** The content. The only caller is the one that sends it or shows it on the holder's demand. */
	reveal(): string {
		return this.#length === 0 ? '' : decoder.decode(this.#bytes);
	}

	/** Overwrites the bytes; afterwards the secret is empty. */
	wipe(): void {
		this.#bytes.fill(0);
		this.#length = 0;
	}

	toString(): string {
		return MASK;
	}

	toJSON(): string {
		return MASK;
	}

	[Symbol.for('nodejs.util.inspect.custom')](): string {
		return MASK;
	}
}

/** Bytes outside the heap that the collector compacts: what is moved there leaves a copy behind that nobody wipes. */
function ownBytes(length: number): Uint8Array {
	return new Uint8Array(new ArrayBuffer(length));
}

/** Of UTF-8: a byte that begins no code point. */
function isContinuation(byte: number | undefined): boolean {
	return byte !== undefined && (byte & 0xc0) === 0x80;
}

function countCodePoints(bytes: Uint8Array): number {
	return bytes.reduce((count, byte) => (isContinuation(byte) ? count : count + 1), 0);
}

/** As NFC has it: the first two of a syllable's three parts are one character by then, which the third joins. */
function lastCodePoint(text: string): string {
	return Array.from(text.normalize('NFC')).at(-1) ?? '';
}

/** Whether NFC may make something else of the two than of each alone: a mark after anything, and the parts of a syllable. */
function joins(former: string, following: string): boolean {
	return /^\p{M}/u.test(following) || (former + following).normalize('NFC') !== former + following;
}
