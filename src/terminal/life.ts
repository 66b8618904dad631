import { endProcess } from './end-process.ts';
import { faultReport } from './fault-report.ts';
import { type HeldStderr, holdStderr } from './held-stderr.ts';
import { restoreSequence } from './restore-sequence.ts';
import { drained, type StandardStream, standardStream } from './standard-stream.ts';

/** What Ink's `render()` gives; another renderer may give the same. */
export interface TerminalScreen {
	/** Leaves the screen; called at most once by {@link TerminalLife}. */
	unmount(): void;
	/** Settles once everything is written; rejects with the fault that ended the screen. */
	waitUntilExit(): Promise<unknown>;
}

export interface TerminalLifeOptions {
	/**
	 * The orderly end of the work: abort what runs, log out, close the card, wipe secrets, draw a blank frame.
	 * Runs once, while the screen is still on, for at most {@link SHUTDOWN_MAX_MS}.
	 */
	readonly shutdown: () => Promise<void>;
	/** The sentence printed before a fault's own lines, in the person's language. */
	readonly faultHeading?: string;
	/** The sentence for output that the system does not take, as on a full disk; `code` is the system's (`ENOSPC`). */
	readonly outputRefused?: (code: string) => string;
}

/** Where a headless command's words go. */
export interface CommandOutput {
	readonly stdout: (text: string) => void;
	readonly stderr: (text: string) => void;
}

export interface TerminalLife {
	/**
	 * Opens the one full screen of the run: `open` calls Ink's `render()`. From here to the end nothing but the
	 * screen reaches the terminal, and a terminal that goes away (closed window, dropped line) ends the run.
	 */
	openScreen<Screen extends TerminalScreen>(open: () => Screen): Screen;
	/**
	 * The output of a headless command. Output that cannot be written ends the program: with 141 and no word where
	 * the reader of a pipe has gone, as SIGPIPE would; with `refusedExitCode` and a sentence where a disk is full.
	 */
	commandOutput(refusedExitCode?: number): CommandOutput;
	/**
	 * Ends the program: shutdown, screen closed, terminal restored, then what had to wait on stderr, and all output
	 * taken by its readers. A command waits for a slow reader for as long as it takes; a signal ends that.
	 * The first call decides the exit code, unless output is lost afterwards; the promise never settles. Ctrl+C in raw
	 * mode is a key: map it to `leave(130)`.
	 */
	leave(exitCode: number): Promise<never>;
}

/** Exit codes by signal, as a shell reports them: 128 + the signal's number. */
const EXIT_CODE_BY_SIGNAL = { SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143 } as const;
const EXIT_CODE_HANGUP = EXIT_CODE_BY_SIGNAL.SIGHUP;
/** A reader that closed its end of the pipe, as a shell would report SIGPIPE. */
const EXIT_CODE_BROKEN_PIPE = 141;
const EXIT_CODE_FAULT = 1;

/** Milliseconds after which the end of the work is no longer waited for. */
const SHUTDOWN_MAX_MS = 2000;
/** Milliseconds after which a screen that does not report its end is left behind. */
const CLOSE_MAX_MS = 500;
/** Milliseconds that a reader has to take the rest of the output, where a signal or a fault ended the program. */
const DRAIN_MAX_MS = 500;

/** Faults that are reported; a broken loop can raise thousands on the way out. */
const MAX_REPORTED_FAULTS = 5;

/**
 * Takes over how the process ends, in a full screen as in a headless command: signals, uncaught faults and a lost
 * terminal all lead through {@link TerminalLife.leave}, and the terminal is left as it was found. A second signal
 * (but SIGHUP) ends the process at once, the terminal restored. Called once, before anything else of the program runs.
 *
 * Having own listeners for the signals makes Ink's own restoring (signal-exit) stand back, hence this.
 * SIGKILL and a crash of native code cannot be caught: the launcher restores the terminal after those.
 */
