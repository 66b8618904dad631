import type { SecretText } from '#text';

const INS_VERIFY = 0x20;
const INS_CHANGE_REFERENCE_DATA = 0x24;
const INS_RESET_RETRY_COUNTER = 0x2c;

/** Reference of the PIN that belongs to the application, on a card that names no other. */
export const APPLICATION_PIN = 0x80;
/** Bit of every reference to a PIN of an application; without it the security officer's is meant. */
const APPLICATION_BIT = 0x80;
/** CHANGE P1: a PIN of the application, whose reference stands in P2 without its bit. */
const P1_APPLICATION_PIN = 0x02;

const HEADER_BYTES = 5;

/**
 * A command that carries a PIN or PUK: one buffer with the whole APDU, given out once and wiped. The digits go
 * from the {@link SecretText} straight into it; nothing that renders values shows them.
 */
export class PinCommand {
	readonly #apdu: Uint8Array;
	#isTaken = false;

	private constructor(ins: number, p1: number, p2: number, parts: readonly Part[]) {
		const length = parts.reduce<number>(
			(sum, part) => sum + (typeof part === 'number' ? 1 : part.byteLength),
			0,
		);
		// A PIN that is empty asks for the tries left on some cards and spends one on others.
		if (length > 255 || parts.some((part) => typeof part !== 'number' && part.byteLength === 0)) {
			throw new TypeError(`PIN-bearing command with ${length} bytes of data`);
		}
		this.#apdu = new Uint8Array(HEADER_BYTES + length);
		this.#apdu.set([0x00, ins, p1, p2, length]);
		let offset = HEADER_BYTES;
		for (const part of parts) {
			if (typeof part === 'number') {
				this.#apdu[offset] = part;
				offset++;
			} else {
				offset += part.writeTo(this.#apdu, offset);
			}
		}
	}

	/** VERIFY of a PIN of the application: the digits as they are, no padding. */
	static verify(reference: number, pin: SecretText): PinCommand {
		return new PinCommand(INS_VERIFY, 0, ofApplication(reference), [pin]);
	}

	/**
	 * CHANGE of a PIN of the application in AKİS's own form: each PIN behind its length, where ISO would have one after
	 * the other.
	 */
	static change(reference: number, old: SecretText, next: SecretText): PinCommand {
		const p2 = ofApplication(reference) & ~APPLICATION_BIT;
		return new PinCommand(INS_CHANGE_REFERENCE_DATA, P1_APPLICATION_PIN, p2, [
			old.byteLength,
			old,
			next.byteLength,
			next,
		]);
	}

	/**
	 * RESET RETRY COUNTER as ISO 7816-4 has it: the PUK and, without a mark in between, the new PIN. How a real AKİS
	 * card is unblocked is not public: only the sandbox's own cards get this.
	 */
	static resetRetryCounter(reference: number, puk: SecretText, next: SecretText): PinCommand {
		return new PinCommand(INS_RESET_RETRY_COUNTER, 0, ofApplication(reference), [puk, next]);
	}

	/** The whole APDU, once; a second time it is a mistake of ours, whatever became of the first. */
	take(): Uint8Array {
		if (this.#isTaken) {
			throw new TypeError('a PIN-bearing command is sent once');
		}
		this.#isTaken = true;
		return this.#apdu;
	}

	wipe(): void {
		this.#apdu.fill(0);
		this.#isTaken = true;
	}
}

/** A PIN that is compared with the security officer's by mistake can end the card: such a reference is never sent. */
function ofApplication(reference: number): number {
	if ((reference & APPLICATION_BIT) === 0 || reference > 0xff) {
		throw new TypeError(`reference ${reference} is no PIN of the application`);
	}
	return reference;
}

/** A length byte, or the digits. */
type Part = number | SecretText;
