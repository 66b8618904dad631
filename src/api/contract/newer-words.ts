import { z } from 'zod';

/* Enumerations of answers may grow under the same version: a client reads a word that it does not know as such. */

/** A word of a newer portal: `unknown:` and the word. */
export type NewerWord = `unknown:${string}`;

const WORD = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

/** The enumeration, or what a newer portal says in its place; a word that cannot be shown is `?`. */
export function orNewerWord<Known extends z.ZodEnum>(known: Known) {
	return z.union([
		known,
		z
			.string()
			.max(200)
			.transform((word): NewerWord => `unknown:${WORD.test(word) ? word : '?'}`),
	]);
}

/** The word that a newer portal said; undefined where this version knows it. */
export function newerWord(text: string): string | undefined {
	return text.startsWith('unknown:') ? text.slice('unknown:'.length) : undefined;
}

/** Whether this version knows the word. */
export function isKnownWord<Word extends string>(word: Word | NewerWord): word is Word {
	return newerWord(word) === undefined;
}
