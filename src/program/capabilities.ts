import { ancestorNames, detectCapabilities, type TerminalCapabilities } from '#terminal';

export function terminalCapabilities(): TerminalCapabilities {
	const { env, stdin, stdout } = process;
	return detectCapabilities({ env, stdin, stdout, ancestors: ancestorNames() });
}
