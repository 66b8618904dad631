import { describe, expect, it } from 'vitest';
import { cells, createTheme, encodeQr, type Line, qrLines, qrSize, type Theme } from '#ui';
import { readQrCode } from '../../pictures/qr-camera.ts';

const DRIVER = 'https://kamusm.bilgem.tubitak.gov.tr/islemler/surucu_indirme/';
const COLOURED = createTheme({ isUnicode: true, hasColour: true });
const COLOURLESS = createTheme({ isUnicode: true, hasColour: false });

/** What a telephone reads from these lines when the ground of the terminal is dark, or undefined. */
function read(lines: readonly Line[], theme: Theme): string | undefined {
	const rows = lines.map((spans) => spans.map(({ text }) => text).join(''));
	return readQrCode(rows, theme.paper === undefined);
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
