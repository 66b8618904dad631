import type { PortalProblem } from '#api';
import { type AppState, secondsLeft } from '#app';
import type { Texts } from '#i18n';
import { type Part, paragraph, type Tone, toned, waiting } from '#ui';
import type { View } from './view.ts';

/**
 * What went wrong at the portal, as part of a view; what it asked to wait is counted down.
 *
 * @param most rows; default: as many as it needs
 */
export function problemPart({ state, texts }: View, problem: PortalProblem, tone: Tone, most?: number): Part {
	const left = isPresentWordWrong(state, problem) ? undefined : secondsLeft(state, problem);
	return left === undefined || left === 0
		? paragraph(toned(tone, problemSentence(state, texts, problem)), { most })
		: waiting((seconds) => toned(tone, texts.problems[problem.code](problem.triesLeft, seconds)), left, most);
}

/** What went wrong at the portal; where it asked to wait, with what is left of that now. */
function problemSentence(state: AppState, texts: Texts, problem: PortalProblem): string {
	if (isPresentWordWrong(state, problem)) {
		return texts.update.wordWrong(problem.triesLeft);
	}
	return texts.problems[problem.code](problem.triesLeft, secondsLeft(state, problem));
}

/** The edit of the word asks for no number and shows no picture. */
function isPresentWordWrong({ screen }: AppState, { code }: PortalProblem): boolean {
	return code === 'credentials-wrong' && screen === 'operation';
}
