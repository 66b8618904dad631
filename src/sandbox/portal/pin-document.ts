import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { CardRecord, HolderRecord } from './store.ts';

const MARGIN = 72;
const BAND = '#b3261e';
/** Beside the built program; else where the package lies. */
const FONT_FILE = 'DejaVuSans.ttf';

/** The document of *Parolalarımı Kaydet*: A4, one page for each card, marked as the sandbox's on every page. */
export async function pinDocument(
	holder: HolderRecord,
	cards: readonly CardRecord[],
	madeAt: number,
): Promise<Uint8Array> {
	const { default: PdfDocument } = await import('pdfkit');
	const { buffer } = await import('node:stream/consumers');
	const document = new PdfDocument({
		size: 'A4',
		margin: MARGIN,
		font: fontFile(),
		info: { Title: 'PIN / PUK Bilgisi', Author: 'DENEME ORTAMI', CreationDate: new Date(madeAt) },
	});
	cards.forEach(({ cardSerial, pin, puk }, index) => {
		if (index > 0) {
			document.addPage();
		}
		document.fillColor(BAND).fontSize(14).text('DENEME ORTAMI: hukuken değersizdir').moveDown();
		document.fillColor('black').fontSize(20).text('Mali Mühür PIN / PUK Bilgisi').moveDown();
		document.fontSize(12);
		for (const [name, value] of [
			['Unvan', holder.title],
			['Numara', holder.holderNumber],
			['Kart seri no', cardSerial],
			['PIN', pin ?? ''],
			['PUK', puk],
			['Tarih', new Date(madeAt).toISOString()],
		]) {
			document.text(`${name}: ${value}`).moveDown(0.5);
		}
		document
			.moveDown()
			.text('Bu belgeyi kilitli bir yerde saklayın, kimseye vermeyin.')
			.text('PIN üç kez yanlış girilirse kart kilitlenir; Kilit Çözme ile yeni PIN alınır.');
	});
	document.end();
	return new Uint8Array(await buffer(document));
}

function fontFile(): string {
	const beside = fileURLToPath(new URL(`./${FONT_FILE}`, import.meta.url));
	return existsSync(beside)
		? beside
		: createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${FONT_FILE}`);
}
