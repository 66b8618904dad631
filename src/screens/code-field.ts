import { SecretText } from '#text';
import { BLANK, countdown, dim, type Part, paragraph, row, secretField, toned, waitingRow } from '#ui';
import type { View } from './view.ts';

/* The code of a text message: open, or about to open. It is worth nothing once it was used, and is drawn as it is typed. */

const LAYOUT = { labelCells: 18, isAlone: true } as const;

/** A place for each digit of the code. While another one is asked for, what is typed is that one. */
export function codeField(
	{ state, texts }: View,
	{ code, codeLength }: { readonly code: SecretText; readonly codeLength: number },
): Part {
	const typed = state.typedAhead?.code ?? code;
	return secretField({
		name: 'code',
		label: texts.login.code,
		isHere: true,
		length: typed.length,
		shown: typed,
		places: codeLength,
		layout: LAYOUT,
	});
}

/** The field that the awaited answer opens; how long the code is only that answer tells. */
export function comingCodeParts({ state, texts }: View): readonly Part[] {
	const typed = state.typedAhead?.code ?? SecretText.empty;
	return [
		BLANK,
		secretField({
			name: 'code',
			label: texts.login.code,
			isHere: true,
			length: typed.length,
			shown: typed,
			places: 'unknown',
			layout: LAYOUT,
		}),
		paragraph(texts.login.codeAhead),
	];
}

/** How long the code holds, and when another one can be sent. */
export function codeTimeParts(
	{ state, texts: { login } }: View,
	{ expiresAt, resendAt }: { readonly expiresAt: number; readonly resendAt: number },
): readonly Part[] {
	const left = expiresAt - state.now;
	const untilResend = resendAt - state.now;
	const expired = row(toned('care', login.codeExpired));
	if (left <= 0 && untilResend <= 0) {
		return [expired];
	}
	return [
		left > 0 ? waitingRow((ms) => login.remaining(countdown(ms)), left) : expired,
		untilResend > 0
			? waitingRow((ms) => dim(login.resendIn(countdown(ms))), untilResend)
			: row(dim(login.resendNow)),
	];
}
