import type { Overlay } from '#app';
import { bold, EMPTY_LINE, type Line, line, plain, qrLines, qrSize, wrap } from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';

const GAP_CELLS = 2;
/** Beside the code an address needs this much to be readable. */
const NARROWEST_TEXT_CELLS = 24;

/** An address for typing, and as a QR code where the terminal has room and signs for one. */
export function addressOverlay(view: View, { address, code }: Extract<Overlay, { kind: 'address' }>): Work {
	const { texts, theme, width, rows } = view;
	const title = texts.address.title;
	const typed = (room: number): readonly Line[] => wrap(address, room).map((text) => line(bold(text)));
	if ('request' in code) {
		return { title, lines: typed(width) };
	}
	const drawn = qrLines(code, theme);
	const size = qrSize(code);
	const room = width - size.columns - GAP_CELLS;
	if (drawn === undefined || size.rows > rows || room < NARROWEST_TEXT_CELLS) {
		const why = drawn === undefined ? texts.address.noBlocks : texts.address.noRoom;
		return { title, lines: [...typed(width), EMPTY_LINE, ...paragraph(why, width, 'care')] };
	}
	const beside = [...typed(room), EMPTY_LINE, ...paragraph(texts.address.how, room)];
	const lines = drawn.map((spans, row) => [
		...spans,
		plain(' '.repeat(GAP_CELLS)),
		...(beside[row] ?? EMPTY_LINE),
	]);
	return { title, lines };
}
