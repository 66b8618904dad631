import { en } from './en.ts';
import { type Texts, tr } from './tr.ts';

export type { Texts };

/** The texts of a language; everything a person reads on the screen comes from here. */
export function textsOf(language: 'tr' | 'en'): Texts {
	return language === 'tr' ? tr : en;
}
