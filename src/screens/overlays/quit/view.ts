import type { AppState } from '#app';
import type { Texts } from '#i18n';
import { BLANK, bold, paragraph, row } from '#ui';
import type { View, Work } from '../../view.ts';

/** Asked only while something would be lost by leaving. */
export function quitOverlay({ state, texts }: View): Work {
	return {
		title: texts.quit.title,
		parts: [
			...whatIsLost(state, texts).map((sentence) => paragraph(sentence)),
			BLANK,
			row(bold(texts.quit.how)),
		],
	};
}

/** What the card has comes first: it cannot be begun anew at will. */
function whatIsLost({ cardPin, login, session }: AppState, { quit }: Texts): readonly string[] {
	const ofCard =
		cardPin?.stage.stage === 'running'
			? [quit.cardPinBody]
			: cardPin?.stage.stage === 'form' || cardPin?.stage.stage === 'last-try'
				? [quit.cardPinTypedBody]
				: [];
	if (session !== undefined) {
		return [...ofCard, quit.body];
	}
	return login.stage === 'none' ? ofCard : [...ofCard, quit.loginBody];
}
