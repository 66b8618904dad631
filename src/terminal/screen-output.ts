import type { GraphicsProtocol } from './capabilities.ts';
import { changedRowsOutput } from './changed-rows.ts';
import { createPictureOutput, type PictureOutput } from './graphics/picture-output.ts';
import { tracelessOutput } from './traceless-output.ts';

/**
 * The one way from Ink to the terminal of a full screen: frames leave no trace, hold pictures, and are written in part
 * where nothing but their text is on the screen.
 */
export function createScreenOutput(stdout: NodeJS.WriteStream, graphics: GraphicsProtocol): PictureOutput {
	const output = createPictureOutput(tracelessOutput(stdout), graphics);
	// Pictures of iTerm2 and sixel lie in the cells: only a frame that is written whole takes them away.
	const isPictureInCells = graphics === 'iterm2' || graphics === 'sixel';
	return isPictureInCells ? output : { ...output, stdout: changedRowsOutput(output.stdout) };
}
