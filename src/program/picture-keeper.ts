import type { PictureSpace } from '#screens';
import type { Pictures } from '#terminal';

/** The picture on the screen follows the frames: placed when it appears or moves, cleared when it is gone. */
export function pictureKeeper(pictures: Pictures): (space: PictureSpace | undefined) => void {
	let shown: PictureSpace | undefined;
	return (space) => {
		if (pictures.protocol === 'none') {
			return;
		}
		const isSame = shown?.id === space?.id && shown?.row === space?.row && shown?.column === space?.column;
		if (isSame) {
			return;
		}
		if (shown !== undefined) {
			pictures.clear(shown.id);
		}
		shown = space;
		if (space !== undefined) {
			void pictures.place({ ...space, picture: space.pixels });
		}
	};
}
