import { type AppState, next, refuse } from '#app';
import type { KeyContext } from '../keys/bindings.ts';
import type { Screen } from '../screen.ts';
import { choiceSeesCertificates, isPickSearch, termsAnswered } from './certificate-act/update.ts';
import { phoneChangeStarted } from './details/phone.ts';
import { detailsAnswered } from './details/update.ts';
import { withOpenEntry } from './entries.ts';
import { operationField } from './field.ts';
import { pinCardsAnswered } from './pin-deletion/update.ts';
import { filePrinted, pathSuggested, pinsSaved } from './pin-saving/update.ts';
import { withOutcomesToldLater } from './told-later.ts';
import { cardUnlocked, unlockSecretsAnswered, unlocksAnswered } from './unlock/update.ts';
import { changeAsking, changeSettled, operationCommand, operationPaste, operationText } from './update.ts';
import { operationScreen } from './view.ts';

/** The entry of the menu that is open. It is left by its own keys alone. */
export const operation: Screen = {
	keys,
	view: operationScreen,
	command(state, asked) {
		const ofEntry = operationCommand(state, asked);
		if (ofEntry !== undefined) {
			return ofEntry;
		}
		switch (asked) {
			case 'continue':
			case 'back':
			case 'up':
			case 'down':
				return refuse(state, 'no-such-key');
			default:
				return undefined;
		}
	},
	field: operationField,
	text: operationText,
	paste: operationPaste,
	answers: {
		'more-certificates-answered': (state) => next(choiceSeesCertificates(state)),
		'revocation-terms-answered': termsAnswered,
		'details-answered': detailsAnswered,
		'phone-change-started': phoneChangeStarted,
		'unlocks-answered': unlocksAnswered,
		'unlock-secrets-answered': unlockSecretsAnswered,
		'card-unlocked': cardUnlocked,
		'path-suggested': pathSuggested,
		'pins-saved': pinsSaved,
		'file-printed': filePrinted,
		'pin-cards-answered': pinCardsAnswered,
		'change-asking': changeAsking,
		'change-settled': changeSettled,
		'open-changes-settled': (state, { request, asked }, before) =>
			next(
				request === before.openChanges.request
					? { ...state, operation: withOutcomesToldLater(state.operation, asked ?? []) }
					: state,
			),
	},
	counts: ({ operation: open }) => withOpenEntry(open, (entry, act) => entry.counts(act)) ?? false,
};

function keys(state: AppState): KeyContext {
	if (isPickSearch(state)) {
		return 'operation-search';
	}
	const field = operationField(state);
	return field?.focus === undefined && field?.isAmongFields !== true ? 'operation' : 'operation-field';
}
