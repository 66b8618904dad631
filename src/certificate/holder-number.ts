/** Tax number of an organisation (VKN, 10 digits) or citizen number of a person (TCKN, 11 digits). */
export type HolderNumberKind = 'vkn' | 'tckn';

export type HolderNumberCheck =
	| { readonly ok: true; readonly kind: HolderNumberKind; readonly number: string }
	| { readonly ok: false; readonly code: 'empty' | 'not-digits' }
	/** `length`: digits typed, neither 10 nor 11. */
	| { readonly ok: false; readonly code: 'length'; readonly length: number }
	| { readonly ok: false; readonly code: 'check-digit'; readonly kind: HolderNumberKind };

/**
 * Checks a number as typed; spaces do not count. The algorithms are those of python-stdnum (`tr.vkn`,
 * `tr.tckimlik`). A failed check digit on a *certificate* proves nothing: Kamu SM's own test certificates have
 * such numbers.
 */
export function checkHolderNumber(text: string): HolderNumberCheck {
	const number = text.replace(/\s+/gu, '');
	if (number === '') {
		return { ok: false, code: 'empty' };
	}
	if (!/^[0-9]+$/.test(number)) {
		return { ok: false, code: 'not-digits' };
	}
	const digits = Array.from(number, Number);
	const kind = kindByLength(digits.length);
	if (kind === undefined) {
		return { ok: false, code: 'length', length: digits.length };
	}
	const isRight = kind === 'vkn' ? isTaxNumber(digits) : isCitizenNumber(digits);
	return isRight ? { ok: true, kind, number } : { ok: false, code: 'check-digit', kind };
}

function kindByLength(length: number): HolderNumberKind | undefined {
	if (length === 10) {
		return 'vkn';
	}
	return length === 11 ? 'tckn' : undefined;
}

function isTaxNumber(digits: readonly number[]): boolean {
	let sum = 0;
	for (const [index, digit] of digits.slice(0, 9).entries()) {
		const a = (digit + 9 - index) % 10;
		// Multiples of 9 count as 9, except a itself being 0.
		sum += a === 0 ? 0 : (a * 2 ** (9 - index)) % 9 || 9;
	}
	return digits[9] === (10 - (sum % 10)) % 10;
}

function isCitizenNumber(digits: readonly number[]): boolean {
	if (digits[0] === 0) {
		return false;
	}
	let odd = 0;
	let even = 0;
	for (const [index, digit] of digits.slice(0, 9).entries()) {
		if (index % 2 === 0) {
			odd += digit;
		} else {
			even += digit;
		}
	}
	// The added 100 keeps the difference positive: even is at most 36.
	const tenth = (odd * 7 - even + 100) % 10;
	return digits[9] === tenth && digits[10] === (odd + even + tenth) % 10;
}
