import { CardError } from '../errors.ts';
import { type CardStatus, interpretStatus } from './status.ts';

export interface ResponseApdu {
	readonly data: Uint8Array;
	readonly status: CardStatus;
	/** The two status bytes as they came: four upper-case hexadecimal digits. */
	readonly statusWord: string;
}

/** 256 data bytes and the status word. */
const MAX_RESPONSE_BYTES = 258;

/**
 * @throws CardError `card-lost` under two bytes (pcscd reports success with nothing when a card vanishes in the
 *   middle of a command), `malformed-answer` above what a short APDU can carry
 */
export function parseResponse(bytes: Uint8Array): ResponseApdu {
	const sw1 = bytes.at(-2);
	const sw2 = bytes.at(-1);
	if (sw1 === undefined || sw2 === undefined) {
		throw new CardError('card-lost', `answer of ${bytes.length} bytes`);
	}
	if (bytes.length > MAX_RESPONSE_BYTES) {
		throw new CardError('malformed-answer', `answer of ${bytes.length} bytes`);
	}
	return {
		data: bytes.subarray(0, -2),
		status: interpretStatus(sw1 * 256 + sw2),
		// ASCII hexadecimal, no locale involved.
		statusWord: Buffer.of(sw1, sw2).toString('hex').toUpperCase(),
	};
}
