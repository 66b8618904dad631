import type { LoginState } from '#app';
import { countdown, dim, EMPTY_LINE, type Line, line, secondsSince, toned } from '#ui';
import { codeField } from '../code-field.ts';
import { paragraph } from '../paragraph.ts';
import type { View, Work } from '../view.ts';

const LABEL_CELLS = 18;

/** SMS Onay Kodu: masked digits, time left, and when it can be sent again. */
export function codeWork(view: View, login: Extract<LoginState, { readonly stage: 'code' }>): Work {
	const { state, texts, width } = view;
	return {
		title: login.purpose === 'session' ? texts.login.phoneTitle : texts.login.resetTitle,
		lines: [
			...paragraph(texts.login.codeSentTo(login.maskedPhone), width),
			EMPTY_LINE,
			codeField(view, login, LABEL_CELLS),
			EMPTY_LINE,
			...(login.pending === undefined
				? codeTimeLines(view, login)
				: [
						line(
							(login.pending.asks === 'send-code' ? texts.login.sendingCode : texts.login.confirming)(
								secondsSince(login.pending.since, state.now),
							),
						),
					]),
		],
	};
}

/** How long the code holds, and when another one can be sent. */
export function codeTimeLines(
	{ state, texts }: View,
	login: Extract<LoginState, { readonly stage: 'code' }>,
): readonly Line[] {
	const left = login.expiresAt - state.now;
	const untilResend = login.resendAt - state.now;
	if (left <= 0 && untilResend <= 0) {
		return [line(toned('care', texts.login.codeExpired))];
	}
	const first =
		left > 0 ? line(texts.login.remaining(countdown(left))) : line(toned('care', texts.login.codeExpired));
	const resend = untilResend > 0 ? texts.login.resendIn(countdown(untilResend)) : texts.login.resendNow;
	return [first, line(dim(resend))];
}
