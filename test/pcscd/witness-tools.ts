import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { PtySession } from '../pty/pty-session.ts';
import { openScEnvironment } from './opensc-environment.ts';
import type { PrivatePcscd } from './private-pcscd.ts';

const execute = promisify(execFile);

export interface TerminalRun {
	readonly exitCode: number;
	readonly screen: string;
}

/** OpenSC's tools in a stack: a second opinion on the card, from people who know nothing of this program. */
export class OpenSc {
	/** A folder for files of the test. */
	readonly folder: string;
	readonly #stack: PrivatePcscd;
	/** Of its tools. */
	readonly env: Readonly<Record<string, string>>;

	private constructor(stack: PrivatePcscd, folder: string, env: Readonly<Record<string, string>>) {
		this.#stack = stack;
		this.folder = folder;
		this.env = env;
	}

	static async open(stack: PrivatePcscd): Promise<OpenSc> {
		const folder = await mkdtemp(join(tmpdir(), 'muhurdar-witness-'));
		onTestFinished(() => rm(folder, { recursive: true, force: true }));
		return new OpenSc(stack, folder, await openScEnvironment(folder));
	}

	/** What a tool prints; fails where it fails. */
	async asks(...command: readonly string[]): Promise<string> {
		const program = this.#stack.run(command, this.env);
		const [exitCode, said, complained] = await Promise.all([
			program.ended,
			program.stdout.whole(),
			program.stderr.whole(),
		]);
		if (exitCode !== 0) {
			throw new Error(`${command.join(' ')} ended with ${exitCode}:\n${said}\n${complained}`);
		}
		return said;
	}

	/** The certificate of this PKCS#15 identifier. */
	async certificate(id: string): Promise<X509Certificate> {
		return new X509Certificate(await this.asks('pkcs15-tool', '--read-certificate', id));
	}

	/**
	 * Runs pkcs15-tool, which asks for PINs, and answers it with these, one after the other.
	 *
	 * They go through a pipe, so that they stand on no command line: it asks in a terminal only, and discards what
	 * was typed there between its question and the moment when it turns the echo off.
	 */
	async pkcs15Tool(pins: readonly string[], ...words: readonly string[]): Promise<TerminalRun> {
		const pipe = join(this.folder, 'pins');
		await execute('mkfifo', ['-m', '600', pipe]);
		const session = this.#atTerminal(['pkcs15-tool', ...words], `<'${pipe}'`);
		await writeFile(pipe, pins.map((pin) => `${pin}\n`).join(''));
		const run = await ended(session);
		await rm(pipe);
		return run;
	}

	/** Runs pkcs15-crypt and types the PIN that it asks for: it does so after it has turned the echo off. */
	async pkcs15Crypt(pin: string, ...words: readonly string[]): Promise<TerminalRun> {
		const session = this.#atTerminal(['pkcs15-crypt', ...words]);
		await session.shows(/PIN.*: *$/);
		session.type(`${pin}\r`);
		return ended(session);
	}

	#atTerminal(command: readonly string[], redirection = ''): PtySession {
		const words = [...this.#stack.entering, ...command].map((word) => `'${word}'`).join(' ');
		const session = new PtySession(`${words} ${redirection}`, { env: this.env });
		onTestFinished(() => session.close());
		return session;
	}
}

async function ended(session: PtySession): Promise<TerminalRun> {
	const exitCode = await session.ended();
	return { exitCode, screen: session.text };
}
