import type { CardErrorCode } from '#card-model';

/**
 * Anything that went wrong between the program and a card. The message is for logs: English, and never
 * anything that was sent to the card.
 */
export class CardError extends Error {
	override readonly name = 'CardError';
	readonly code: CardErrorCode;
	/** Of the answer that the card did not do what it was asked by: four hexadecimal digits. */
	readonly statusWord: string | undefined;

	constructor(
		code: CardErrorCode,
		message: string,
		options?: ErrorOptions & { readonly statusWord?: string },
	) {
		super(message, options);
		this.code = code;
		this.statusWord = options?.statusWord;
	}
}

const CARD_ERROR_CODES: Readonly<Record<CardErrorCode, true>> = {
	'no-card': true,
	'card-removed': true,
	'card-lost': true,
	'card-reset': true,
	'unresponsive-card': true,
	'sharing-violation': true,
	'access-denied': true,
	timeout: true,
	'service-lost': true,
	'unexpected-status': true,
	terminated: true,
	'malformed-answer': true,
	'limit-exceeded': true,
};

/**
 * The code that an error carries, whoever made it: a reader service outside this room (the sandbox's) throws
 * errors of its own class. Anything without one is a lost card: what it did is not known.
 */
export function cardErrorCode(error: unknown): CardErrorCode {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	return isCardErrorCode(code) ? code : 'card-lost';
}

/** Whether an error with this code says that the card is without power: it has forgotten what was entered. */
export function hasLostPower(code: CardErrorCode): boolean {
	return code === 'no-card' || code === 'card-removed';
}

/** The status word that an error carries; undefined where no answer of the card is behind it. */
export function cardStatusWord(error: unknown): string | undefined {
	return error instanceof CardError ? error.statusWord : undefined;
}

function isCardErrorCode(code: unknown): code is CardErrorCode {
	return typeof code === 'string' && Object.hasOwn(CARD_ERROR_CODES, code);
}
