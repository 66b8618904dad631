import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { type Paragraph, pageDocument } from '#ports';

const lines = (count: number): readonly Paragraph[] =>
	Array.from({ length: count }, (_, index) => ({
		style: 'text',
		text: `${index + 1}. satır: ağ, şifre, İptal, ${'uzun bir cümle '.repeat(12)}`,
	}));

const documentOf = (paragraphs: readonly Paragraph[]): Promise<Uint8Array> =>
	pageDocument({ title: 'Mühür denetimi', madeAt: 0, paragraphs });

/** Its text as another program reads it (poppler). */
async function textOf(pdf: Uint8Array): Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), 'muhurdar-page-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const path = join(folder, 'page.pdf');
	writeFileSync(path, pdf);
	const { stdout } = await promisify(execFile)('pdftotext', [path, '-']);
	return stdout;
}

const pagesOf = (pdf: Uint8Array): number =>
	Buffer.from(pdf).toString('latin1').split('/Type /Page\n').length - 1;

test('a page has all that is given, in letters as small as it takes', async () => {
	const pdf = await documentOf([{ style: 'title', text: 'Başlık' }, { style: 'rule' }, ...lines(25)]);
	expect(pagesOf(pdf)).toBe(1);
	const text = await textOf(pdf);
	expect(text).toMatch(/^Başlık/);
	expect(text).toContain('25. satır: ağ, şifre, İptal');
	expect(text).not.toContain('[…]');
});

test('what has no room on one page is not left out unseen', async () => {
	const pdf = await documentOf(lines(200));
	expect(pagesOf(pdf)).toBe(1);
	expect(await textOf(pdf)).toMatch(/\[…\]\s*$/);
});
