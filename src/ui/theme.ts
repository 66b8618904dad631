/** SGR codes that switch a style on and off. */
export interface Style {
	readonly open: string;
	readonly close: string;
}

/** Colour carries meaning only, and every meaning also has a word or a sign. */
export interface Theme {
	readonly done: Style | undefined;
	readonly care: Style | undefined;
	readonly danger: Style | undefined;
	/** Black on white. */
	readonly paper: Style | undefined;
	readonly glyphs: Glyphs;
}

/** The signs; the second set is for terminals that draw ASCII only. */
export interface Glyphs {
	readonly rule: string;
	readonly tick: string;
	readonly here: string;
	readonly on: string;
	readonly off: string;
	readonly dot: string;
	readonly masked: string;
	readonly chip: readonly [string, string, string];
	readonly corners: readonly [string, string, string, string];
	readonly side: string;
	readonly arrow: string;
	readonly tee: string;
	readonly plug: string;
	readonly fault: string;
	/** Halves of a cell, for pictures; undefined where there are none. */
	readonly blocks: { readonly full: string; readonly upper: string; readonly lower: string } | undefined;
}

const UNICODE: Glyphs = {
	rule: '─',
	tick: '✓',
	here: '▸',
	on: '●',
	off: '○',
	dot: '·',
	masked: '•',
	chip: ['╭───╮', '│▐█▌│', '╰───╯'],
	corners: ['╭', '╮', '╰', '╯'],
	side: '│',
	arrow: '───────▸',
	tee: '┬',
	plug: '││',
	fault: '✗',
	blocks: { full: '█', upper: '▀', lower: '▄' },
};

const ASCII: Glyphs = {
	rule: '-',
	tick: 'v',
	here: '>',
	on: '*',
	off: 'o',
	dot: '-',
	masked: '*',
	chip: ['+---+', '||#||', '+---+'],
	corners: ['+', '+', '+', '+'],
	side: '|',
	arrow: '------->',
	tee: '+',
	plug: '||',
	fault: 'x',
	blocks: undefined,
};

/** Of the sixteen colours that every terminal has, and that its user may have chosen. */
const RED = 31;
const GREEN = 32;
const YELLOW = 33;

const PAPER: Style = { open: '\u{1B}[30;107m', close: '\u{1B}[39;49m' };

function foreground(colour: number): Style {
	return { open: `\u{1B}[${colour}m`, close: '\u{1B}[39m' };
}

export interface ThemeOptions {
	/** False for terminals without line drawing and signs. */
	readonly isUnicode: boolean;
	/** False where colours are not wanted (NO_COLOR) or not there. */
	readonly hasColour: boolean;
}

export function createTheme({ isUnicode, hasColour }: ThemeOptions): Theme {
	const glyphs = isUnicode ? UNICODE : ASCII;
	return hasColour
		? { done: foreground(GREEN), care: foreground(YELLOW), danger: foreground(RED), paper: PAPER, glyphs }
		: { done: undefined, care: undefined, danger: undefined, paper: undefined, glyphs };
}
