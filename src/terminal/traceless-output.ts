import { writingThrough } from './writing-through.ts';

/** How Ink wipes the whole screen: from its first cell to its end. */
const WIPE = '\u{1B}[1;1H\u{1B}[J';
/** The same in two parts, which no terminal takes for the end of a page. */
const WIPE_IN_PARTS = '\u{1B}[1;1H\u{1B}[2K\u{1B}[2;1H\u{1B}[J\u{1B}[1;1H';
const LEAVE_SCREEN = '\u{1B}[?1049l';

/**
 * The stream Ink gets, so that no frame outlives the next one, nor the program, where there is no other screen: tmux
 * with `alternate-screen off` puts a screen that is wiped at one stroke into its history, and keeps the last frame.
 * So a wipe is written in parts, and the screen is wiped before it is left.
 */
export function tracelessOutput(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
	return writingThrough(stdout, (chunk) =>
		chunk.replaceAll(WIPE, WIPE_IN_PARTS).replaceAll(LEAVE_SCREEN, `${WIPE_IN_PARTS}${LEAVE_SCREEN}`),
	);
}
