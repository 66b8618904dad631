import type { AppState } from '#app';
import type { Texts } from '#i18n';
import type { Part, Theme } from '#ui';

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
	/** Whether the guide's steps stand at the left. */
	readonly hasStepsBeside: boolean;
}

/** The work area of a screen. */
export interface Work {
	readonly title: string;
	readonly parts: readonly Part[];
	/** The farthest that this text can be scrolled, in rows. */
	readonly scrollEnd?: number;
}
