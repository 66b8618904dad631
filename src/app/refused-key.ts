import type { Command, PaletteChoice } from './command.ts';

/** The key press that was refused, as it can be tried again. */
export type RefusedKey =
	| { readonly type: 'command'; readonly command: Command }
	| { readonly type: 'palette-chosen'; readonly choice: PaletteChoice }
	/** A character, or one that was to be erased: not kept, for it may be of a secret. It was refused while an answer was awaited. */
	| { readonly type: 'typing' };
