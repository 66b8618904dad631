import { flushCompileCache } from 'node:module';

/** The stream of a pipe or a terminal, with the handle that Node does not document. */
interface HandledStream {
	readonly _handle?: { setBlocking?(isBlocking: boolean): void } | null;
}

/**
 * Ends the process at once, with this exit code, whatever its threads are doing.
 *
 * `process.exit` joins libuv's thread pool, so a call that is blocked there (a card that never answers, a transaction of
 * another program, a name server that is silent) keeps the process for as long as it likes. A new program in the
 * process's place ends every thread without asking: a shell that does nothing but give the exit code.
 *
 * What `process.exit` would have done besides is done here: the terminal's line discipline, pipes that block as they did
 * before, and the compiled code that is kept for the next start. Listeners of `exit` are not called.
 */
export function endProcess(exitCode: number): never {
	const { stdin, stdout, stderr, execve } = process;
	if (execve === undefined) {
		// Windows has no such call.
		process.exit(exitCode);
	}
	flushCompileCache();
	if (stdin.isTTY) {
		stdin.setRawMode(false);
	}
	for (const { _handle: handle } of [stdin, stdout, stderr] as readonly HandledStream[]) {
		handle?.setBlocking?.(true);
	}
	execve('/bin/sh', ['sh', '-c', `exit ${exitCode}`], {});
	throw new Error('execve returned');
}
