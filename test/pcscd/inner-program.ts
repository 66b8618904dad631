import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { Readable, type Writable } from 'node:stream';
import { promisify } from 'node:util';
import { OutputLog } from './output-log.ts';

const execute = promisify(execFile);

/** Says in which process of the inner world the program is, on a descriptor that it does not get. */
const ANNOUNCED = ['sh', '-c', 'echo "$$" >&3; exec 3>&-; exec "$@"', 'sh'];

export interface InnerProgramOptions {
	/** The words that lead into the namespaces. */
	readonly entering: readonly string[];
	readonly command: readonly string[];
	/** Beside the test run's own. */
	readonly env?: Readonly<Record<string, string>> | undefined;
}

/** A program inside the namespaces, and its way in, which ends with it. */
export class InnerProgram {
	readonly stdout: OutputLog;
	readonly stderr: OutputLog;
	/** Exit code; undefined where a signal ended it. */
	readonly ended: Promise<number | undefined>;
	readonly #stdin: Writable;
	readonly #entering: readonly string[];
	readonly #announcement: OutputLog;

	constructor({ entering, command, env = {} }: InnerProgramOptions) {
		const [program = '', ...words] = [...entering, ...ANNOUNCED, ...command];
		const child: ChildProcess = spawn(program, words, {
			stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
			env: { ...process.env, ...env },
		});
		const { stdin, stdout, stderr } = child;
		const announcement = child.stdio[3];
		if (stdin === null || stdout === null || stderr === null || !(announcement instanceof Readable)) {
			throw new TypeError('The program was started without pipes.');
		}
		// Who ends first closes the pipe; its exit code says the rest.
		stdin.on('error', () => undefined);
		this.#stdin = stdin;
		this.#entering = entering;
		this.#announcement = new OutputLog(announcement);
		this.stdout = new OutputLog(stdout);
		this.stderr = new OutputLog(stderr);
		this.ended = new Promise((resolve, reject) => {
			child.once('error', reject);
			child.once('exit', (code) => resolve(code ?? undefined));
		});
	}

	writeLine(line: string): void {
		this.#stdin.write(`${line}\n`);
	}

	/** Sends a signal and resolves when the program has ended by it. */
	async end(signal: 'INT' | 'TERM' | 'KILL'): Promise<number | undefined> {
		const [pid] = await this.#announcement.next(/^\d+$/);
		// The way in would not pass it on.
		const [program = '', ...words] = [...this.#entering, 'sh', '-c', `kill -s ${signal} ${pid}`];
		await execute(program, words);
		return this.ended;
	}
}
