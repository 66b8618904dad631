import type { OperationState } from '#app';
import { certificateAct } from './certificate-act/entry.ts';
import { details } from './details/entry.ts';
import type { Entry } from './entry.ts';
import { pinDeletion } from './pin-deletion/entry.ts';
import { pinSaving } from './pin-saving/entry.ts';
import { unlock } from './unlock/entry.ts';

/**
 * Does something with the entry that is open and with its part of the state; undefined where none is.
 *
 * Every entry there is stands here, and nowhere else in this folder.
 */
export function withOpenEntry<Result>(
	operation: OperationState,
	act: <Act>(entry: Entry<Act>, its: Act) => Result,
): Result | undefined {
	switch (operation.kind) {
		case 'none':
			return undefined;
		case 'activate':
		case 'revoke':
			return act(certificateAct, operation);
		case 'update-details':
			return act(details, operation);
		case 'save-pins':
			return act(pinSaving, operation);
		case 'delete-pins':
			return act(pinDeletion, operation);
		case 'unlock':
			return act(unlock, operation);
	}
}
