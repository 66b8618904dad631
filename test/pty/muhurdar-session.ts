import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, inject, onTestFinished } from 'vitest';
import { PtySession } from './pty-session.ts';

const BUILT_PROGRAM = fileURLToPath(new URL('../../bin/muhurdar', import.meta.url));
const BUNDLE = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** What a terminal of the xterm family sends for the keys that type no character. */
export const KEYS = {
	enter: '\r',
	escape: '\u{1B}',
	tab: '\t',
	shiftTab: '\u{1B}[Z',
	backspace: '\u{7F}',
	down: '\u{1B}[B',
	ctrlC: '\u{3}',
	ctrlL: '\u{C}',
	f1: '\u{1B}OP',
	f2: '\u{1B}OQ',
	f3: '\u{1B}OR',
	f5: '\u{1B}[15~',
	f6: '\u{1B}[17~',
	f9: '\u{1B}[20~',
	f10: '\u{1B}[21~',
	f12: '\u{1B}[24~',
} as const;

/** Where the steps stand beside the work, they take this many columns at its left (`ui/layout`). */
const STEPS_COLUMNS = 26;

/** The programs of one test file have one home: from the second start on they find their compiled code there. */
function homeOfTestFile(): string {
	const file = basename(expect.getState().testPath ?? '', '.test.ts');
	const home = join(inject('sessionHomes'), file);
	mkdirSync(home, { recursive: true });
	return home;
}

export interface MuhurdarOptions {
	readonly args?: readonly string[];
	readonly columns?: number;
	readonly rows?: number;
	readonly env?: Readonly<Record<string, string>>;
	/** A module loaded into the program before its own, which the launcher does not allow: it is gone round. */
	readonly preload?: string;
	/** A command that runs the program in other surroundings: the words before the program's own. */
	readonly within?: readonly string[];
}

/** How a run ended, after the terminal was found as it was before. */
export interface CleanEnd {
	readonly exitCode: number;
	/** What stands on the main screen between what was there before and what came after. */
	readonly told: string;
}

/** The built program in a terminal of its own. It is ended with the test. */
export class MuhurdarSession {
	readonly pty: PtySession;

	private constructor(pty: PtySession) {
		this.pty = pty;
	}

	static start(options: MuhurdarOptions = {}): MuhurdarSession {
		const { args = [], preload, within = [], env = {}, ...size } = options;
		const program =
			preload === undefined
				? [BUILT_PROGRAM]
				: [process.execPath, '--disable-sigusr1', '--import', preload, BUNDLE];
		const words = [...within, ...ANNOUNCED, ...program, ...args].map(shellWord).join(' ');
		// The same question before and after: whatever the terminal driver says has to be said again.
		const command = `printf 'önce [%s]\\n' "$(stty -g)"; ${words}; printf 'kod=%s [%s]\\n' $? "$(stty -g)"`;
		const pty = new PtySession(command, {
			...size,
			env: { LANG: 'C.UTF-8', HOME: homeOfTestFile(), ...env },
		});
		onTestFinished(() => pty.close());
		return new MuhurdarSession(pty);
	}

	/** Of the program, in its own process namespace. */
	get pid(): number {
		return Number(this.#announced(/pid=(\d+);/));
	}

	/** Resolves once the work area says the whole sentence, however it is broken into lines. */
	says(sentence: string): Promise<true> {
		return this.pty.until(JSON.stringify(sentence), () => this.isSaying(sentence) || undefined);
	}

	isSaying(sentence: string): boolean {
		const rows = this.pty.screen;
		const beside = rows.map((row) => row.slice(STEPS_COLUMNS));
		return [rows, beside].some((lines) => oneLine(lines.join(' ')).includes(oneLine(sentence)));
	}

	/** Resolves once all these steps of the guide are ticked. */
	ticks(...steps: readonly number[]): Promise<true> {
		return this.pty.until(`ticks at ${steps.join()}`, () => steps.every(this.#isTicked) || undefined);
	}

	/** Resolves once this step of the guide is not ticked any more. */
	unticks(step: number): Promise<true> {
		return this.pty.until(`no tick at ${step}`, () => !this.#isTicked(step) || undefined);
	}

	/**
	 * Resolves once a field of the form holds just `value` as it is drawn.
	 *
	 * @param isHere whether it is the one that the keys go to
	 */
	holds(label: string, value: string, isHere: boolean): Promise<RegExpMatchArray> {
		const drawn = `${isHere ? '▸' : ' '} ${literally(label)} *${literally(value)}${isHere ? '_' : ''}(?: |$)`;
		return this.pty.shows(new RegExp(drawn, 'm'));
	}

	press(...keys: readonly (keyof typeof KEYS)[]): void {
		this.pty.type(keys.map((key) => KEYS[key]).join(''));
	}

	/** The device of the terminal, e.g. `/dev/pts/3`. */
	get terminal(): string {
		return this.#announced(/tty=(\S+);/);
	}

	/** What the terminal driver does to keys and output, as `stty -a` says it. */
	async terminalSettings(): Promise<readonly string[]> {
		const { stdout } = await promisify(execFile)('stty', ['-a', '-F', this.terminal]);
		return stdout.split(/[\s;]+/);
	}

	/** Fails unless digits are not echoed, lines are not held back and Ctrl+C is a key. */
	async isRaw(): Promise<void> {
		const settings = await this.terminalSettings();
		expect(settings).toEqual(expect.arrayContaining(['-echo', '-icanon', '-isig']));
	}

	/** Sends a signal, as another program does. */
	kill(signal: NodeJS.Signals): void {
		process.kill(this.pid, signal);
	}

	/** Waits for the end; fails unless the terminal is as it was before. */
	async endsClean(): Promise<CleanEnd> {
		await this.pty.ended();
		expect(this.pty.isOnAlternateScreen).toBe(false);
		expect(this.pty.isCursorShown).toBe(true);
		expect(this.pty.isPasteBracketed).toBe(false);
		const { unwrappedText } = this.pty;
		const pattern = /^önce \[([^\]]*)\]\npid=\d+; tty=\S+;\n(.*)kod=(\d+) \[([^\]]*)\]$/s;
		const [, before, told, exitCode, after] = pattern.exec(unwrappedText) ?? [];
		if (told === undefined) {
			throw new Error(`The main screen is not as it was left:\n${unwrappedText}`);
		}
		expect(after).toBe(before);
		return { exitCode: Number(exitCode), told };
	}

	readonly #isTicked = (step: number): boolean =>
		this.pty.screen.some((row) => row.includes(`✓ ${step} `) || row.includes(`${step}✓`));

	#announced(pattern: RegExp): string {
		const [, value] = pattern.exec(this.pty.raw) ?? [];
		if (value === undefined) {
			throw new Error(`The program has not announced ${pattern} yet:\n${this.pty.text}`);
		}
		return value;
	}
}

/** Says, on the main screen, which process becomes the program and in which terminal it runs. */
const ANNOUNCED = ['sh', '-c', 'echo "pid=$$; tty=$(tty);"; exec "$@"', 'sh'];

function shellWord(word: string): string {
	return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Text as a pattern that means just that text. */
function literally(text: string): string {
	return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function oneLine(text: string): string {
	return text.replaceAll(/\s+/gu, ' ');
}
