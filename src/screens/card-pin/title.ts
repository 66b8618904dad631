import type { PinFormAct } from '#app';
import type { Texts } from '#i18n';

/** What the PIN is for, over each of its stages. */
export function actTitle({ cardPin, signatureLogin }: Texts, act: PinFormAct): string {
	return act === 'log-in' ? signatureLogin.title : `${cardPin.title} · ${cardPin.acts[act]}`;
}
