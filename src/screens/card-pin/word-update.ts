import {
	type AppState,
	type Command,
	eraseTyped,
	insertedInto,
	isSameWord,
	LAST_TRY_WORDS,
	type Next,
	next,
	refuse,
	SUPERVISOR_WORDS,
	WORD_LIMIT,
} from '#app';
import { openPinForm, sendPinForm } from './form-update.ts';

/* The word that is typed before a last try, and before a PUK. */

export function typeWord(state: AppState, text: string): Next {
	const typed = typedWord(state);
	return typed.length + text.length > WORD_LIMIT
		? refuse(state, 'field-full')
		: next(withWord(state, insertedInto(typed, text, state.behindCursor)));
}

export function wordCommand(state: AppState, command: Command): Next | undefined {
	return command === 'continue'
		? confirm(state)
		: eraseTyped(state, typedWord(state), command, (typed) => withWord(state, typed));
}

function typedWord({ cardPin }: AppState): string {
	return cardPin?.stage.stage === 'last-try' || cardPin?.stage.stage === 'supervisor'
		? cardPin.stage.typed
		: '';
}

function withWord(state: AppState, typed: string): AppState {
	const { cardPin } = state;
	return cardPin?.stage.stage === 'last-try' || cardPin?.stage.stage === 'supervisor'
		? { ...state, cardPin: { ...cardPin, stage: { ...cardPin.stage, typed } } }
		: state;
}

/** Enter: goes on with the right word alone; a wrong one has to be typed anew. */
function confirm(state: AppState): Next {
	const { cardPin, language } = state;
	switch (cardPin?.stage.stage) {
		case 'supervisor':
			return isSameWord(cardPin.stage.typed, SUPERVISOR_WORDS[language])
				? openPinForm(state, cardPin, 'unblock-pin', true)
				: refuse(withWord(state, ''), 'word-differs');
		case 'last-try':
			return isSameWord(cardPin.stage.typed, LAST_TRY_WORDS[language])
				? sendPinForm(state, cardPin.stage.form, true)
				: refuse(withWord(state, ''), 'word-differs');
		default:
			return next(state);
	}
}
