/**
 * Return values, flags and mechanisms of PKCS#11 v2.40 that the program tells apart, with the standard's numbers.
 * No other place compares them.
 */

const CKR = {
	generalError: 0x05,
	functionFailed: 0x06,
	deviceError: 0x30,
	deviceMemory: 0x31,
	deviceRemoved: 0x32,
	functionNotSupported: 0x54,
	pinIncorrect: 0xa0,
	pinInvalid: 0xa1,
	pinLengthRange: 0xa2,
	pinExpired: 0xa3,
	pinLocked: 0xa4,
	tokenNotPresent: 0xe0,
	tokenNotRecognized: 0xe1,
	userPinNotInitialized: 0x102,
} as const;

/** What a module's return value to a PIN or PUK says. */
export type ModulePinAnswer =
	| { readonly kind: 'wrong' }
	| { readonly kind: 'blocked' }
	/** It says that it did not do it, and nothing of a wrong PIN. */
	| { readonly kind: 'declined'; readonly reason: ModuleDecline }
	/** It does not say what the card did. */
	| { readonly kind: 'unclear' };

export type ModuleDecline =
	/** Characters that the token does not take. */
	| 'pin-characters'
	| 'pin-length'
	| 'pin-expired'
	/** No PIN was ever set on this token. */
	| 'pin-not-set'
	/** The module does not have this operation. */
	| 'not-in-module';

const PIN_ANSWERS: ReadonlyMap<number, ModulePinAnswer> = new Map<number, ModulePinAnswer>([
	[CKR.pinIncorrect, { kind: 'wrong' }],
	[CKR.pinLocked, { kind: 'blocked' }],
	[CKR.pinInvalid, { kind: 'declined', reason: 'pin-characters' }],
	[CKR.pinLengthRange, { kind: 'declined', reason: 'pin-length' }],
	[CKR.pinExpired, { kind: 'declined', reason: 'pin-expired' }],
	[CKR.userPinNotInitialized, { kind: 'declined', reason: 'pin-not-set' }],
	[CKR.functionNotSupported, { kind: 'declined', reason: 'not-in-module' }],
]);

/** The one place that decides what a return value means for a PIN. */
export function readModulePinAnswer(code: number): ModulePinAnswer {
	return PIN_ANSWERS.get(code) ?? { kind: 'unclear' };
}

const PASSING: ReadonlySet<number> = new Set([
	CKR.generalError,
	CKR.functionFailed,
	CKR.deviceError,
	CKR.deviceMemory,
	CKR.tokenNotRecognized,
]);

/** Whether the same call may do a moment later: modules say so where another program holds the card. */
export function isPassing(code: number): boolean {
	return PASSING.has(code);
}

/** The card is not there, or not any more. */
export function isCardGone(code: number): boolean {
	return code === CKR.tokenNotPresent || code === CKR.deviceRemoved;
}

/** `CKR_…` as people look it up: the number in hexadecimal, as the standard's tables have it. */
export function codeName(code: number): string {
	return `CKR 0x${code.toString(16).padStart(2, '0')}`;
}

const TOKEN_INITIALIZED = 0x400;
const USER_PIN_LOW = 0x10000;
const USER_PIN_FINAL = 0x20000;
const USER_PIN_LOCKED = 0x40000;
const OFFICER_PIN_LOW = 0x100000;
const OFFICER_PIN_FINAL = 0x200000;
const OFFICER_PIN_LOCKED = 0x400000;

/** What a token's flags say of one of its two PINs. */
export interface TokenPinFlags {
	readonly isLow: boolean;
	readonly isFinalTry: boolean;
	readonly isLocked: boolean;
}

export function pinFlagsOf(flags: number): TokenPinFlags {
	return {
		isLow: (flags & USER_PIN_LOW) !== 0,
		isFinalTry: (flags & USER_PIN_FINAL) !== 0,
		isLocked: (flags & USER_PIN_LOCKED) !== 0,
	};
}

/** Of the security officer's PIN: what people call the PUK. */
export function pukFlagsOf(flags: number): TokenPinFlags {
	return {
		isLow: (flags & OFFICER_PIN_LOW) !== 0,
		isFinalTry: (flags & OFFICER_PIN_FINAL) !== 0,
		isLocked: (flags & OFFICER_PIN_LOCKED) !== 0,
	};
}

/** A slot may show a token that was never set up; nothing can be done with one. */
export function isTokenInUse(flags: number): boolean {
	return (flags & TOKEN_INITIALIZED) !== 0;
}
