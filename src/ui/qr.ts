import type { QrCode } from '#app';
import { type Line, line, type Span } from './line.ts';
import type { Theme } from './theme.ts';

/**
 * Light modules that a reader needs around the code. The standard (ISO/IEC 18004) asks for four; telephones read
 * two as well, and only with two does an address fit the smallest usual terminal.
 */
const QUIET_MODULES = 2;

/** Two modules above one another are one cell. */
const MODULES_A_ROW = 2;

/**
 * The QR code of an address, with the lowest correction: a screen has no dirt, and fewer modules fit more terminals.
 * Scheme and host, which may be written in either case (RFC 3986, 6.2.2.1), go in capitals: these take half the room.
 */
export async function encodeQr(address: string): Promise<QrCode> {
	const { create } = (await import('qrcode')).default;
	const { modules } = create(inCapitals(address), { errorCorrectionLevel: 'L' });
	return { size: modules.size, isDark: Array.from(modules.data, (module) => module !== 0) };
}

function inCapitals(address: string): string {
	return address.replace(/^[a-z]+:\/\/[^/?#]+/u, (origin) => origin.toUpperCase());
}

/** Cells that the code takes with the margin that it needs. */
export function qrSize({ size }: QrCode): { readonly columns: number; readonly rows: number } {
	const modules = size + 2 * QUIET_MODULES;
	return { columns: modules, rows: Math.ceil(modules / MODULES_A_ROW) };
}

/**
 * The code in half blocks: black on white whatever the terminal's colours are. Without colours its light modules are
 * drawn, which is right on a dark ground.
 *
 * @returns undefined where the terminal has no half blocks
 */
export function qrLines(code: QrCode, theme: Theme): readonly Line[] | undefined {
	const { blocks } = theme.glyphs;
	if (blocks === undefined) {
		return undefined;
	}
	const { columns, rows } = qrSize(code);
	const isPaper = theme.paper !== undefined;
	const isDrawn = (row: number, column: number): boolean => isDarkAt(code, row, column) === isPaper;
	return Array.from({ length: rows }, (_, row) => {
		const text = Array.from({ length: columns }, (_unused, column) => {
			const upper = isDrawn(row * MODULES_A_ROW, column);
			const lower = isDrawn(row * MODULES_A_ROW + 1, column);
			return upper ? (lower ? blocks.full : blocks.upper) : lower ? blocks.lower : ' ';
		}).join('');
		return line(onPaper(text));
	});
}

function isDarkAt({ size, isDark }: QrCode, row: number, column: number): boolean {
	const [y, x] = [row - QUIET_MODULES, column - QUIET_MODULES];
	return y >= 0 && y < size && x >= 0 && x < size && isDark[y * size + x] === true;
}

function onPaper(text: string): Span {
	return { text, isPaper: true };
}
