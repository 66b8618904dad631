import type { NewWord } from '#app';
import { BLANK } from '#ui';
import { codeTimeParts } from '../code-field.ts';
import { runParts } from '../operation/change-parts.ts';
import type { View, Work } from '../view.ts';
import { wordFields } from '../word-fields.ts';

/** Güvenlik Sözcüğümü Unuttum, at its end: the new word, twice, and how long the code that goes with it holds. */
export function newWordWork(view: View, login: NewWord): Work {
	const { texts } = view;
	return {
		title: texts.login.resetTitle,
		parts: [
			...wordFields(view, ['first', 'again'], login, texts.login.newWordHow),
			BLANK,
			...(login.run === undefined
				? codeTimeParts(view, login.from)
				: runParts(view, login.run, texts.update.requests.word)),
		],
	};
}
