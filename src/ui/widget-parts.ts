/* What of a drawn line is drawn and edited by a widget. */

/** The piece of a line that a widget draws and edits: all that stands before the cursor, or the whole field without the focus. */
export type TypedPart =
	/** Shown as it is typed. The text of its span is what the widget holds. */
	| { readonly kind: 'shown'; readonly name: string; readonly isFocused: boolean }
	/** Of a secret the widget holds `count` stand-ins, drawn as `mask` each. */
	| {
			readonly kind: 'secret';
			readonly name: string;
			readonly isFocused: boolean;
			readonly count: number;
			readonly mask: string;
	  };

/** A short menu whose entries a widget draws and moves among. */
export interface ChoicesPart {
	readonly names: readonly string[];
	/** Place of the entry under the cursor; undefined where the focus is elsewhere. */
	readonly cursor: number | undefined;
}

/** Which rows of the screen are whose. */
export interface ChoicePart {
	readonly choices: ChoicesPart;
	/** Place among the entries. */
	readonly entry: number;
	/** Of the entry's rows; the pointer stands on row 0. */
	readonly row: number;
}
