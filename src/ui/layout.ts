/** From this width on the guide's steps stand beside the work; below they fold into one line. */
const SIDE_BY_SIDE_COLUMNS = 76;
const STEPS_COLUMNS = 26;
/** Lines longer than this are hard to read, and what belongs together would stand far apart. */
const WIDEST_WORK_COLUMNS = 84;
/** Title, rule, and below the work: rule, status line, line of keys. */
const FRAME_ROWS = 5;

/** Where everything goes in a terminal of a given size, in cells. */
export interface Layout {
	/** Where the guide's steps stand. */
	readonly steps: 'beside' | 'folded' | 'none';
	/** 0 unless they stand beside the work. */
	readonly stepsColumns: number;
	/** Rows between the two rules. */
	readonly bodyRows: number;
	readonly workColumns: number;
	/** Rows for the screen's own content, the notice and the sandbox's phone. */
	readonly workRows: number;
}

export function layoutFor(columns: number, rows: number, hasSteps: boolean): Layout {
	const isWide = columns >= SIDE_BY_SIDE_COLUMNS;
	const steps = hasSteps ? (isWide ? 'beside' : 'folded') : 'none';
	const bodyRows = rows - FRAME_ROWS;
	const stepsColumns = steps === 'beside' ? STEPS_COLUMNS : 0;
	return {
		steps,
		stepsColumns,
		bodyRows,
		workColumns: Math.min(columns - stepsColumns - 2, WIDEST_WORK_COLUMNS),
		workRows: steps === 'folded' ? bodyRows - 1 : bodyRows,
	};
}
