import { createSupportsTerminalGraphics } from 'supports-terminal-graphics';
import { type Recorder, recorderOf } from './recorder.ts';

/** How a picture can be drawn with real pixels; `none` leaves half blocks. */
export type GraphicsProtocol = 'kitty' | 'iterm2' | 'sixel' | 'none';

/** 0 none, 1 sixteen colours, 2 256 colours, 3 24 bits; the scale of chalk, which Ink draws with. */
export type ColourLevel = 0 | 1 | 2 | 3;

export interface TerminalCapabilities {
	/** Both ends are terminals: the screens can be shown. */
	readonly isInteractive: boolean;
	/** Whether the cursor can be moved and the screen cleared; `TERM=dumb` is for the line mode. */
	readonly hasCursorControl: boolean;
	/** Cells; 80 where the terminal does not say. */
	readonly columns: number;
	/** Cells; 24 where the terminal does not say. */
	readonly rows: number;
	readonly colourLevel: ColourLevel;
	/** Black on white, as far as the terminal tells (`COLORFGBG`: rxvt, Konsole and others). */
	readonly hasLightGround: boolean;
	/** Whether lines, blocks and signs beyond ASCII can be drawn; Turkish letters are drawn in any case. */
	readonly isUnicode: boolean;
	readonly graphics: GraphicsProtocol;
	/**
	 * The multiplexer or recorder that what is drawn passes through and may be kept by (`tmux capture-pane`,
	 * asciinema); undefined where none was noticed.
	 */
	readonly recorder: Recorder | undefined;
	/** A person asked for linear text. The accessibility settings of desktops say nothing about terminals. */
	readonly isScreenReader: boolean;
}

export interface CapabilitySources {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly stdin: { readonly isTTY?: boolean | undefined };
	readonly stdout: {
		readonly isTTY?: boolean | undefined;
		readonly columns?: number | undefined;
		readonly rows?: number | undefined;
	};
	/** Names of the processes this one descends from; default: none are known. */
	readonly ancestors?: readonly string[] | undefined;
	/** What the settings say instead of what would be found out. */
	readonly graphics?: GraphicsProtocol | undefined;
	readonly isUnicode?: boolean | undefined;
}

/**
 * What the terminal can do, from the environment and the streams alone: nothing is asked of the terminal, whose
 * answer would arrive among the keys. `env` is expected to be the process's own: graphics are found out by
 * `supports-terminal-graphics`, which reads that.
 */
export function detectCapabilities(sources: CapabilitySources): TerminalCapabilities {
	const { env, stdin, stdout } = sources;
	const isTerminal = stdout.isTTY === true;
	const recorder = recorderOf(env, sources.ancestors ?? []);
	return {
		isInteractive: isTerminal && stdin.isTTY === true,
		hasCursorControl: isTerminal && isSet(env['TERM']) && env['TERM'] !== 'dumb',
		columns: stdout.columns !== undefined && stdout.columns > 0 ? stdout.columns : 80,
		rows: stdout.rows !== undefined && stdout.rows > 0 ? stdout.rows : 24,
		colourLevel: colourLevelOf(env, isTerminal),
		hasLightGround: /;(?:7|15)$/.test(env['COLORFGBG'] ?? ''),
		isUnicode: sources.isUnicode ?? isUnicodeTerminal(env),
		graphics: isTerminal ? (sources.graphics ?? graphicsOf(env, stdout, recorder !== undefined)) : 'none',
		recorder,
		isScreenReader: ['INK_SCREEN_READER', 'ACCESSIBLE', 'ACCESSIBILITY'].some((name) =>
			isSwitchedOn(env[name]),
		),
	};
}

/**
 * Makes Ink draw what {@link detectCapabilities} found; must run before the first `import('ink')`.
 *
 * Ink colours through chalk, which decides by itself at import and knows `FORCE_COLOR` but not `NO_COLOR`. A
 * number in `FORCE_COLOR` is taken as it is. Without colour the styles (inverse, bold) stay on wherever the cursor
 * can be moved, since a chosen row may be told by them: leaving the colours out is then the theme's part.
 */
export function alignInkColours(
	env: Record<string, string | undefined>,
	{ colourLevel, hasCursorControl }: Pick<TerminalCapabilities, 'colourLevel' | 'hasCursorControl'>,
): void {
	env['FORCE_COLOR'] = String(hasCursorControl ? Math.max(colourLevel, 1) : colourLevel);
}

type Environment = CapabilitySources['env'];

function isSwitchedOn(value: string | undefined): boolean {
	return value !== undefined && !['', '0', 'false', 'no'].includes(value);
}

/** `FORCE_COLOR` as chalk has it, https://no-color.org, then what the terminal tells about itself. */
function colourLevelOf(env: Environment, isTerminal: boolean): ColourLevel {
	const forced = env['FORCE_COLOR'];
	const exact = forced === 'false' ? 0 : COLOUR_LEVELS.find((level) => String(level) === forced);
	if (exact !== undefined) {
		return exact;
	}
	if (forced === 'true' || forced === '') {
		return toldColourLevel(env) || 1;
	}
	return isTerminal && !isSet(env['NO_COLOR']) ? toldColourLevel(env) : 0;
}

const COLOUR_LEVELS = [0, 1, 2, 3] as const;

function toldColourLevel(env: Environment): ColourLevel {
	const term = env['TERM'] ?? '';
	if (term === '' || term === 'dumb') {
		return 0;
	}
	if (
		/^(?:truecolor|24bit)$/.test(env['COLORTERM'] ?? '') ||
		/-direct$|^(?:xterm-kitty|xterm-ghostty|wezterm)$/.test(term)
	) {
		return 3;
	}
	if (/-256(?:color)?$/.test(term)) {
		return 2;
	}
	const isColourTerm = /^(?:screen|tmux|xterm|rxvt|linux|foot|konsole|mlterm)|color|ansi|cygwin/.test(term);
	return isColourTerm || isSet(env['COLORTERM']) ? 1 : 0;
}

function isSet(value: string | undefined): boolean {
	return value !== undefined && value !== '';
}

/** The locale as POSIX reads it: the first of the three that is set, and none set means `C`. */
function isUnicodeTerminal(env: Environment): boolean {
	const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(isSet) ?? 'C';
	const term = env['TERM'] ?? '';
	return /utf-?8/i.test(locale) && !/^(?:linux|dumb|vt\d+.*|)$/.test(term);
}

function graphicsOf(
	env: Environment,
	stdout: CapabilitySources['stdout'],
	isRecorded: boolean,
): GraphicsProtocol {
	// A multiplexer drops or garbles the sequences. VS Code knows two of them but has them switched off until a
	// person changes a setting, and a blank captcha is worse than a coarse one.
	if (isRecorded || env['TERM'] === 'dumb' || env['TERM_PROGRAM'] === 'vscode') {
		return 'none';
	}
	const supported = createSupportsTerminalGraphics({ isTTY: stdout.isTTY === true });
	// Terminals that have both keep kitty's pictures in the cells as well, where Ink's next frame wipes them;
	// the others are drawn again with every frame anyway.
	if (supported.iterm2) {
		return 'iterm2';
	}
	if (supported.kitty) {
		return 'kitty';
	}
	// foot has sixels and no variable of its own.
	return supported.sixel || /^foot(?:-|$)/.test(env['TERM'] ?? '') ? 'sixel' : 'none';
}
