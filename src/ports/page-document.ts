import { documentFont } from '#text';

/** What stands on a page, from above. */
export type Paragraph =
	| { readonly style: 'title' | 'heading' | 'text'; readonly text: string }
	/** A line across the page. */
	| { readonly style: 'rule' };

export interface PageDocument {
	readonly title: string;
	/** Milliseconds since 1970 UTC. */
	readonly madeAt: number;
	readonly paragraphs: readonly Paragraph[];
}

/** What stands on one page. */
export type PageContent = readonly Paragraph[];

/** Points, as all lengths of a PDF. */
const MARGIN = 48;
const LARGEST_SIZE = 10.5;
/** Below it nobody reads a printed page. */
const SMALLEST_SIZE = 6;
const SIZE_STEP = 0.5;
const INK = '#1b1b1b';
/** Stands where a page had no more room. */
const CUT_MARK = '[…]';

/** One page of A4, in letters as large as it has room for. */
export async function pageDocument({ title, madeAt, paragraphs }: PageDocument): Promise<Uint8Array> {
	return pagesDocument({ title, madeAt, pages: [paragraphs] });
}

/** Pages of A4, each by itself: the letters of each are as large as it has room for. */
export async function pagesDocument({
	title,
	madeAt,
	pages,
}: {
	readonly title: string;
	/** Milliseconds since 1970 UTC. */
	readonly madeAt: number;
	readonly pages: readonly PageContent[];
}): Promise<Uint8Array> {
	const { default: PdfDocument } = await import('pdfkit');
	const { buffer } = await import('node:stream/consumers');
	const document = new PdfDocument({
		size: 'A4',
		margin: MARGIN,
		font: documentFont(),
		info: { Title: title, Author: 'muhurdar', CreationDate: new Date(madeAt) },
	});
	for (const [index, paragraphs] of pages.entries()) {
		if (index > 0) {
			document.addPage();
		}
		drawPage(document, paragraphs);
	}
	document.end();
	return new Uint8Array(await buffer(document));
}

function drawPage(document: PDFKit.PDFDocument, paragraphs: PageContent): void {
	const width = document.page.width - 2 * MARGIN;
	const room = document.page.height - 2 * MARGIN;
	const heightAt = (size: number): number =>
		paragraphs.reduce((sum, paragraph) => sum + heightOf(paragraph, size), 0);
	const heightOf = (paragraph: Paragraph, size: number): number => {
		if (paragraph.style === 'rule') {
			return size;
		}
		document.fontSize(sizeOf(paragraph.style, size));
		return document.heightOfString(paragraph.text, { width }) + gapBehind(size);
	};
	let size = LARGEST_SIZE;
	while (heightAt(size) > room && size > SMALLEST_SIZE) {
		size -= SIZE_STEP;
	}
	let y = MARGIN;
	for (const paragraph of paragraphs) {
		const height = heightOf(paragraph, size);
		if (y + height > MARGIN + room) {
			// It is one page; what has no room on it is not left out unseen.
			document.page.margins.bottom = 0;
			document.fillColor(INK).fontSize(size).text(CUT_MARK, MARGIN, y, { lineBreak: false });
			break;
		}
		if (paragraph.style === 'rule') {
			const middle = y + size / 2 - gapBehind(size) / 2;
			document
				.moveTo(MARGIN, middle)
				.lineTo(MARGIN + width, middle)
				.strokeColor(INK)
				.lineWidth(0.5)
				.stroke();
		} else {
			document
				.fillColor(INK)
				.fontSize(sizeOf(paragraph.style, size))
				.text(paragraph.text, MARGIN, y, { width });
		}
		y += height;
	}
}

function sizeOf(style: 'title' | 'heading' | 'text', size: number): number {
	switch (style) {
		case 'title':
			return size * 1.6;
		case 'heading':
			return size * 1.2;
		case 'text':
			return size;
	}
}

function gapBehind(size: number): number {
	return size * 0.45;
}
