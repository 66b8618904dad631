import type { LoginState } from '#app';
import { BLANK, bold, paragraph, secondsSince, waitingRow } from '#ui';
import { comingCodeParts } from '../code-field.ts';
import type { View, Work } from '../view.ts';

/** The masked number is confirmed before anything is sent to it. */
export function phoneWork(view: View, login: Extract<LoginState, { readonly stage: 'phone' }>): Work {
	const { state, texts } = view;
	return {
		title: login.purpose === 'session' ? texts.login.phoneTitle : texts.login.resetTitle,
		parts: [
			paragraph(bold(texts.login.confirmPhone(login.maskedPhone))),
			BLANK,
			...(login.pending === undefined
				? [paragraph(texts.login.confirmPhoneHow)]
				: [
						waitingRow(texts.login.sendingCode, secondsSince(login.pending.since, state.now)),
						...comingCodeParts(view),
					]),
		],
	};
}
