import type { LoginState } from '#app';
import { bold, EMPTY_LINE, line, secondsSince, wrap } from '#ui';
import { comingCodeLines } from '../code-field.ts';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';

const LABEL_CELLS = 18;

/** The masked number is confirmed before anything is sent to it. */
export function phoneWork(view: View, login: Extract<LoginState, { readonly stage: 'phone' }>): Work {
	const { state, texts, width } = view;
	return {
		title: login.purpose === 'session' ? texts.login.phoneTitle : texts.login.resetTitle,
		lines: [
			...wrap(texts.login.confirmPhone(login.maskedPhone), width).map((text) => line(bold(text))),
			EMPTY_LINE,
			...(login.pending === undefined
				? paragraph(texts.login.confirmPhoneHow, width)
				: [
						line(texts.login.sendingCode(secondsSince(login.pending.since, state.now))),
						...comingCodeLines(view, LABEL_CELLS),
					]),
		],
	};
}
