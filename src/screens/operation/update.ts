import {
	type AppState,
	type ChangeRun,
	type Command,
	changeUnderWay,
	dropOperation,
	type Next,
	next,
	type OperationState,
	refuse,
	type StampedMessage,
	tell,
	withNotice,
} from '#app';
import {
	certificateCommand,
	certificateSettled,
	isPickSearch,
	resumeCertificateAct,
	typeIntoConfirmation,
	typeIntoPickSearch,
} from './certificate-act/update.ts';
import { detailsCommand, detailsSettled, loadDetails, typeIntoDetails } from './details/update.ts';

import {
	deletionSettled,
	pinDeletionCommand,
	resumePinDeletion,
	typeIntoDeletion,
} from './pin-deletion/update.ts';
import { pinSavingCommand, typeIntoPath } from './pin-saving/update.ts';
import { typeIntoUnlock, unlockCommand, unlockSettled } from './unlock/update.ts';

/* The open entry of the menu: keys, typed text, and the change that it makes. */

export function operationCommand(state: AppState, command: Command): Next | undefined {
	const { operation } = state;
	const run = changeUnderWay(operation);
	if (run !== undefined) {
		return runningCommand(state, run, command);
	}
	switch (operation.kind) {
		case 'none':
			return undefined;
		case 'activate':
		case 'revoke':
			return certificateCommand(state, operation, command);
		case 'update-details':
			return detailsCommand(state, operation, command);
		case 'save-pins':
			return pinSavingCommand(state, operation, command);
		case 'delete-pins':
			return pinDeletionCommand(state, operation, command);
		case 'unlock':
			return unlockCommand(state, operation, command);
	}
}

/** Esc ends the waiting, never the change: that stays open in the journal, and the portal is asked about it. */
function runningCommand(state: AppState, run: ChangeRun, command: Command): Next | undefined {
	switch (command) {
		case 'continue':
			return refuse(state, 'change-under-way');
		case 'back':
			return run.phase === 'leaving'
				? refuse(state, 'waiting-for-answer')
				: next(
						withNotice(
							{ ...state, operation: withRun(state.operation, { ...run, phase: 'leaving' }) },
							undefined,
						),
						{ kind: 'cancel', cancelled: run.request },
					);
		default:
			return undefined;
	}
}

export function operationText(state: AppState, text: string): Next {
	const { operation } = state;
	switch (operation.kind) {
		case 'none':
			return refuse(state, 'no-such-key');
		case 'activate':
		case 'revoke':
			return operation.kind === 'revoke' && operation.step.name === 'confirm'
				? typeIntoConfirmation(state, operation, operation.step, text)
				: typeIntoPickSearch(state, operation, text);
		case 'update-details':
			return typeIntoDetails(state, operation, text);
		case 'save-pins':
			return typeIntoPath(state, operation, text);
		case 'delete-pins':
			return typeIntoDeletion(state, operation, text);
		case 'unlock':
			return typeIntoUnlock(state, operation, text);
	}
}

/** What confirms an act is typed by hand; into other fields a paste goes as if it were typed. */
export function operationPaste(state: AppState, text: string): Next {
	const { kind } = state.operation;
	const isConfirmation =
		(kind === 'revoke' && !isPickSearch(state)) || kind === 'delete-pins' || kind === 'unlock';
	return isConfirmation || text === '' ? refuse(state, 'paste-not-here') : operationText(state, text);
}

export function changeAsking(
	state: AppState,
	{ request }: Extract<StampedMessage, { readonly type: 'change-asking' }>,
): Next {
	const run = changeUnderWay(state.operation);
	return run?.request === request && run.phase !== 'leaving'
		? next({ ...state, operation: withRun(state.operation, { ...run, phase: 'asking' }) })
		: next(state);
}

function withRun(operation: OperationState, run: ChangeRun): OperationState {
	switch (operation.kind) {
		case 'none':
			return operation;
		case 'activate':
		case 'revoke':
			return operation.step.name === 'running'
				? { ...operation, step: { ...operation.step, run } }
				: operation;
		case 'save-pins':
			return operation;
		case 'update-details':
			return operation.step.name === 'running'
				? { ...operation, step: { ...operation.step, run } }
				: operation;
		case 'delete-pins':
			return operation.step.name === 'running'
				? { ...operation, step: { ...operation.step, run } }
				: operation;
		case 'unlock':
			return operation.step.name === 'starting' || operation.step.name === 'reporting'
				? { ...operation, step: { ...operation.step, run } }
				: operation;
	}
}

export function changeSettled(
	state: AppState,
	{ request, outcome }: Extract<StampedMessage, { readonly type: 'change-settled' }>,
): Next {
	const { operation } = state;
	if (changeUnderWay(operation)?.request !== request) {
		return next(state);
	}
	switch (operation.kind) {
		case 'none':
			return next(state);
		case 'activate':
		case 'revoke':
			return operation.step.name === 'running'
				? certificateSettled(state, operation, operation.step, outcome)
				: next(state);
		case 'update-details':
			return operation.step.name === 'running'
				? detailsSettled(state, operation, operation.step, outcome)
				: next(state);
		case 'save-pins':
			return next(state);
		case 'delete-pins':
			return operation.step.name === 'running'
				? deletionSettled(state, operation, operation.step, outcome)
				: next(state);
		case 'unlock':
			return unlockSettled(state, operation, outcome);
	}
}

/** A session was opened: the entry that the last one left goes on, if it is the same holder's; else it is dropped. */
export function resumeOperation(state: AppState): Next {
	const { operation, session } = state;
	if (operation.kind === 'none' || session === undefined) {
		return next(state);
	}
	if (operation.holderNumber !== session.holderNumber) {
		return dropOperation(state);
	}
	const resumed = tell({ ...state, screen: 'operation' }, 'operation-resumed');
	switch (operation.kind) {
		case 'activate':
		case 'revoke':
			return resumeCertificateAct(resumed, operation);
		case 'update-details':
			return loadDetails(resumed, operation);
		case 'save-pins':
			return next(resumed);
		case 'delete-pins':
			return resumePinDeletion(resumed, operation);
		case 'unlock':
			return next(resumed);
	}
}
