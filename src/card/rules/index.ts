export {
	type Capability,
	type CapabilityReason,
	type CardOperation,
	capability,
	isSandboxCard,
} from './capabilities.ts';
export { type CardGap, cardGap } from './card-gap.ts';
export {
	checkNewPin,
	checkTypedPin,
	holderNumbersOf,
	type NewPinContext,
	type PinLength,
	type PinRule,
	USUAL_PIN_LENGTH,
} from './pin-rules.ts';
export { POLKIT_ACTIONS } from './polkit-actions.ts';
export { isSameCard, type ShowsCertificates } from './same-card.ts';
