import jsqr from 'jsqr';
import { describe, expect, it } from 'vitest';
import { cells, createTheme, encodeQr, type Line, qrLines, qrSize, type Theme } from '#ui';

const DRIVER = 'https://kamusm.bilgem.tubitak.gov.tr/islemler/surucu_indirme/';
const COLOURED = createTheme({ isUnicode: true, hasColour: true });
const COLOURLESS = createTheme({ isUnicode: true, hasColour: false });

/** Pixels that a module takes in a camera's picture. */
const SCALE = 4;

/** What a telephone reads from these lines when the ground of the terminal is dark, or undefined. */
function read(lines: readonly Line[], theme: Theme): string | undefined {
	const rows = lines.map((spans) => spans.map(({ text }) => text).join(''));
	const width = cells(rows[0] ?? '') * SCALE;
	const height = rows.length * 2 * SCALE;
	const inkIsLight = theme.paper === undefined;
	const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const module = Math.floor(y / SCALE);
			const sign = rows[Math.floor(module / 2)]?.[Math.floor(x / SCALE)] ?? ' ';
			const isInk = sign === '█' || sign === (module % 2 === 0 ? '▀' : '▄');
			pixels.fill(isInk === inkIsLight ? 255 : 0, (y * width + x) * 4, (y * width + x) * 4 + 3);
		}
	}
	return jsqr.default(pixels, width, height, { inversionAttempts: 'dontInvert' })?.data;
}

describe('a QR code on the screen', () => {
	it.each([
		['in colour', COLOURED],
		['without colours', COLOURLESS],
	])('is read by a telephone: drawn %s', async (_, theme) => {
		const code = await encodeQr(DRIVER);
		expect(read(qrLines(code, theme) ?? [], theme)).toBe(
			'HTTPS://KAMUSM.BILGEM.TUBITAK.GOV.TR/islemler/surucu_indirme/',
		);
	});

	it('changes the case of scheme and host alone, which mean the same in either', async () => {
		const address = 'https://Example.com:8443/Yol/a?B=c#D';
		const code = await encodeQr(address);
		const seen = read(qrLines(code, COLOURED) ?? [], COLOURED) ?? '';
		expect(seen).toBe('HTTPS://EXAMPLE.COM:8443/Yol/a?B=c#D');
		expect(new URL(seen).href).toBe(new URL(address).href);
	});

	it('takes exactly the cells that it says', async () => {
		const code = await encodeQr(DRIVER);
		const lines = qrLines(code, COLOURED) ?? [];
		const { columns, rows } = qrSize(code);
		expect(lines).toHaveLength(rows);
		expect(lines.map((spans) => spans.reduce((sum, { text }) => sum + cells(text), 0))).toEqual(
			lines.map(() => columns),
		);
	});

	it('is not drawn where the terminal has no half blocks', async () => {
		const code = await encodeQr(DRIVER);
		expect(qrLines(code, createTheme({ isUnicode: false, hasColour: true }))).toBeUndefined();
	});
});
