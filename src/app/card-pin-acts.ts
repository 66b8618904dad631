/** What can be done with the PIN of the card itself, in the order of the screen. */
export const CARD_PIN_ACTS = ['verify-pin', 'change-pin', 'unblock-pin', 'sign'] as const;
export type CardPinAct = (typeof CARD_PIN_ACTS)[number];

/** What a PIN is typed for: `log-in` is E-İmzalı Giriş, which is begun at the fifth step and stands in no menu. */
export type PinFormAct = CardPinAct | 'log-in';

export type CardPinField = 'pin' | 'puk' | 'new-pin' | 'repeat';

/** The fields of each act, in the order in which they are typed. */
export const FIELDS_OF_ACT: Readonly<Record<PinFormAct, readonly [CardPinField, ...CardPinField[]]>> = {
	'verify-pin': ['pin'],
	'change-pin': ['pin', 'new-pin', 'repeat'],
	'unblock-pin': ['puk', 'new-pin', 'repeat'],
	sign: ['pin'],
	'log-in': ['pin'],
};
