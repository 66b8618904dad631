import type { AppState } from '#app';
import type { Texts } from '#i18n';
import type { Part, Theme } from '#ui';
import type { OfferedBinding } from './keys/offered.ts';
import type { PaletteEntry } from './overlays/palette/entries.ts';

/** What every part of the screen is drawn from. */
export interface View {
	readonly state: AppState;
	readonly texts: Texts;
	readonly theme: Theme;
	/** Cells there are for this part. */
	readonly width: number;
	readonly rows: number;
	/** Rows at most of a list that may have any length. */
	readonly listRows: number;
	/** The keys that work at a state. */
	readonly offered: (state: AppState) => readonly OfferedBinding[];
	/** What the palette of a state lists. */
	readonly paletteEntries: (state: AppState) => readonly PaletteEntry[];
}

/** The work area of a screen. */
export interface Work {
	readonly title: string;
	readonly parts: readonly Part[];
	/** The farthest that this text can be scrolled, in rows. */
	readonly scrollEnd?: number;
}
