const ASCII = /^\p{ASCII}*$/u;

/**
 * Text as it is searched and compared: without case and without accents, so that a keyboard of another language can type
 * it. The four letters i, İ, ı and I are one, whichever language folded them before: `toLowerCase` of İ is two code points,
 * and of I in Turkish it is ı.
 */
export function foldedText(text: string): string {
	// Most of what is searched is numbers: this is the same for ASCII, at a tenth of the work.
	if (ASCII.test(text)) {
		return text.toLowerCase();
	}
	return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('tr').replaceAll('ı', 'i');
}
