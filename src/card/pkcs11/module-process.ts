import { type ChildProcess, spawn } from 'node:child_process';
import { env, execPath } from 'node:process';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { SecretText } from '#text';
import type { Timer } from '../timer.ts';
import { frameBytes, frameLengths, frameOf, frameWords } from './frames.ts';
import { ModuleError } from './module-errors.ts';
import { type ModuleAnswer, type ModuleRequest, moduleAnswer } from './protocol.ts';

export interface ModuleProcessOptions {
	readonly timer: Timer;
	/** Added to the few variables that the process inherits. */
	readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** Of what the program was given, all that a module may need: its own settings lie under HOME. */
const INHERITED = ['HOME', 'PATH', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'USER', 'LOGNAME', 'SystemRoot'];
/** How long a module may take to give itself back before its process is ended. */
const END_LIMIT_MS = 2_000;

/** Source and bundle alike lie where this file lies; only the ending differs. */
const PROGRAM = fileURLToPath(
	new URL(import.meta.url.endsWith('.ts') ? './process/main.ts' : './module-process.js', import.meta.url),
);

interface Waiting {
	readonly resolve: (answer: ModuleAnswer) => void;
	readonly reject: (error: ModuleError) => void;
}

/**
 * The process that holds the vendor's module for one conversation. Whatever the module does in there costs this
 * conversation and nothing else; after the first fault it is dead, and so is the process.
 */
export class ModuleProcess {
	readonly #timer: Timer;
	readonly #child: ChildProcess;
	readonly #requests: Writable;
	readonly #ended = Promise.withResolvers<void>();
	#received: Buffer = Buffer.alloc(0);
	#waiting: Waiting | undefined;
	#fault: ModuleError | undefined;
	#isEnding = false;

	/** Starts the process; that it could not be started is told to the first request. */
	constructor({ timer, environment = {} }: ModuleProcessOptions) {
		this.#timer = timer;
		const node = [execPath, '--no-warnings', '--disable-sigusr1', PROGRAM];
		// The shell only forbids core files, in which a PIN could be found, and becomes Node.
		this.#child = spawn('/bin/sh', ['-c', 'ulimit -c 0; exec "$@"', 'sh', ...node], {
			env: { ...inherited(), ...environment },
			stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
		});
		const { stdin, stdio } = this.#child;
		const answers = stdio[3];
		if (!(stdin instanceof Writable) || !(answers instanceof Readable)) {
			throw new TypeError('a process without its pipes');
		}
		this.#requests = stdin;
		// A write to a process that died is told by its end.
		stdin.on('error', () => undefined);
		answers.on('error', () => undefined);
		answers.on('data', (bytes: Buffer) => this.#receive(bytes));
		this.#child.once('error', (cause) => {
			this.#fail(new ModuleError('process-failed', 'the process could not be started', { cause }));
			this.#ended.resolve();
		});
		this.#child.once('close', (code, signal) => {
			if (!this.#isEnding) {
				this.#fail(new ModuleError('crashed', `the process ended by ${signal ?? `exit code ${code}`}`));
			}
			this.#ended.resolve();
		});
	}

	/**
	 * Has one step done.
	 *
	 * @param secrets go along as bytes that are wiped once they are written; they stay the caller's
	 * @throws ModuleError `process-failed`, `crashed`, `no-answer`, `garbled`
	 */
	async ask(
		request: ModuleRequest,
		limitMs: number,
		secrets: readonly SecretText[] = [],
	): Promise<ModuleAnswer> {
		if (this.#fault !== undefined) {
			throw this.#fault;
		}
		const { promise, resolve, reject } = Promise.withResolvers<ModuleAnswer>();
		this.#waiting = { resolve, reject };
		const frame = frameOf(request, secrets);
		this.#requests.write(frame, () => frame.fill(0));
		const cancel = this.#timer.after(limitMs, () =>
			this.#fail(new ModuleError('no-answer', `${request.step}: no answer within ${limitMs} ms`)),
		);
		try {
			return await promise;
		} finally {
			cancel();
		}
	}

	/** Ends the process at once; whoever waits for an answer, or asks for one later, hears why. */
	kill(why = new ModuleError('crashed', 'the process was ended')): void {
		this.#fail(why);
	}

	/** Ends the process, kindly where it still listens. Resolves when it is gone; never rejects. */
	async end(): Promise<void> {
		this.#isEnding = true;
		if (this.#fault === undefined) {
			this.#requests.end(frameOf({ step: 'end' } satisfies ModuleRequest));
		}
		const cancel = this.#timer.after(END_LIMIT_MS, () => this.#child.kill('SIGKILL'));
		await this.#ended.promise;
		cancel();
	}

	#receive(bytes: Buffer): void {
		this.#received = Buffer.concat([this.#received, bytes]);
		try {
			const lengths = frameLengths(this.#received);
			if (lengths === undefined || this.#received.length < frameBytes(lengths)) {
				return;
			}
			const answer = moduleAnswer.parse(frameWords(this.#received, lengths));
			const isAlone = this.#received.length === frameBytes(lengths);
			this.#received = Buffer.alloc(0);
			const waiting = this.#waiting;
			this.#waiting = undefined;
			if (waiting === undefined || !isAlone) {
				throw new RangeError('an answer to nothing');
			}
			waiting.resolve(answer);
		} catch (cause) {
			this.#fail(new ModuleError('garbled', 'bytes that are no answer', { cause }));
		}
	}

	/** The first fault is the last thing that is heard of this process. */
	#fail(fault: ModuleError): void {
		this.#fault ??= fault;
		this.#waiting?.reject(this.#fault);
		this.#waiting = undefined;
		this.#child.kill('SIGKILL');
	}
}

function inherited(): Record<string, string> {
	return Object.fromEntries(
		INHERITED.flatMap((name) => {
			const value = env[name];
			return value === undefined ? [] : [[name, value]];
		}),
	);
}
