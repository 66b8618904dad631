import type { AppState, Place } from '#app';
import type { Surroundings } from '#ui';
import type { KeyContext } from './keys/bindings.ts';
import type { View, Work } from './view.ts';

/** A place with what it looks like: a folder of this room. */
export interface Screen extends Place {
	/** Which bindings of the table hold there now. */
	readonly keys: (state: AppState) => KeyContext;
	readonly view: (view: View) => Work;
	/** What stands around it. Default: the steps at the left and, of a screen, what the step is about at the right. */
	readonly surroundings?: Surroundings;
}
