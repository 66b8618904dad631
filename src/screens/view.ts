import type { AppState, PictureDrawing } from '#app';
import type { Texts } from '#i18n';
import type { Line, Theme } from '#ui';

/** What every part of the screen is drawn from. */
export interface View {
	readonly state: AppState;
	readonly texts: Texts;
	readonly theme: Theme;
	/** Cells there are for this part. */
	readonly width: number;
	readonly rows: number;
	/** Whether the guide's steps stand at the left. */
	readonly hasStepsBeside: boolean;
}

/** Where a picture stands, in cells from the top left of the part that has it; drawn in half blocks until real pixels cover it. */
export interface PictureSpace {
	readonly id: string;
	readonly pixels: PictureDrawing['pixels'];
	readonly row: number;
	readonly column: number;
	readonly columns: number;
	readonly rows: number;
}

/** The work area of a screen. */
export interface Work {
	readonly title: string;
	readonly lines: readonly Line[];
	readonly picture?: PictureSpace;
	/** The farthest that this text can be scrolled, in lines. */
	readonly scrollEnd?: number;
}
