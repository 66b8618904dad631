import type { NewWord } from '#app';
import { BLANK, countdown, type Part, paragraph, toned, waitingRow } from '#ui';
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
				? [codeHolds(view, login.from.expiresAt)]
				: runParts(view, login.run, texts.update.requests.word)),
		],
	};
}

/** No code can be ordered here: that is done one page back. */
function codeHolds({ state, texts: { login } }: View, expiresAt: number): Part {
	const left = expiresAt - state.now;
	return left > 0
		? waitingRow((ms) => login.codeHolds(countdown(ms)), left)
		: paragraph(toned('care', login.codeOver));
}
