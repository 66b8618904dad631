import type { CardErrorCode, ServiceFailure } from '#card-model';
import { cleanText } from '#text';
import { CardError } from '../errors.ts';

/** Result codes of PC/SC part 5 and pcsc-lite's `pcsclite.h` that mean something here. */
const NO_SERVICE = 0x8010001d;
const SERVICE_STOPPED = 0x8010001e;
const COMM_ERROR = 0x80100013;
const SECURITY_VIOLATION = 0x8010006a;

const CARD_ERROR_CODES: ReadonlyMap<number, CardErrorCode> = new Map([
	[0x80100009, 'no-card'], // SCARD_E_UNKNOWN_READER: unplugged
	[0x8010000a, 'timeout'], // SCARD_E_TIMEOUT
	[0x8010000b, 'sharing-violation'], // SCARD_E_SHARING_VIOLATION
	[0x8010000c, 'no-card'], // SCARD_E_NO_SMARTCARD
	[0x8010000f, 'unresponsive-card'], // SCARD_E_PROTO_MISMATCH: neither T=0 nor T=1
	[COMM_ERROR, 'service-lost'], // what a call gets that waits while pcscd is killed
	[0x80100017, 'no-card'], // SCARD_E_READER_UNAVAILABLE
	[NO_SERVICE, 'service-lost'],
	[SERVICE_STOPPED, 'service-lost'],
	[0x8010002e, 'no-card'], // SCARD_E_NO_READERS_AVAILABLE
	[0x80100065, 'unresponsive-card'], // SCARD_W_UNSUPPORTED_CARD
	[0x80100066, 'unresponsive-card'], // SCARD_W_UNRESPONSIVE_CARD
	[0x80100067, 'unresponsive-card'], // SCARD_W_UNPOWERED_CARD
	[0x80100068, 'card-reset'], // SCARD_W_RESET_CARD
	[0x80100069, 'card-removed'], // SCARD_W_REMOVED_CARD
	[SECURITY_VIOLATION, 'access-denied'],
]);

/** The result code that `pcsclite` writes at the end of its messages, e.g. `… (0x8010001d)`. */
export function pcscCode(error: unknown): number | undefined {
	const [, digits] = error instanceof Error ? (/\(0x([0-9a-f]{1,16})\)\s*$/i.exec(error.message) ?? []) : [];
	// Where `long` has 64 bits and the code went through a negative number, ffffffff stands in front of it.
	return digits === undefined ? undefined : Number.parseInt(digits.slice(-8), 16);
}

/** A card error for a failed call. What is not in the table leaves open what the card did. */
export function toCardError(error: unknown): CardError {
	const code = pcscCode(error);
	const cardCode = code === undefined ? undefined : CARD_ERROR_CODES.get(code);
	return new CardError(cardCode ?? 'card-lost', describe(error), { cause: error });
}

/** True where the code means that the service itself is gone, so that its context is dead. */
export function isServiceLoss(error: unknown): boolean {
	const code = pcscCode(error);
	return code === NO_SERVICE || code === SERVICE_STOPPED || code === COMM_ERROR;
}

/** Why no context could be opened. */
export function openingFailure(error: unknown): ServiceFailure {
	switch (pcscCode(error)) {
		case NO_SERVICE:
			return 'not-running';
		case SERVICE_STOPPED:
			return 'stopped';
		case SECURITY_VIOLATION:
			return 'access-denied';
		default:
			return 'failed';
	}
}

/** Text of an error for the operator's details, cleaned. */
export function describe(error: unknown): string {
	return cleanText(error instanceof Error ? error.message : String(error));
}
