import type { Texts } from '#i18n';

/** A word of the portal as this program says it; one of a newer portal as the portal does. */
export function portalWord<Word extends string, Said>(
	word: Word | `unknown:${string}`,
	said: Readonly<Record<Word, Said>>,
	{ newerWord }: Texts,
): Said | string {
	const isKnown = (text: string): text is Word => Object.hasOwn(said, text);
	return isKnown(word) ? said[word] : newerWord(word.slice(word.indexOf(':') + 1));
}
