import type { View, Work } from '../view.ts';
import { certificateActWork } from './certificate-act/view.ts';
import { detailsWork } from './details/view.ts';
import { pinDeletionWork } from './pin-deletion/view.ts';
import { pinSavingWork } from './pin-saving/view.ts';
import { unlockWork } from './unlock/view.ts';

/** The entry of the menu that is open. */
export function operationScreen(view: View): Work {
	const { operation } = view.state;
	switch (operation.kind) {
		case 'none':
			return { title: view.texts.steps[6].title, parts: [] };
		case 'activate':
		case 'revoke':
			return certificateActWork(view, operation);
		case 'update-details':
			return detailsWork(view, operation);
		case 'save-pins':
			return pinSavingWork(view, operation);
		case 'delete-pins':
			return pinDeletionWork(view, operation);
		case 'unlock':
			return unlockWork(view, operation);
	}
}
