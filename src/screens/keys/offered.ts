import type { AppState, Refusal } from '#app';
import { operationOffers } from '../operation/offers.ts';
import { BINDINGS, type Binding, type Chord, type KeyContext } from './bindings.ts';

const TEXT_CONTEXTS: readonly KeyContext[] = [
	'login-form',
	'login-code',
	'login-word',
	'login-signature',
	'card-pin-form',
	'card-pin-word',
	'operation-field',
	'certificates-search',
	'timeline-search',
	'operation-search',
	'unlock',
	'palette',
	'closed-field',
];

/** Which bindings hold now. */
export interface KeysHere {
	readonly context: KeyContext;
	/** True where a field is open, be it under a window that became too small. */
	readonly isTyping: boolean;
}

/** True where typed characters fill a field, so that bindings of single characters rest. */
export function takesText(context: KeyContext): boolean {
	return TEXT_CONTEXTS.includes(context);
}

function isOperation(context: KeyContext): boolean {
	return context === 'operation' || context === 'operation-field';
}

/** A binding with the chords that can be pressed here. */
export interface OfferedBinding {
	readonly binding: Binding;
	readonly chords: readonly Chord[];
}

/** The bindings that hold now, in the table's order. */
export function offeredAmong({ context, isTyping }: KeysHere, state: AppState): readonly OfferedBinding[] {
	// In a window that became too small while somebody types, the rest of it is no command either.
	const doLettersRest = takesText(context) || (context === 'too-small' && isTyping);
	return BINDINGS.flatMap((binding) => {
		const chords = binding.chords.filter((chord) => 'key' in chord || !doLettersRest);
		return holdsIn(context, binding, state) && chords.length > 0 ? [{ binding, chords }] : [];
	});
}

/** Why a binding of this place is not offered now, where it has something to say to it. */
export function whyNotIn(context: KeyContext, binding: Binding, state: AppState): Refusal | undefined {
	return isOf(binding, context) && !takesText(context) && !holdsIn(context, binding, state)
		? binding.whyNot
		: undefined;
}

function isOf({ contexts }: Binding, context: KeyContext): boolean {
	return contexts === 'everywhere' || contexts.includes(context);
}

/** Whether a binding means something now, be it that its characters would go into a field. */
export function holdsIn(context: KeyContext, binding: Binding, state: AppState): boolean {
	return (
		isOf(binding, context) &&
		(binding.isOffered?.(state) ?? true) &&
		(!isOperation(context) || operationOffers(state, binding.command))
	);
}
