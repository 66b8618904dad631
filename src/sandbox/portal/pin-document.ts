import { documentFont } from '#text';
import type { CardRecord, HolderRecord } from './store.ts';

const MARGIN = 72;
/** Points: what is typed from the paper is read at arm's length. */
const SECRET_SIZE = 30;
/** Turkish time whatever the machine is set to, as on the screens. */
const calendar = new Intl.DateTimeFormat('tr-TR', {
	timeZone: 'Europe/Istanbul',
	dateStyle: 'short',
	timeStyle: 'short',
});
const BAND = '#b3261e';

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
		font: documentFont(),
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
			[isCompany(holder.holderNumber) ? 'VKN' : 'T.C. Kimlik No', holder.holderNumber],
			['Kart seri no', cardSerial],
			['Tarih', `${calendar.format(madeAt)} (Türkiye saati)`],
		]) {
			document.text(`${name}: ${value}`).moveDown(0.5);
		}
		document.moveDown(0.5).fontSize(SECRET_SIZE);
		document.text(`PIN: ${pin ?? ''}`).text(`PUK: ${puk}`);
		document
			.fontSize(12)
			.moveDown()
			.text('Bu belgeyi kilitli bir yerde saklayın, kimseye vermeyin.')
			.text('PIN üç kez yanlış girilirse kart kilitlenir; Kilit Çözme ile yeni PIN alınır.')
			.fillColor(BAND)
			.text('PUK üç kez yanlış girilirse kart bir daha kullanılamaz; yeni kart gerekir.');
	});
	document.end();
	return new Uint8Array(await buffer(document));
}

/** A tax number (VKN) has ten digits, a person's number eleven. */
function isCompany(holderNumber: string): boolean {
	return holderNumber.length === 10;
}
