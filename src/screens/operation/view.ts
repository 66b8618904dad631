import type { View, Work } from '../view.ts';
import { withOpenEntry } from './entries.ts';

/** The entry of the menu that is open. */
export function operationScreen(view: View): Work {
	return (
		withOpenEntry(view.state.operation, (entry, act) => entry.view(view, act)) ?? {
			title: view.texts.steps[6].title,
			parts: [],
		}
	);
}
