import { afterEach, describe, expect, it, vi } from 'vitest';
import {
	alignInkColours,
	type CapabilitySources,
	detectCapabilities,
} from '../../../src/terminal/capabilities.ts';

const TERMINAL = { isTTY: true, columns: 100, rows: 30 };

function detect(
	env: Readonly<Record<string, string>>,
	others: Partial<CapabilitySources> = {},
): ReturnType<typeof detectCapabilities> {
	return detectCapabilities({ env, stdin: { isTTY: true }, stdout: TERMINAL, ...others });
}

/** As `detect`, with the variables in the process's own environment too, where the detection of graphics looks. */
function detectGraphics(
	env: Readonly<Record<string, string>>,
	others: Partial<CapabilitySources> = {},
): string {
	for (const name of Object.keys(process.env)) {
		vi.stubEnv(name, undefined);
	}
	for (const [name, value] of Object.entries(env)) {
		vi.stubEnv(name, value);
	}
	return detect(env, others).graphics;
}

afterEach(() => {
	vi.unstubAllEnvs();
});

describe('the two ends', () => {
	it('are interactive only when both are terminals', () => {
		const env = { TERM: 'xterm' };
		expect(detect(env).isInteractive).toBe(true);
		expect(detect(env, { stdin: {} }).isInteractive).toBe(false);
		expect(detect(env, { stdout: {} }).isInteractive).toBe(false);
	});

	it('tell their size, or 80 by 24', () => {
		expect(detect({})).toMatchObject({ columns: 100, rows: 30 });
		expect(detect({}, { stdout: { isTTY: true, columns: 0 } })).toMatchObject({ columns: 80, rows: 24 });
	});

	it('leave dumb terminals and pipes to the line mode', () => {
		expect(detect({ TERM: 'xterm' }).hasCursorControl).toBe(true);
		expect(detect({ TERM: 'dumb' }).hasCursorControl).toBe(false);
		expect(detect({}).hasCursorControl).toBe(false);
		expect(detect({ TERM: 'xterm' }, { stdout: {} }).hasCursorControl).toBe(false);
	});
});

describe('colours', () => {
	it.each([
		[{ TERM: 'xterm-256color', COLORTERM: 'truecolor' }, 3],
		[{ TERM: 'xterm-kitty' }, 3],
		[{ TERM: 'tmux-256color' }, 2],
		[{ TERM: 'screen' }, 1],
		[{ TERM: 'linux' }, 1],
		[{ TERM: 'vt220' }, 0],
		[{ TERM: 'dumb', COLORTERM: 'truecolor' }, 0],
		[{}, 0],
		[{ TERM: 'xterm-256color', NO_COLOR: '1' }, 0],
		[{ TERM: 'xterm-256color', NO_COLOR: '' }, 2],
		[{ TERM: 'xterm-256color', NO_COLOR: '1', FORCE_COLOR: '3' }, 3],
		[{ TERM: 'xterm-256color', FORCE_COLOR: '0' }, 0],
		[{ TERM: 'xterm-256color', FORCE_COLOR: 'false' }, 0],
		[{ TERM: 'vt100', FORCE_COLOR: 'true' }, 1],
	])('with %j are at level %i', (env, level) => {
		expect(detect(env).colourLevel).toBe(level);
	});

	it('are off where output is no terminal, unless forced', () => {
		expect(detect({ TERM: 'xterm' }, { stdout: {} }).colourLevel).toBe(0);
		expect(detect({ TERM: 'xterm', FORCE_COLOR: '2' }, { stdout: {} }).colourLevel).toBe(2);
	});

	it('are told to Ink with its styles kept on wherever the cursor can be moved', () => {
		const forced = (colourLevel: 0 | 3, hasCursorControl: boolean): string | undefined => {
			const env: Record<string, string | undefined> = { NO_COLOR: '1' };
			alignInkColours(env, { colourLevel, hasCursorControl });
			return env['FORCE_COLOR'];
		};
		expect(forced(3, true)).toBe('3');
		expect(forced(0, true)).toBe('1');
		expect(forced(0, false)).toBe('0');
	});
});

