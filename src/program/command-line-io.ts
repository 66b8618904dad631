import type { Language } from '#app';
import type { CommandLineIo, Invocation } from '#commands';
import type { Program } from './program.ts';

/** Exit code of a monitoring plug-in that cannot say how things stand. */
const EXIT_UNKNOWN = 3;

/** Where a command writes, in a language that its own option may change. */
export function commandLineIo(
	{ life, version }: Program,
	language: Language,
	kind?: Invocation['kind'],
): CommandLineIo {
	return {
		language,
		version,
		columns: process.stdout.columns,
		// What a monitoring plug-in could not say is unknown: 1 would be a warning.
		...life.commandOutput(kind === 'expiring' || kind === 'check' ? EXIT_UNKNOWN : undefined),
	};
}
