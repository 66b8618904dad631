/**
 * A picture as pixels. The decoded form on purpose: a PNG from outside is checked and decoded once, and the
 * terminal's own decoder never sees its bytes.
 */
export interface PixelPicture {
	readonly width: number;
	readonly height: number;
	/** Three bytes a pixel (red, green, blue), row by row; `width * height * 3` of them. */
	readonly rgb: Uint8Array;
}

/** A rectangle of cells, counted from 0 at the top left of the screen. */
export interface CellRectangle {
	readonly column: number;
	readonly row: number;
	readonly columns: number;
	readonly rows: number;
}

/**
 * The largest part of a rectangle, from its top left, that has the picture's shape. Cells are taken to be twice as
 * high as wide, as they nearly are everywhere.
 */
export function fittedCells(
	picture: PixelPicture,
	{ columns, rows }: Pick<CellRectangle, 'columns' | 'rows'>,
): { readonly columns: number; readonly rows: number } {
	const scale = Math.min(columns / picture.width, (rows * 2) / picture.height);
	return {
		columns: Math.max(1, Math.min(columns, Math.round(picture.width * scale))),
		rows: Math.max(1, Math.min(rows, Math.round((picture.height * scale) / 2))),
	};
}
