import type { LoginState } from '#app';
import { BLANK, paragraph, secondsSince, waitingRow } from '#ui';
import { codeField, codeTimeParts } from '../code-field.ts';
import type { View, Work } from '../view.ts';

/** SMS Onay Kodu: its digits, time left, and when it can be sent again. */
export function codeWork(view: View, login: Extract<LoginState, { readonly stage: 'code' }>): Work {
	const { state, texts } = view;
	const { pending } = login;
	const asked = pending?.asks === 'send-code' ? texts.login.sendingCode : texts.login.confirming;
	return {
		title: login.purpose === 'session' ? texts.login.phoneTitle : texts.login.resetTitle,
		parts: [
			paragraph(texts.login.codeSentTo(login.maskedPhone)),
			BLANK,
			codeField(view, login),
			BLANK,
			...(pending === undefined
				? codeTimeParts(view, login)
				: [waitingRow(asked, secondsSince(pending.since, state.now))]),
		],
	};
}
