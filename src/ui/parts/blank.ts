/** An empty row. Nothing is said of it. */
export interface Blank {
	readonly kind: 'blank';
}

export const BLANK: Blank = { kind: 'blank' };
