import type { Runtime } from '#app';
import { LineMode } from '#screens';
import { attachKeyboard } from '#terminal';
import { createTheme } from '#ui';
import type { Program } from './program.ts';

/**
 * The line mode. At a terminal keys come one by one and are shown here, so that a secret never is; lines from a file are
 * taken one after the other, each when the one before has had its effect.
 */
export async function runLines({ life }: Program, runtime: Runtime): Promise<void> {
	const { stdin, stdout } = process;
	const isTerminal = stdin.isTTY === true;
	if (isTerminal) {
		stdin.setRawMode(true);
	}
	const lines = new LineMode({
		store: runtime,
		theme: createTheme({ isUnicode: false, hasColour: false }),
		write: (text) => stdout.write(text),
		isEchoing: isTerminal,
	});
	runtime.start();
	let done: Promise<void> = isTerminal ? Promise.resolve() : runtime.idle();
	attachKeyboard({
		stdin,
		onKey: (event) => {
			if (isTerminal) {
				lines.key(event);
				return;
			}
			done = done.then(() => {
				lines.key(event);
				return runtime.idle();
			});
		},
	});
	const inputEnded = new Promise<number>((resolve) => {
		stdin.once('end', () => void done.then(() => resolve(0)));
	});
	const exitCode = await Promise.race([runtime.exited, inputEnded]);
	stdout.write('\n');
	await life.leave(exitCode);
}
