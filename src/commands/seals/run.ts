import { EXIT_FAILED } from '../exit-codes.ts';
import { withRegister } from './open.ts';
import type { SealsOptions } from './options.ts';

/**
 * Lists the register of seals and changes it. What was done is told on stderr, what was asked for on stdout.
 *
 * Gives the exit code: done where all of it was done, failed otherwise.
 */
export async function runSeals(options: SealsOptions): Promise<number> {
	// With the schemas of what is exchanged, which no other command needs.
	const { performSeals } = await import('./perform.ts');
	return (await withRegister(options, options, (register) => performSeals(register, options))) ?? EXIT_FAILED;
}
