/** From this width on the guide's steps stand beside the work; below they fold into one line. */
const SIDE_BY_SIDE_COLUMNS = 76;
/** From this width on there is room for what the step is about, at the right. */
const ASIDE_COLUMNS = 120;
const STEPS_COLUMNS = 26;
/** Lines longer than this are hard to read, and what belongs together would stand far apart. */
const WIDEST_WORK_COLUMNS = 84;
const NARROWEST_ASIDE_COLUMNS = 30;
const WIDEST_ASIDE_COLUMNS = 60;
const GAP_COLUMNS = 3;
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
	/** Of what stands at the right of the work; 0 where there is no room. */
	readonly asideColumns: number;
	/** Between the work and what stands at its right. */
	readonly gapColumns: number;
}

/** What a screen wants beside its work. */
export interface Surroundings {
	/** `wide`: only where what the step is about has room as well. */
	readonly steps: 'always' | 'wide' | 'never';
	readonly hasAside: boolean;
	/** True for what stands in columns of its own: no line of it is long. Default: false. */
	readonly isWide?: boolean;
}

export function layoutFor(columns: number, rows: number, wanted: Surroundings): Layout {
	const isRoomy = columns >= ASIDE_COLUMNS;
	const hasSteps = wanted.steps === 'always' || (wanted.steps === 'wide' && isRoomy);
	const steps = hasSteps ? (columns >= SIDE_BY_SIDE_COLUMNS ? 'beside' : 'folded') : 'none';
	const bodyRows = rows - FRAME_ROWS;
	const stepsColumns = steps === 'beside' ? STEPS_COLUMNS : 0;
	const room = columns - stepsColumns - 2;
	const hasAside = wanted.hasAside && isRoomy;
	const workColumns = Math.min(
		hasAside ? room - GAP_COLUMNS - NARROWEST_ASIDE_COLUMNS : room,
		wanted.isWide === true ? room : WIDEST_WORK_COLUMNS,
	);
	return {
		steps,
		stepsColumns,
		bodyRows,
		workColumns,
		workRows: steps === 'folded' ? bodyRows - 1 : bodyRows,
		asideColumns: hasAside ? Math.min(room - GAP_COLUMNS - workColumns, WIDEST_ASIDE_COLUMNS) : 0,
		gapColumns: hasAside ? GAP_COLUMNS : 0,
	};
}
