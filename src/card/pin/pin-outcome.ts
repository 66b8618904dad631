import type { CardErrorCode } from '#card-model';
import type { CapabilityReason, PinRule } from '#card-rules';
import type { ModuleDecline } from '../pkcs11/cryptoki-codes.ts';
import type { ModuleFaultCode } from '../pkcs11/module-errors.ts';
import type { ModuleTrouble } from '../pkcs11/vendor-module.ts';
import type { DeclineReason } from './pin-answer.ts';
import type { TriesLeft } from './tries-left.ts';

/** What became of one act of a person with a PIN or PUK. At most one command with it was sent, whatever it says. */
export type PinOutcome = PinDone | PinNotDone;

/** What a card was left as behind a right PIN. */
export interface Afterwards {
	/**
	 * The card could not be reset: the PIN may still be entered, for whoever uses the card next. Undefined where the card
	 * was reset, or lost its power.
	 */
	readonly isLeftOpen?: true | undefined;
}

export interface PinDone extends Afterwards {
	readonly kind: 'done';
	/** Of the PIN, read afterwards. */
	readonly tries: TriesLeft;
}

/** `tries` are those of the PIN, or of the PUK where it was the PUK that was sent. */
export type PinNotDone =
	| { readonly kind: 'wrong'; readonly tries: TriesLeft }
	/** Also where nothing was sent because it was known before. */
	| { readonly kind: 'blocked' }
	/** Nothing was sent: a wrong PIN now may block the card, and nobody confirmed that. */
	| { readonly kind: 'needs-last-try-confirmation'; readonly tries: TriesLeft }
	/** Nothing was sent: a rule of ours is against it. */
	| { readonly kind: 'refused'; readonly refusal: Refusal }
	/** The card says that it did not do it; it compared nothing as far as it says. */
	| { readonly kind: 'declined'; readonly reason: DeclineReason | ModuleDecline; readonly tries: TriesLeft }
	/** Nothing was sent: another program holds the card, or another act in this one. */
	| { readonly kind: 'in-use' }
	/** Nothing was sent: this card's way for it is not APDUs, or there is none. */
	| { readonly kind: 'not-supported'; readonly reason: CapabilityReason | CardLacks }
	/** Nothing was sent: the vendor's module is not there, is not loaded, or did not come that far. */
	| { readonly kind: 'module-trouble'; readonly trouble: ModuleTrouble }
	/** The conversation ended before a PIN was sent; `code` says how. */
	| { readonly kind: 'card-gone-before'; readonly code: CardErrorCode }
	/**
	 * A PIN-bearing command was sent and its answer is not known. The card may have compared or not, and changed the
	 * PIN or not; only what `reread` found is certain. A new try is a new act of a person.
	 */
	| { readonly kind: 'unknown'; readonly code: WayFaultCode; readonly reread: Reread };

/** What can go wrong on the way to a card: by APDUs, or by the vendor's module. */
export type WayFaultCode = CardErrorCode | ModuleFaultCode;

/** What keeps an operation from one card, or one key, of a generation that has it. */
export type CardLacks =
	| 'key-not-rsa'
	/** Neither RSA nor EC: no seal has such a key, and how it would sign is not known here. */
	| 'key-kind-unknown'
	/** The card names no private key of this certificate, and one is not guessed. */
	| 'key-not-named'
	/** The card wants the digits in a form that is not known of AKİS: padded, or not as text. */
	| 'pin-form-unknown';

/** A signature, or why there is none. */
export type SignOutcome =
	| (Afterwards & {
			readonly kind: 'signed';
			/** RSA: PKCS#1 v1.5. EC: r and s as plain numbers, one behind the other. */
			readonly signature: Uint8Array;
			/** EC only: the same two numbers as an ASN.1 sequence. */
			readonly der?: Uint8Array | undefined;
			readonly tries: TriesLeft;
	  })
	/** The PIN was right, and the card gave no signature that the certificate confirms. */
	| (Afterwards & {
			readonly kind: 'not-signed';
			readonly code: WayFaultCode;
			readonly tries: TriesLeft;
	  })
	| PinNotDone;

export type Refusal =
	| { readonly rule: PinRule; readonly field: PinField }
	| {
			readonly rule: /** What the sandbox's portal says goes to cards of the sandbox alone. */
				| 'not-sandbox-card'
				/** Another card than the one that was shown is in the reader, or it can no longer be told. */
				| 'other-card'
				| 'supervisor-needed'
				/** One more wrong PUK destroys the card: no confirmation allows that. */
				| 'last-puk-try'
				| 'puk-tries-unknown';
	  };

export type PinField = 'pin' | 'new-pin' | 'puk';

/** What a new conversation, which compared nothing, found after an answer that was lost. */
export type Reread =
	| {
			readonly kind: 'read';
			readonly pin: TriesLeft;
			/** Undefined where it was not the PUK that was sent. */
			readonly puk: TriesLeft | undefined;
			/**
			 * Whether the card counts one try fewer for what was sent. It may do so for the right PIN too, where it lost
			 * its power in the middle of the comparison. Undefined where its hints do not tell.
			 */
			readonly isTrySpent: boolean | undefined;
	  }
	| { readonly kind: 'other-card' }
	/** `sharing-violation`: another program had the card by then. */
	| { readonly kind: 'not-read'; readonly code: WayFaultCode };
