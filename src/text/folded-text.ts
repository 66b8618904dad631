/**
 * Text as it is searched and compared: without case and without accents, so that a keyboard of another language can type
 * it. The four letters i, İ, ı and I are one, whichever language folded them before: `toLowerCase` of İ is two code points,
 * and of I in Turkish it is ı.
 */
export function foldedText(text: string): string {
	return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('tr').replaceAll('ı', 'i');
}
