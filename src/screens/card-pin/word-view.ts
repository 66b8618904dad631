import { LAST_TRY_WORDS, type PinFormAct, SUPERVISOR_WORDS } from '#app';
import type { TriesLeft } from '#card';
import { BLANK, dim, paragraph, toned } from '#ui';
import { wordField } from '../confirmation.ts';
import type { View, Work } from '../view.ts';

/** Nothing of the form is left: who only presses Enter must not lose the card. */
export function lastTryWork({ state, texts }: View, act: PinFormAct, tries: TriesLeft, typed: string): Work {
	const { cardPin, signatureLogin } = texts;
	const word = LAST_TRY_WORDS[state.language];
	const isKnown = tries.kind === 'last-try';
	return {
		title: cardPin.lastTryTitle,
		parts: [
			paragraph(toned('danger', isKnown ? cardPin.lastTry(word) : cardPin.lastTryUnknown(word))),
			BLANK,
			wordField(cardPin.word, typed),
			BLANK,
			paragraph(act === 'log-in' ? signatureLogin.lastTryFacts : cardPin.lastTryFacts),
			...(isKnown ? [paragraph(dim(cardPin.lastTryOrBlocked))] : []),
		],
	};
}

/** Before a PUK can be typed at all. */
export function supervisorWork({ state, texts: { cardPin } }: View, typed: string): Work {
	return {
		title: cardPin.supervisorTitle,
		parts: [
			paragraph(toned('danger', cardPin.supervisor)),
			BLANK,
			paragraph(cardPin.supervisorAsk(SUPERVISOR_WORDS[state.language])),
			BLANK,
			wordField(cardPin.word, typed),
		],
	};
}
