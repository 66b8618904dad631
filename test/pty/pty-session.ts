import xterm from '@xterm/headless';
import { type IPty, spawn } from 'node-pty';

/** Variables that the program gets; nothing else of the test run's own environment. */
const ENVIRONMENT = { TERM: 'xterm-256color', LANG: 'tr_TR.UTF-8', CI: 'false' };

/** Only ends a hang, with the screen it hung at: far longer than anything that is waited for. */
const WAIT_LIMIT_MS = 90_000;

export interface PtySessionOptions {
	readonly env?: Readonly<Record<string, string>>;
	readonly columns?: number;
	readonly rows?: number;
	/** Longer where the line itself is slow. */
	readonly waitLimitMs?: number;
}

/** A program in a terminal of its own, seen as a person sees it: cells, not bytes. */
export class PtySession {
	readonly #pty: IPty;
	readonly #terminal: xterm.Terminal;
	readonly #ended: Promise<number>;
	readonly #onDrawn = new Set<() => void>();
	readonly #waitLimitMs: number;
	#raw = '';
	#hasEnded = false;

	/** Runs a command line under `sh` in a terminal. */
	constructor(
		command: string,
		{ env = {}, columns = 80, rows = 24, waitLimitMs = WAIT_LIMIT_MS }: PtySessionOptions = {},
	) {
		this.#waitLimitMs = waitLimitMs;
		this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 500 });
		this.#pty = spawn('/bin/sh', ['-c', command], {
			cols: columns,
			rows,
			env: { PATH: process.env['PATH'] ?? '', ...ENVIRONMENT, ...env },
		});
		this.#pty.onData((data) => {
			this.#raw += data;
			this.#terminal.write(data, () => this.#drawn());
		});
		this.#ended = new Promise((resolve) => {
			this.#pty.onExit(({ exitCode }) => {
				this.#hasEnded = true;
				this.#terminal.write('', () => resolve(exitCode));
			});
		});
	}

	/** Every byte that reached the terminal. */
	get raw(): string {
		return this.#raw;
	}

	/** The lines on the screen and, on the main screen, those that scrolled out of it. */
	get text(): string {
		const buffer = this.#terminal.buffer.active;
		const lines = Array.from({ length: buffer.length }, (_, y) => this.#row(y, true));
		return lines.join('\n').trimEnd();
	}

	/** As {@link text}, but lines that were too long for the terminal are whole, as a person copies them out of it. */
	get unwrappedText(): string {
		const buffer = this.#terminal.buffer.active;
		const lines = Array.from({ length: buffer.length }, (_, y) => {
			const isCutHere = buffer.getLine(y + 1)?.isWrapped === true;
			return isCutHere ? this.#row(y, false) : `${this.#row(y, true)}\n`;
		});
		return lines.join('').trimEnd();
	}

	/** The lines that are on the screen now, as many as the terminal has rows and each as wide as it is. */
	get screen(): readonly string[] {
		const { active } = this.#terminal.buffer;
		return Array.from({ length: this.#terminal.rows }, (_, y) => this.#row(active.baseY + y, false));
	}

	get isOnAlternateScreen(): boolean {
		return this.#terminal.buffer.active.type === 'alternate';
	}

	get isPasteBracketed(): boolean {
		return this.#terminal.modes.bracketedPasteMode;
	}

	/** What the last sequence about it said; shown where none did. */
	get isCursorShown(): boolean {
		return this.#raw.lastIndexOf('\u{1B}[?25h') >= this.#raw.lastIndexOf('\u{1B}[?25l');
	}

	/** Types characters, or bytes that need not be whole ones. */
	type(keys: string | Uint8Array): void {
		this.#pty.write(typeof keys === 'string' ? keys : Buffer.from(keys));
	}

	/** Makes the window larger or smaller, as a person drags its corner: first the cells, then word to the program. */
	resize(columns: number, rows: number): void {
		this.#terminal.resize(columns, rows);
		this.#pty.resize(columns, rows);
	}

	/** Closes the terminal under the program, as a lost line does: every read and write fails from here on. */
	hangUp(): void {
		// Its types leave it out: it closes the master side and then sends SIGHUP.
		const destroy: unknown = Reflect.get(this.#pty, 'destroy');
		if (typeof destroy !== 'function') {
			throw new TypeError('This node-pty cannot close its terminal.');
		}
		destroy.call(this.#pty);
	}

	/** Ends what still runs, and resolves when it is gone. */
	async close(): Promise<void> {
		if (!this.#hasEnded) {
			this.hangUp();
			this.#pty.kill('SIGKILL');
		}
		await this.#ended;
		this.#terminal.dispose();
	}

	/** Resolves once the screen shows `pattern`; fails when the program ends without it. */
	shows(pattern: RegExp): Promise<RegExpMatchArray> {
		return this.until(String(pattern), () => this.text.match(pattern) ?? undefined);
	}

	/** Calls after everything that was drawn, never in the middle of a frame, until the returned function is called. */
	onFrame(call: () => void): () => void {
		const glance = (): void => {
			if (!this.#terminal.modes.synchronizedOutputMode) {
				call();
			}
		};
		this.#onDrawn.add(glance);
		return () => this.#onDrawn.delete(glance);
	}

	/**
	 * Looks after everything that was drawn, never in the middle of a frame, until `look` gives something.
	 *
	 * @param what what is waited for, named when the program ends, or hangs, without it
	 */
	until<Seen>(what: string, look: () => Seen | undefined): Promise<Seen> {
		const waiting = Promise.withResolvers<Seen>();
		const glance = (): void => {
			try {
				const seen = look();
				if (seen !== undefined) {
					waiting.resolve(seen);
				}
			} catch (error) {
				waiting.reject(error);
			}
		};
		const giveUp = (why: string): void => waiting.reject(new Error(`${why} without ${what}:\n${this.text}`));
		const limit = setTimeout(() => giveUp(`${this.#waitLimitMs / 1000} s went by`), this.#waitLimitMs);
		const stop = this.onFrame(glance);
		glance();
		void this.#ended.then(() => {
			glance();
			giveUp('The program ended');
		});
		return waiting.promise.finally(() => {
			clearTimeout(limit);
			stop();
		});
	}

	/** The exit code of the command line, once all it wrote is on the screen. */
	ended(): Promise<number> {
		return this.#ended;
	}

	/**
	 * The cells of a line that are in the window. A line of the alternate screen keeps those that a narrower window hides
	 * until it scrolls away (@xterm/headless 6.0.0), and no frame can erase what lies outside.
	 */
	#row(line: number, isTrimmed: boolean): string {
		const cells = this.#terminal.buffer.active.getLine(line);
		let end = this.#terminal.cols;
		while (isTrimmed && end > 0 && cells?.getCell(end - 1)?.getChars() === '') {
			end -= 1;
		}
		return cells?.translateToString(false, 0, end) ?? '';
	}

	#drawn(): void {
		for (const glance of [...this.#onDrawn]) {
			glance();
		}
	}
}
