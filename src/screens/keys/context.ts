import { type AppState, hasTextField, isTooSmall, type Refusal, typedField } from '#app';
import { isPickSearch } from '../operation/certificate-act/update.ts';
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

/** Which bindings hold now: the top of what is on the screen owns the keys. */
export function keyContext(state: AppState): KeyContext {
	if (isTooSmall(state.size)) {
		return 'too-small';
	}
	if (state.closedField !== undefined) {
		return 'closed-field';
	}
	if (state.overlay !== undefined) {
		const { kind } = state.overlay;
		return kind === 'quit' || kind === 'certificate' || kind === 'unlock' || kind === 'palette'
			? kind
			: 'overlay';
	}
	if (state.screen === 'card-pin') {
		return cardPinContext(state);
	}
	if (state.screen === 'operation') {
		if (isPickSearch(state)) {
			return 'operation-search';
		}
		return hasTextField(state) ? 'operation-field' : 'operation';
	}
	if (state.screen === 'certificates') {
		return state.certificateTable?.isTyping === true ? 'certificates-search' : 'certificates';
	}
	if (state.screen === 'timeline') {
		return state.timeline?.isTyping === true ? 'timeline-search' : 'timeline';
	}
	if (state.screen !== 'login') {
		return state.screen;
	}
	switch (state.login.stage) {
		case 'none':
			return 'login-open';
		case 'form':
			return 'login-form';
		case 'phone':
			// While the code is asked for its field is about to open: digits and Enter are for it already.
			return hasTextField(state) ? 'login-code' : 'login-phone';
		case 'code':
			return 'login-code';
		case 'new-word':
			return 'login-word';
		case 'elsewhere':
			return 'login-elsewhere';
		case 'signature':
			return state.cardPin === undefined ? 'login-signature' : cardPinContext(state);
	}
}

function cardPinContext({ cardPin }: AppState): KeyContext {
	switch (cardPin?.stage.stage) {
		case undefined:
		case 'menu':
			return 'card-pin';
		case 'form':
			return 'card-pin-form';
		case 'supervisor':
		case 'last-try':
			return 'card-pin-word';
		case 'running':
			return 'card-pin-running';
		case 'told':
			return 'card-pin-told';
	}
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
export function offeredBindings(state: AppState): readonly OfferedBinding[] {
	const context = keyContext(state);
	// In a window that became too small while somebody types, the rest of it is no command either.
	const doLettersRest = takesText(context) || (context === 'too-small' && typedField(state) !== undefined);
	return BINDINGS.flatMap((binding) => {
		const chords = binding.chords.filter((chord) => 'key' in chord || !doLettersRest);
		return holdsHere(binding, state) && chords.length > 0 ? [{ binding, chords }] : [];
	});
}

/** Why a binding of this place is not offered now, where it has something to say to it. */
export function whyNotHere(binding: Binding, state: AppState): Refusal | undefined {
	const context = keyContext(state);
	return isOf(binding, context) && !takesText(context) && !holdsHere(binding, state)
		? binding.whyNot
		: undefined;
}

function isOf({ contexts }: Binding, context: KeyContext): boolean {
	return contexts === 'everywhere' || contexts.includes(context);
}

/** Whether a binding means something now, be it that its characters would go into a field. */
export function holdsHere(binding: Binding, state: AppState): boolean {
	const context = keyContext(state);
	return (
		isOf(binding, context) &&
		(binding.isOffered?.(state) ?? true) &&
		(!isOperation(context) || operationOffers(state, binding.command))
	);
}
