import type { Invocation } from '#commands';
import type { Program } from './program.ts';

export { commandLineIo } from './command-line-io.ts';
export { openScreens } from './open-screens.ts';
export type { Program } from './program.ts';

/** Loaded when a command is run: the first screen waits for none. */
export async function runCommand(
	program: Program,
	command: Exclude<Invocation, { readonly kind: 'screens' | 'done' }>,
): Promise<number> {
	const commands = await import('./run-command.ts');
	return commands.runCommand(program, command);
}
