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
 * Instances are never changed by editing: {@link appended} and {@link withoutLast} give new ones, and whoever
 * replaces a secret wipes the former one.
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

	appended(text: string): SecretText {
		return SecretText.of(this.reveal() + text);
	}

	withoutLast(): SecretText {
		return SecretText.of(Array.from(this.reveal()).slice(0, -1).join(''));
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
