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
import { withOpenEntry } from './entries.ts';

/* The open entry of the menu: keys, typed text, and the change that it makes. */

export function operationCommand(state: AppState, command: Command): Next | undefined {
	const run = changeUnderWay(state.operation);
	return run === undefined
		? withOpenEntry(state.operation, (entry, act) => entry.command(state, act, command))
		: runningCommand(state, run, command);
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
	return (
		withOpenEntry(state.operation, (entry, act) => entry.text(state, act, text)) ??
		refuse(state, 'no-such-key')
	);
}

export function operationPaste(state: AppState, text: string): Next {
	const isTaken = withOpenEntry(state.operation, (entry, act) => entry.takesPaste(act)) ?? true;
	return isTaken && text !== '' ? operationText(state, text) : refuse(state, 'paste-not-here');
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
	return withOpenEntry(operation, (entry, act) => entry.withRun?.(act, run)) ?? operation;
}

export function changeSettled(
	state: AppState,
	{ request, outcome }: Extract<StampedMessage, { readonly type: 'change-settled' }>,
): Next {
	return changeUnderWay(state.operation)?.request === request
		? (withOpenEntry(state.operation, (entry, act) => entry.settled?.(state, act, outcome)) ?? next(state))
		: next(state);
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
	return withOpenEntry(operation, (entry, act) => entry.resume(resumed, act)) ?? next(resumed);
}
