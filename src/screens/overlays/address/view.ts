import { BLANK, bold, columns, type Part, paragraph, picture, qrLines, qrSize, toned } from '#ui';
import type { View, Work } from '../../view.ts';
import { overlayOf } from '../overlay-of.ts';

const GAP_CELLS = 2;
/** Beside the code an address needs this much to be readable. */
const NARROWEST_TEXT_CELLS = 24;

/** An address for typing, and as a QR code where the terminal has room and signs for one. */
export function addressOverlay(view: View): Work {
	const { address, code } = overlayOf(view, 'address');
	const { texts, theme, width, rows } = view;
	const { title, how, noBlocks, noRoom } = texts.address;
	const typed = paragraph(bold(address));
	if ('request' in code) {
		return { title, parts: [typed] };
	}
	const lines = qrLines(code, theme);
	const size = qrSize(code);
	const cells = width - size.columns - GAP_CELLS;
	if (lines === undefined || size.rows > rows || cells < NARROWEST_TEXT_CELLS) {
		const why = lines === undefined ? noBlocks : noRoom;
		return { title, parts: [typed, BLANK, paragraph(toned('care', why))] };
	}
	return {
		title,
		parts: [
			columns<Part>(
				GAP_CELLS,
				{ parts: [picture({ lines, indent: 0, told: title })], cells: size.columns },
				{ parts: [typed, BLANK, paragraph(how)], cells },
			),
		],
	};
}
