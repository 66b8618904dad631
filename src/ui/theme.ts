import type { ThemeName } from '#app';

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
	readonly bold: Style;
	/** What may be overlooked; undefined where nothing may. */
	readonly dim: Style | undefined;
	/** Black on white. */
	readonly paper: Style | undefined;
	/** Inverse: it is no colour, so every terminal and NO_COLOR has it. */
	readonly cursor: Style;
	/** False for terminals without line drawing and signs. */
	readonly isUnicode: boolean;
	readonly glyphs: Glyphs;
}

/** The signs; the second set is for terminals that draw ASCII only. */
export interface Glyphs {
	readonly rule: string;
	readonly tick: string;
	/** Of what a person says and nobody saw. */
	readonly told: string;
	/** Inside the brackets of what was chosen. */
	readonly chosen: string;
	readonly here: string;
	readonly on: string;
	/** Beside a certificate of the portal that the card in the reader has. */
	readonly inCard: string;
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
	told: '~',
	chosen: '✓',
	here: '▸',
	on: '●',
	inCard: '◆',
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
	tick: '+',
	told: '~',
	chosen: 'x',
	here: '>',
	on: '*',
	inCard: '=',
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

const BOLD = style('1', '22');
const DIM = style('2', '22');
const PAPER = style('30;107', '39;49');
const CURSOR = style('7', '27');

type Tones = Pick<Theme, 'done' | 'care' | 'danger'>;

const NO_TONES: Tones = { done: undefined, care: undefined, danger: undefined };

/**
 * The tones by ground. Where a terminal has 256 colours they are fixed ones, readable on their ground (at least 4.5 to
 * 1, WCAG 2 AA); else of the sixteen that its user may have chosen. On an unknown ground both colours are set.
 */
const TONES: Readonly<Record<Exclude<ThemeName, 'none'>, Readonly<Record<'few' | 'many', Tones>>>> = {
	dark: {
		few: { done: foreground('32'), care: foreground('33'), danger: foreground('31') },
		many: { done: foreground('38;5;114'), care: foreground('38;5;221'), danger: foreground('38;5;210') },
	},
	light: {
		// Yellow is no colour to write with on white.
		few: { done: foreground('32'), care: style('30;43', '39;49'), danger: foreground('31') },
		many: { done: foreground('38;5;28'), care: foreground('38;5;94'), danger: foreground('38;5;124') },
	},
	'high-contrast': {
		few: highContrast('30;42', '30;43', '97;41'),
		many: highContrast('38;5;16;48;5;120', '38;5;16;48;5;226', '38;5;231;48;5;124'),
	},
};

function style(open: string, close: string): Style {
	return { open: `\u{1B}[${open}m`, close: `\u{1B}[${close}m` };
}

function foreground(colour: string): Style {
	return style(colour, '39');
}

function highContrast(done: string, care: string, danger: string): Tones {
	return { done: style(done, '39;49'), care: style(care, '39;49'), danger: style(danger, '39;49') };
}

export interface ThemeOptions {
	/** False for terminals without line drawing and signs. */
	readonly isUnicode: boolean;
	/** False where colours are not there: then every theme is the one without. */
	readonly hasColour: boolean;
	/** Whether there are 256 of them; default: sixteen. */
	readonly hasManyColours?: boolean;
	/** Default: for a dark ground. */
	readonly name?: ThemeName;
}

export function createTheme({
	isUnicode,
	hasColour,
	hasManyColours = false,
	name = 'dark',
}: ThemeOptions): Theme {
	const shared = { bold: BOLD, cursor: CURSOR, isUnicode, glyphs: isUnicode ? UNICODE : ASCII };
	if (!hasColour || name === 'none') {
		return { ...shared, ...NO_TONES, dim: DIM, paper: undefined };
	}
	return {
		...shared,
		...TONES[name][hasManyColours ? 'many' : 'few'],
		dim: name === 'high-contrast' ? undefined : DIM,
		paper: PAPER,
	};
}
