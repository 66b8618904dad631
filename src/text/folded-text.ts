const PLAIN: Readonly<Record<string, string>> = {
	ı: 'i',
	ç: 'c',
	ğ: 'g',
	ö: 'o',
	ş: 's',
	ü: 'u',
};

/** Text as it is searched: without case, and without what a keyboard of another language cannot type. */
export function foldedText(text: string): string {
	return text
		.toLocaleLowerCase('tr')
		.normalize('NFC')
		.replaceAll(/[ıçğöşü]/gu, (letter) => PLAIN[letter] ?? letter);
}
