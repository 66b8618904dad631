import type { GraphicsProtocol } from './capabilities.ts';
import { changedRowsOutput } from './changed-rows.ts';
import { createPictureOutput, type PictureOutput } from './graphics/picture-output.ts';
import { tracelessOutput } from './traceless-output.ts';

export interface ScreenOutput extends PictureOutput {
	/** Has the next frame written whole: what another program wrote over the screen goes away with it. */
	writeNextWhole(): void;
}

/**
 * The one way from Ink to the terminal of a full screen: frames leave no trace, hold pictures, and are written in part
 * where nothing but their text changed.
 */
export function createScreenOutput(stdout: NodeJS.WriteStream, graphics: GraphicsProtocol): ScreenOutput {
	const output = createPictureOutput(tracelessOutput(stdout), graphics);
	// Pictures of iTerm2 and sixel lie in the cells: only a frame that is written whole takes them away.
	const isPictureInCells = graphics === 'iterm2' || graphics === 'sixel';
	const inCells = new Set<string>();
	const rows = changedRowsOutput(output.stdout, () => inCells.size > 0);
	return {
		stdout: rows.stdout,
		writeNextWhole: rows.forget,
		pictures: {
			protocol: output.pictures.protocol,
			place(placement) {
				if (isPictureInCells) {
					inCells.add(placement.id);
				}
				return output.pictures.place(placement);
			},
			clear(id) {
				if (inCells.delete(id)) {
					rows.forget();
				}
				output.pictures.clear(id);
			},
		},
	};
}
