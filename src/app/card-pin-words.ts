import { foldedText } from '#text';
import type { Language } from './appearance.ts';

/** What is typed, beside the PIN, before something that cannot be taken back. */
export const LAST_TRY_WORDS: Readonly<Record<Language, string>> = { tr: 'DEVAM', en: 'CONTINUE' };
/** What somebody in charge types before a PUK can be typed. */
export const SUPERVISOR_WORDS: Readonly<Record<Language, string>> = { tr: 'SORUMLU', en: 'SUPERVISOR' };

/** More than any of the words has, so that a wrong one can be seen. */
export const WORD_LIMIT = 16;

export function isSameWord(typed: string, word: string): boolean {
	return foldedText(typed.trim()) === foldedText(word);
}
