import {
	type AppState,
	type Command,
	type DetailsAct,
	type Next,
	next,
	noWords,
	request,
	typeIntoWordFields,
	unfinishedWords,
	type WordField,
	type WordForm,
	type WordStep,
	withNotice,
	wordFieldsCommand,
} from '#app';

/* A new security word for the present one. */

export function openWord(state: AppState, operation: DetailsAct): Next {
	return next(withStep(state, operation, noWords()));
}

function withStep(state: AppState, operation: DetailsAct, step: DetailsAct['step']): AppState {
	return { ...state, operation: { ...operation, step } };
}

function formOf(state: AppState, operation: DetailsAct, step: WordStep): WordForm<WordField> {
	return {
		order: ['present', 'first', 'again'],
		fields: step,
		put: (fields) => withStep(state, operation, { ...step, ...fields }),
	};
}

export function wordCommand(
	state: AppState,
	operation: DetailsAct,
	step: WordStep,
	command: Command,
): Next | undefined {
	switch (command) {
		case 'back':
			return next(withStep(state, operation, { name: 'form' }), {
				kind: 'wipe',
				secrets: Object.values(step.words),
			});
		case 'continue':
			return (
				unfinishedWords(formOf(state, operation, step), ['first', 'again']) ?? send(state, operation, step)
			);
		default:
			return wordFieldsCommand(state, formOf(state, operation, step), command);
	}
}

export function typeIntoWord(state: AppState, operation: DetailsAct, step: WordStep, text: string): Next {
	return typeIntoWordFields(state, formOf(state, operation, step), text);
}

function send(state: AppState, operation: DetailsAct, step: WordStep): Next {
	const { words } = step;
	return request(withNotice(state, undefined), (number, sent) =>
		next(
			withStep(sent, operation, {
				name: 'running',
				run: { request: number, since: sent.now, phase: 'sending' },
				from: step,
			}),
			{
				kind: 'make-change',
				request: number,
				change: {
					kind: 'change-security-word',
					securityWord: words.present,
					newSecurityWord: words.first,
				},
				holderNumber: operation.holderNumber,
			},
		),
	);
}
