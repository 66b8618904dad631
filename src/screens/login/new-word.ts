import type { NewWord } from '#app';
import { EMPTY_LINE } from '#ui';
import { runLines } from '../operation/change-lines.ts';
import type { View, Work } from '../view.ts';
import { wordFieldLines } from '../word-field-lines.ts';
import { codeTimeLines } from './code.ts';

/** Güvenlik Sözcüğümü Unuttum, at its end: the new word, twice, and how long the code that goes with it holds. */
export function newWordWork(view: View, login: NewWord): Work {
	const { texts } = view;
	return {
		title: texts.login.resetTitle,
		lines: [
			...wordFieldLines(view, ['first', 'again'], login, texts.login.newWordHow),
			EMPTY_LINE,
			...(login.run === undefined
				? codeTimeLines(view, login.from)
				: runLines(view, login.run, texts.update.requests.word)),
		],
	};
}
