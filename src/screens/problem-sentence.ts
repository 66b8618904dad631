import type { PortalProblem } from '#api';
import { type AppState, secondsLeft, triedAddress } from '#app';
import { dim, type Part, paragraph, type Tone, toned, waiting } from '#ui';
import type { View } from './view.ts';

/**
 * What went wrong at the portal, as part of a view; what it asked to wait is counted down.
 *
 * @param most rows; default: as many as it needs
 */
export function problemPart({ state, texts }: View, problem: PortalProblem, tone: Tone, most?: number): Part {
	const tried = triedAddress(state, problem);
	// The address comes first: where rows are few the end is cut.
	const from = tried === undefined ? '' : `${tried}: `;
	const sentence = (seconds?: number): string =>
		isPresentWordWrong(state, problem)
			? texts.update.wordWrong(problem.triesLeft)
			: `${from}${texts.problems[problem.code](problem.triesLeft, seconds)}`;
	const left = isPresentWordWrong(state, problem) ? undefined : secondsLeft(state, problem);
	return left === undefined || left === 0
		? paragraph(toned(tone, sentence(left)), { most })
		: waiting((seconds) => toned(tone, sentence(seconds)), left, most);
}

/** For whoever is called: which address did not answer. */
export function triedParts({ state, texts }: View, problem: PortalProblem): readonly Part[] {
	const tried = triedAddress(state, problem);
	return tried === undefined ? [] : [paragraph(dim(texts.portal.tried(tried)))];
}

/** The edit of the word asks for no number and shows no picture. */
function isPresentWordWrong({ screen }: AppState, { code }: PortalProblem): boolean {
	return code === 'credentials-wrong' && screen === 'operation';
}
