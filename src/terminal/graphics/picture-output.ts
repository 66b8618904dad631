import type { GraphicsProtocol } from '../capabilities.ts';
import { writingThrough } from '../writing-through.ts';
import { iterm2Picture } from './iterm2.ts';
import { kittyDelete, kittyPicture } from './kitty.ts';
import type { CellRectangle, PixelPicture } from './picture.ts';
import { sixelPicture } from './sixel.ts';

export interface PicturePlacement extends CellRectangle {
	/** Chosen by the caller; placing the same id again moves or replaces the picture. */
	readonly id: string;
	readonly picture: PixelPicture;
}

/** Pictures with real pixels over a blank rectangle that the frame keeps free for them. */
export interface Pictures {
	/** `none` draws nothing: the caller shows half blocks instead. */
	readonly protocol: GraphicsProtocol;
	/**
	 * Shows a picture until it is cleared or replaced. `true` once it is on the screen; `false` where it cannot be
	 * (no protocol, no room) or where it was cleared or replaced before it was ready.
	 */
	place(placement: PicturePlacement): Promise<boolean>;
	/** Takes a picture away; nothing happens where there is none. */
	clear(id: string): void;
}

export interface PictureOutput {
	/** What Ink gets as its `stdout`. */
	readonly stdout: NodeJS.WriteStream;
	readonly pictures: Pictures;
}

/** Ink writes each of these by itself, before and after every frame (`ink/build/write-synchronized.js`). */
const FRAME_START = '\u{1B}[?2026h';
const FRAME_END = '\u{1B}[?2026l';

const SAVE_CURSOR = '\u{1B}7';
const RESTORE_CURSOR = '\u{1B}8';

interface PlacedPicture {
	readonly rectangle: CellRectangle;
	readonly imageId: number;
	readonly sequence: string;
	/** Whether the terminal shows it; a frame or a resize may have taken it away. */
	isShown: boolean;
}

/**
 * Puts pictures into Ink's own stream of frames, so that nothing but this one stream writes to the terminal.
 *
 * The stream Ink gets is the given one but for `write`: in front of the mark that ends a frame come the pictures
 * that are due, inside the same synchronized update. Between frames a change is written as an update of its own.
 *
 * - kitty keeps pictures in a layer of their own: sent once per placement, deleted by id.
 * - iTerm2 and sixel pictures live in the cells and the next frame's blanks wipe them: drawn again with every
 *   frame, gone with the first frame after they are cleared. Needs frames that are written whole.
 *
 * Without a protocol the stream is the given one itself.
 */
export function createPictureOutput(stdout: NodeJS.WriteStream, protocol: GraphicsProtocol): PictureOutput {
	if (protocol === 'none') {
		const none: Pictures = { protocol, place: async () => false, clear: () => undefined };
		return { stdout, pictures: none };
	}

	const placed = new Map<string, PlacedPicture>();
	/** The newest request for each id: an older one that is still being encoded must not win. */
	const requests = new Map<string, symbol>();
	let lastImageId = FIRST_IMAGE_ID;
	let isInFrame = false;
	let dueDeletions = '';

	const dueSequences = (): string => {
		const deletions = dueDeletions;
		dueDeletions = '';
		let drawings = '';
		for (const picture of placed.values()) {
			if (!picture.isShown && isOnScreen(picture.rectangle, stdout)) {
				drawings += `${cursorTo(picture.rectangle)}${picture.sequence}`;
				picture.isShown = true;
			}
		}
		return drawings === '' ? deletions : `${deletions}${SAVE_CURSOR}${drawings}${RESTORE_CURSOR}`;
	};

	const frameEndSequences = (): string => {
		if (protocol !== 'kitty') {
			for (const picture of placed.values()) {
				picture.isShown = false;
			}
		}
		return dueSequences();
	};

	const drawBetweenFrames = (): void => {
		const due = isInFrame ? '' : dueSequences();
		if (due !== '') {
			stdout.write(`${FRAME_START}${due}${FRAME_END}`);
		}
	};

	const withPictures = (chunk: string): string => {
		const end = chunk.lastIndexOf(FRAME_END);
		const start = chunk.lastIndexOf(FRAME_START);
		isInFrame = start === end ? isInFrame : start > end;
		return end === -1 ? chunk : `${chunk.slice(0, end)}${frameEndSequences()}${chunk.slice(end)}`;
	};

	const remove = (id: string): void => {
		const picture = placed.get(id);
		placed.delete(id);
		if (picture !== undefined && protocol === 'kitty') {
			dueDeletions += kittyDelete(picture.imageId);
		}
	};

	const encode = (imageId: number, placement: PicturePlacement): Promise<string | undefined> => {
		switch (protocol) {
			case 'kitty':
				return kittyPicture(imageId, placement.picture, placement);
			case 'iterm2':
				return iterm2Picture(placement.picture, placement);
			case 'sixel':
				return sixelPicture(placement.picture, placement);
		}
	};

	stdout.on('resize', () => {
		// A terminal may drop or shift pictures when its size changes; the frame that follows brings them back.
		for (const picture of placed.values()) {
			picture.isShown = false;
		}
	});

	const pictures: Pictures = {
		protocol,
		async place(placement) {
			const request = Symbol(placement.id);
			requests.set(placement.id, request);
			lastImageId += 1;
			const imageId = lastImageId;
			const sequence = await encode(imageId, placement);
			if (requests.get(placement.id) !== request) {
				return false;
			}
			requests.delete(placement.id);
			remove(placement.id);
			if (sequence !== undefined) {
				placed.set(placement.id, { rectangle: placement, imageId, sequence, isShown: false });
			}
			drawBetweenFrames();
			return sequence !== undefined && isOnScreen(placement, stdout);
		},
		clear(id) {
			requests.delete(id);
			remove(id);
			drawBetweenFrames();
		},
	};

	return { stdout: writingThrough(stdout, withPictures), pictures };
}

/** Away from the small numbers that other programs in the same terminal use. */
const FIRST_IMAGE_ID = 0x4d_55_48;

function cursorTo({ column, row }: CellRectangle): string {
	return `\u{1B}[${row + 1};${column + 1}H`;
}

/** The terminal's last row stays free: a sixel picture that ends there scrolls the screen. */
function isOnScreen({ column, row, columns, rows }: CellRectangle, stdout: NodeJS.WriteStream): boolean {
	return column >= 0 && row >= 0 && column + columns <= stdout.columns && row + rows < stdout.rows;
}