describe('characters', () => {
	it.each([
		[{ TERM: 'xterm', LANG: 'tr_TR.UTF-8' }, true],
		[{ TERM: 'xterm', LANG: 'C.utf8' }, true],
		[{ TERM: 'xterm', LANG: 'tr_TR.UTF-8', LC_ALL: 'C' }, false],
		[{ TERM: 'xterm', LANG: 'C', LC_CTYPE: 'en_US.UTF-8' }, true],
		[{ TERM: 'xterm', LANG: 'tr_TR.ISO-8859-9' }, false],
		[{ TERM: 'xterm' }, false],
		[{ TERM: 'linux', LANG: 'tr_TR.UTF-8' }, false],
		[{ TERM: 'vt100', LANG: 'tr_TR.UTF-8' }, false],
		[{ TERM: 'vt220-8bit', LANG: 'tr_TR.UTF-8' }, false],
		[{ LANG: 'tr_TR.UTF-8' }, false],
	])('with %j beyond ASCII: %s', (env, isUnicode) => {
		expect(detect(env).isUnicode).toBe(isUnicode);
	});

	it('are what the settings say', () => {
		expect(detect({ TERM: 'linux' }, { isUnicode: true }).isUnicode).toBe(true);
	});
});

describe('graphics', () => {
	it.each([
		[{ TERM: 'xterm-kitty', KITTY_WINDOW_ID: '1' }, 'kitty'],
		[{ TERM: 'xterm-ghostty' }, 'kitty'],
		[{ TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.6.2' }, 'iterm2'],
		[{ TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm', TERM_PROGRAM_VERSION: '20240203-110809' }, 'iterm2'],
		[{ TERM: 'xterm-256color', KONSOLE_VERSION: '230800' }, 'iterm2'],
		[{ TERM: 'mlterm' }, 'sixel'],
		[{ TERM: 'foot' }, 'sixel'],
		[{ TERM: 'xterm-256color' }, 'none'],
		[{ TERM: 'xterm-256color', TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.99.0' }, 'none'],
		[{ TERM: 'xterm-kitty', TMUX: '/tmp/tmux-0/default,1,0' }, 'none'],
		[{ TERM: 'screen-256color', KITTY_WINDOW_ID: '1' }, 'none'],
		[{ TERM: 'xterm-kitty', ASCIINEMA_REC: '1' }, 'none'],
	])('with %j are %s', (env, protocol) => {
		expect(detectGraphics(env)).toBe(protocol);
	});

	it('are what the settings say, on a terminal', () => {
		expect(detectGraphics({ TERM: 'xterm' }, { graphics: 'sixel' })).toBe('sixel');
		expect(detectGraphics({ TERM: 'xterm-kitty' }, { graphics: 'none' })).toBe('none');
		expect(detectGraphics({ TERM: 'xterm' }, { graphics: 'sixel', stdout: {} })).toBe('none');
	});
});

describe('who else looks on', () => {
	it.each([
		[{ TERM: 'xterm' }, [], undefined],
		[{ TERM: 'xterm', TMUX: '/tmp/tmux-0/default,1,0' }, [], 'tmux'],
		[{ TERM: 'xterm', STY: '1.pts-0' }, [], 'screen'],
		[{ TERM: 'xterm', ZELLIJ: '0' }, [], 'zellij'],
		[{ TERM: 'xterm', ASCIINEMA_REC: '1' }, [], 'asciinema'],
		[{ TERM: 'xterm', TMUX: '' }, ['bash', 'sshd', 'systemd'], undefined],
		// The other side of an SSH connection tells its terminal's name and nothing else.
		[{ TERM: 'tmux-256color' }, ['bash', 'sshd'], 'tmux'],
		[{ TERM: 'screen-256color' }, ['bash', 'sshd'], 'screen / tmux'],
		// After `su -` the variables are gone, and what the shell runs in is still there.
		[{ TERM: 'xterm' }, ['bash', 'su', 'tmux: server'], 'tmux'],
		[{ TERM: 'xterm' }, ['sh', 'script', 'bash'], 'script'],
		[{ TERM: 'xterm' }, ['bash', 'tlog-rec-sessio', 'sshd'], 'tlog'],
		[{ TERM: 'xterm' }, ['constructor', 'scripts'], undefined],
	])('is noticed by environment and ancestors: %j, %j', (env, ancestors, recorder) => {
		expect(detect(env, { ancestors }).recorder).toBe(recorder);
	});

	it('is a person with a screen reader only when they said so', () => {
		expect(detect({}).isScreenReader).toBe(false);
		expect(detect({ ACCESSIBLE: '0' }).isScreenReader).toBe(false);
		expect(detect({ ACCESSIBLE: '1' }).isScreenReader).toBe(true);
		expect(detect({ INK_SCREEN_READER: 'true' }).isScreenReader).toBe(true);
	});
});
