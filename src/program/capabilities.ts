import { ancestorNames, detectCapabilities, type TerminalCapabilities } from '#terminal';

/** What this process's terminal can do. `env`: other variables than the process's own. */
export function terminalCapabilities(env = process.env): TerminalCapabilities {
	const { stdin, stdout } = process;
	return detectCapabilities({ env, stdin, stdout, ancestors: ancestorNames() });
}
