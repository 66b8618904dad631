/** What a card says with the two status bytes of an answer. No other place compares status words. */
export type CardStatus =
	| { readonly kind: 'done' }
	/** GET RESPONSE gives `lengthBytes` more (1–256). */
	| { readonly kind: 'more-data'; readonly lengthBytes: number }
	/** The same command with Le = `lengthBytes` (1–256) would do. */
	| { readonly kind: 'wrong-expected-length'; readonly lengthBytes: number }
	/** Done, and the file ended before the wanted length. */
	| { readonly kind: 'end-of-file' }
	/** The file, or the whole card, was put out of use for ever (ISO 7816-4, life cycle status). */
	| { readonly kind: 'terminated' }
	| { readonly kind: 'wrong-pin'; readonly triesLeft: number }
	| { readonly kind: 'pin-blocked' }
	| { readonly kind: 'pin-unusable' }
	| { readonly kind: 'security-condition' }
	| { readonly kind: 'use-condition' }
	| { readonly kind: 'no-current-file' }
	| { readonly kind: 'wrong-length' }
	| { readonly kind: 'wrong-parameters' }
	| { readonly kind: 'offset-outside-file' }
	| { readonly kind: 'file-not-found' }
	| { readonly kind: 'record-not-found' }
	| { readonly kind: 'reference-not-found' }
	| { readonly kind: 'no-memory' }
	| { readonly kind: 'instruction-unknown' }
	| { readonly kind: 'class-unknown' }
	/** Four upper-case hexadecimal digits of a status word that AKİS is not known to give. */
	| { readonly kind: 'other'; readonly word: string };

/** Meaning of a status word (SW1 · 256 + SW2), per ISO 7816-4 5.6 and OpenSC's AKİS driver. */
export function interpretStatus(word: number): CardStatus {
	const sw2 = word & 0xff;
	switch (word >> 8) {
		case 0x61:
			return { kind: 'more-data', lengthBytes: sw2 || 256 };
		case 0x6c:
			return { kind: 'wrong-expected-length', lengthBytes: sw2 || 256 };
		default:
	}
	if ((word & 0xfff0) === 0x63c0) {
		return { kind: 'wrong-pin', triesLeft: word & 0x0f };
	}
	switch (word) {
		case 0x9000:
			return { kind: 'done' };
		case 0x6282:
			return { kind: 'end-of-file' };
		case 0x6285:
			return { kind: 'terminated' };
		case 0x6700:
			return { kind: 'wrong-length' };
		case 0x6982:
			return { kind: 'security-condition' };
		case 0x6983:
			return { kind: 'pin-blocked' };
		case 0x6984:
			return { kind: 'pin-unusable' };
		case 0x6985:
			return { kind: 'use-condition' };
		case 0x6986:
			return { kind: 'no-current-file' };
		case 0x6a80:
		case 0x6a86:
		case 0x6a87:
			return { kind: 'wrong-parameters' };
		case 0x6a82:
			return { kind: 'file-not-found' };
		case 0x6a83:
			return { kind: 'record-not-found' };
		case 0x6a84:
			return { kind: 'no-memory' };
		case 0x6a88:
			return { kind: 'reference-not-found' };
		case 0x6b00:
			return { kind: 'offset-outside-file' };
		case 0x6d00:
			return { kind: 'instruction-unknown' };
		case 0x6e00:
			return { kind: 'class-unknown' };
		default:
			// ASCII hexadecimal, no locale involved.
			return { kind: 'other', word: word.toString(16).padStart(4, '0').toUpperCase() };
	}
}