export function holdTerminal({ shutdown, faultHeading, outputRefused }: TerminalLifeOptions): TerminalLife {
	const faults: unknown[] = [];
	let screen: TerminalScreen | undefined;
	let isScreenOn = false;
	let heldStderr: HeldStderr | undefined;
	let isTerminalGone = false;
	let exitCode = 0;
	let leaving: Promise<never> | undefined;
	/** Exit code of output that a file or a device does not take. */
	let outputRefusedCode = EXIT_CODE_FAULT;
	let stdout: StandardStream | undefined;
	/** The work is done: readers get the time they need to take its output. */
	let isPatient = false;
	let isDraining = false;

	/** Synchronous and safe to call twice. */
	const restoreTerminal = (): void => {
		if (!isScreenOn) {
			return;
		}
		isScreenOn = false;
		try {
			screen?.unmount();
		} catch (fault) {
			recordFault(fault);
		}
		// Echo and line editing come back with the end of the process.
		if (!isTerminalGone) {
			process.stdout.write(restoreSequence);
		}
	};

	const handBackStderr = (): void => {
		const heldLines = heldStderr?.release() ?? [];
		heldStderr = undefined;
		const heading = faults.length === 0 || faultHeading === undefined ? [] : [faultHeading];
		const lines = [...heldLines, ...heading, ...faults.splice(0).flatMap(faultReport)];
		if (lines.length > 0) {
			process.stderr.write(`${lines.join('\n')}\n`);
		}
	};

	const exitNow = (): never => {
		restoreTerminal();
		handBackStderr();
		endProcess(exitCode);
	};

	const drainOutput = async (): Promise<void> => {
		const taken = Promise.all([stdout?.drained() ?? drained(process.stdout), drained(process.stderr)]);
		isDraining = true;
		await (isPatient ? taken : within(DRAIN_MAX_MS, taken));
	};

	const depart = async (): Promise<never> => {
		try {
			await within(SHUTDOWN_MAX_MS, shutdown());
		} catch (fault) {
			recordFault(fault);
		}
		restoreTerminal();
		if (screen !== undefined) {
			// A fault that ended the screen is recorded where it was opened.
			await within(CLOSE_MAX_MS, screen.waitUntilExit()).catch(() => undefined);
		}
		handBackStderr();
		await drainOutput();
		return exitNow();
	};

	const leave = (code: number): Promise<never> => {
		if (leaving === undefined) {
			exitCode = code;
			leaving = Promise.resolve().then(depart);
		}
		return leaving;
	};

	const recordFault = (fault: unknown): void => {
		if (faults.length < MAX_REPORTED_FAULTS && !faults.includes(fault)) {
			faults.push(fault);
		}
		exitCode = exitCode === 0 ? EXIT_CODE_FAULT : exitCode;
	};

	const leaveFor = (code: number): void => {
		void leave(code);
	};

	/** Lost output is told by the exit code also where the work itself was done. */
	const loseOutput = (code: number): void => {
		leaveFor(code);
		exitCode = code;
	};

	const fail = (fault: unknown): void => {
		recordFault(fault);
		leaveFor(EXIT_CODE_FAULT);
	};

	for (const [signal, code] of Object.entries(EXIT_CODE_BY_SIGNAL)) {
		process.on(signal, () => {
			// A lost terminal raises SIGHUP and end of input together, the shell may repeat it, and systemd sends it
			// right after SIGTERM: it is no impatience and must not cut the shutdown short. It ends the waiting for a
			// reader, where nothing is left to be cut short.
			if (leaving !== undefined && (signal !== 'SIGHUP' || (isDraining && isPatient))) {
				exitCode = code;
				exitNow();
			}
			isPatient = false;
			leaveFor(code);
		});
	}
	// A stopped full screen leaves the shell in raw mode. SIGTTIN and SIGTTOU keep their default: with a listener
	// the kernel would have Node try the same read or write again for ever.
	process.on('SIGTSTP', () => undefined);
	// Without a listener this signal opens Node's inspector on a local port.
	process.on('SIGUSR1', () => undefined);

	// Rejections that nobody handles arrive here too.
	process.on('uncaughtException', fail);

	// Without a listener a write to a lost terminal would raise an uncaught fault, whose report is a write again.
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		isTerminalGone = true;
		loseOutput(error.code === 'EPIPE' ? EXIT_CODE_BROKEN_PIPE : EXIT_CODE_HANGUP);
	});
	// There is nowhere left to tell.
	process.stderr.on('error', () => undefined);

	// For a `process.exit` that did not come through here.
	process.on('exit', () => {
		restoreTerminal();
		handBackStderr();
	});

	return {
		leave(code) {
			isPatient = leaving === undefined && screen === undefined;
			return leave(code);
		},
		commandOutput(refusedExitCode = EXIT_CODE_FAULT) {
			outputRefusedCode = refusedExitCode;
			stdout ??= standardStream(process.stdout, (error) => {
				const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
				if (outputRefused !== undefined) {
					process.stderr.write(`${outputRefused(code)}\n`);
				}
				loseOutput(outputRefusedCode);
			});
			return {
				stdout: stdout.write,
				stderr: (text) => {
					process.stderr.write(text);
				},
			};
		},
		openScreen(open) {
			heldStderr = holdStderr();
			isScreenOn = true;
			// The other screen begins where the cursor stands: behind echoed keys the first row would wrap and scroll the frame.
			process.stdout.write('\r');
			const opened = open();
			screen = opened;
			opened.waitUntilExit().then(() => leaveFor(0), fail);
			const onTerminalLost = (): void => {
				isTerminalGone = true;
				leaveFor(EXIT_CODE_HANGUP);
			};
			process.stdin.on('end', onTerminalLost);
			process.stdin.on('error', onTerminalLost);
			return opened;
		},
	};
}

/** The work's own outcome, or `undefined` once `maxMs` have passed. */
async function within(maxMs: number, work: Promise<unknown>): Promise<void> {
	const bound = Promise.withResolvers<undefined>();
	const timer = setTimeout(() => bound.resolve(undefined), maxMs);
	try {
		await Promise.race([work, bound.promise]);
	} finally {
		clearTimeout(timer);
	}
}
