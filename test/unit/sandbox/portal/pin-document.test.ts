import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { SecretText } from '#text';
import { ACCOUNT, granted, HOLDER, openPortalStage } from './portal-stage.ts';

/** As another program reads it. */
async function textOf(pdf: Uint8Array, layout = '-layout'): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'muhurdar-pdf-'));
	try {
		await writeFile(join(folder, 'pins.pdf'), pdf, { mode: 0o600 });
		const { stdout } = await promisify(execFile)('pdftotext', [layout, join(folder, 'pins.pdf'), '-']);
		return stdout;
	} finally {
		await rm(folder, { recursive: true });
	}
}

test('Parolalarımı Kaydet gives a PDF in which another program finds the PIN and every Turkish letter', async () => {
	const title = 'İĞÜŞÖÇ ığüşöç Sanayi ve Ticaret A.Ş.';
	const [card] = ACCOUNT.cards;
	if (card === undefined) {
		throw new Error('the test has no card');
	}
	const second = {
		...card,
		cardSerial: 'FEDCBA0987654321',
		pin: SecretText.of('135790'),
		certificates: card.certificates.map((one) => ({ ...one, serialNumber: `0F${one.serialNumber}` })),
	};
	await using stage = await openPortalStage({
		accounts: [{ holder: { ...HOLDER, title }, cards: [card, second] }],
	});
	await stage.login();

	const document = granted(await stage.client.pinDocument());
	const text = await textOf(document);

	for (const expected of [title, 'PIN: 482913', 'PUK: 73519264', 'PIN: 135790', 'FEDCBA0987654321']) {
		expect(text).toContain(expected);
	}
	expect(text).toContain('VKN: ');
	expect(text).not.toContain('Numara');
	// The day and the hour in Turkey.
	expect(text).toMatch(/Tarih: \d{2}\.\d{2}\.\d{4} \d{2}:\d{2} \(Türkiye saati\)/);
	expect(text).toContain('PUK üç kez yanlış girilirse kart bir daha kullanılamaz; yeni kart gerekir.');
	expect(text.match(/DENEME ORTAMI/g)).toHaveLength(2);

	const heights = heightsIn(await textOf(document, '-bbox'));
	for (const secret of ['482913', '73519264']) {
		expect(heights.get(secret)).toBeGreaterThan(2 * (heights.get('VKN:') ?? Number.POSITIVE_INFINITY));
	}
});

/** Height in points of each word, by the witness's own measure. */
function heightsIn(boxes: string): ReadonlyMap<string, number> {
	const words = boxes.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]+)</g);
	return new Map(Array.from(words, ([, top, bottom, word = '']) => [word, Number(bottom) - Number(top)]));
}

test('there is no document where no PIN is given out', async () => {
	await using stage = await openPortalStage();
	await stage.login();
	await stage.client.sendChange(
		{ kind: 'delete-pins', cardSerial: '1234567890ABCDEF', copy: 'declined' },
		'key-of-the-test-0001',
	);

	expect(await stage.client.pinDocument()).toMatchObject({ problem: { code: 'pins-withheld' } });
});
