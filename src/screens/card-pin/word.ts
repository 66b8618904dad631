import { LAST_TRY_WORDS, type PinFormAct, SUPERVISOR_WORDS } from '#app';
import type { TriesLeft } from '#card';
import { bold, dim, EMPTY_LINE, fitText, type Line, line } from '#ui';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';

const LABEL_CELLS = 10;

/** Nothing of the form is left: who only presses Enter must not lose the card. */
export function lastTryWork(view: View, act: PinFormAct, tries: TriesLeft, typed: string): Work {
	const { state, texts, width } = view;
	const { cardPin } = texts;
	const word = LAST_TRY_WORDS[state.language];
	const isKnown = tries.kind === 'last-try';
	return {
		title: cardPin.lastTryTitle,
		lines: [
			...paragraph(isKnown ? cardPin.lastTry(word) : cardPin.lastTryUnknown(word), width, 'danger'),
			EMPTY_LINE,
			wordLine(view, typed),
			EMPTY_LINE,
			...paragraph(act === 'log-in' ? texts.signatureLogin.lastTryFacts : cardPin.lastTryFacts, width),
			...(isKnown ? paragraph(cardPin.lastTryOrBlocked, width).map(dimmed) : []),
		],
	};
}

/** Before a PUK can be typed at all. */
export function supervisorWork(view: View, typed: string): Work {
	const { state, texts, width } = view;
	const { cardPin } = texts;
	return {
		title: cardPin.supervisorTitle,
		lines: [
			...paragraph(cardPin.supervisor, width, 'danger'),
			EMPTY_LINE,
			...paragraph(cardPin.supervisorAsk(SUPERVISOR_WORDS[state.language]), width),
			EMPTY_LINE,
			wordLine(view, typed),
		],
	};
}

function dimmed(spans: Line): Line {
	return spans.map(({ text }) => dim(text));
}

function wordLine({ texts }: View, typed: string): Line {
	return line(fitText(texts.cardPin.word, LABEL_CELLS), bold(`${typed}_`));
}
