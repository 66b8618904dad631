import type { AkisCard } from '#card-model';
import { checkNewPin, checkTypedPin, holderNumbersOf, type PinLength, type PinRule } from '#card-rules';
import type { SecretText } from '#text';
import type { PinField, PinNotDone } from './pin-outcome.ts';

/** What speaks against digits before anything is sent, whichever way they would go. */
export type Refused = Extract<PinNotDone, { readonly kind: 'refused' }>;

export interface NewPinRequest {
	readonly card: AkisCard;
	readonly pinLength?: PinLength | undefined;
	/** A number the new PIN must not be part of, beside those in the card's certificates. */
	readonly holderNumber?: string | undefined;
}

/** By the form of what was typed alone: enough for a PIN or PUK that is to be compared. */
export function typedObjection(
	name: PinField,
	typed: SecretText,
	length: PinLength | undefined,
): Refused | undefined {
	return ofField(name, checkTypedPin(typed, length));
}

export function newPinObjection(
	{ card, pinLength, holderNumber }: NewPinRequest,
	newPin: SecretText,
	old: SecretText | undefined,
): Refused | undefined {
	const holderNumbers = [...holderNumbersOf(card), ...(holderNumber === undefined ? [] : [holderNumber])];
	return ofField('new-pin', checkNewPin(newPin, { length: pinLength, old, holderNumbers }));
}

export function refused(refusal: Refused['refusal']): Refused {
	return { kind: 'refused', refusal };
}

function ofField(name: PinField, rule: PinRule | undefined): Refused | undefined {
	return rule === undefined ? undefined : refused({ rule, field: name });
}
