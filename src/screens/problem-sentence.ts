import type { PortalProblem } from '#api';
import { type AppState, secondsLeft } from '#app';
import type { Texts } from '#i18n';

/** What went wrong at the portal; where it asked to wait, with what is left of that now. */
export function problemSentence(state: AppState, texts: Texts, problem: PortalProblem): string {
	// The edit of the word asks for no number and shows no picture.
	if (problem.code === 'credentials-wrong' && state.screen === 'operation') {
		return texts.update.wordWrong(problem.triesLeft);
	}
	return texts.problems[problem.code](problem.triesLeft, secondsLeft(state, problem));
}
