import { createHash } from 'node:crypto';
import { foldedText } from './folded-text.ts';

/** Characters that nobody mistakes for another one in print: of 0 O Q D, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V W one at most. */
const ALPHABET = '34679ACDEFHJKMNPRTY';
const CHARACTERS = 8;
const GROUP = 4;

/**
 * The short form of an operation's key (`Idempotency-Key`), to be read over a phone: `7K4P-3MTY`. The first eight bytes of
 * the key's SHA-256, as an unsigned number with the highest byte first, in base 19, of which the last eight digits are
 * written. There are 19^8 (17 billion) of them, so two keys of one journal may share one: it finds an operation and
 * does not name it.
 */
export function operationNumber(key: string): string {
	let rest = createHash('sha256').update(key).digest().readBigUInt64BE();
	let digits = '';
	for (let place = 0; place < CHARACTERS; place += 1) {
		digits = ALPHABET.charAt(Number(rest % BigInt(ALPHABET.length))) + digits;
		rest /= BigInt(ALPHABET.length);
	}
	return `${digits.slice(0, GROUP)}-${digits.slice(GROUP)}`;
}

const TYPED_NUMBER = new RegExp(`^[${foldedText(ALPHABET)}]{${CHARACTERS}}$`, 'u');
/** A key as the contract takes it (`token`). */
const TYPED_KEY = /^[A-Za-z0-9._~-]{16,200}$/u;

/** Whether it can name an operation: a number, in any case and with or without the hyphen, or a key. */
export function isOperationName(typed: string): boolean {
	return TYPED_NUMBER.test(bareNumber(typed)) || TYPED_KEY.test(typed);
}

/** Whether the operation with this key is the one that was named, by its key or by its number. */
export function isOperationNamed(typed: string, key: string): boolean {
	return typed === key || bareNumber(operationNumber(key)) === bareNumber(typed);
}

function bareNumber(typed: string): string {
	return foldedText(typed.replace(/[\s-]/gu, ''));
}
