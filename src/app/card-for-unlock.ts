import type { AkisCard } from '#card';
import { capability, isSandboxCard } from '#card-rules';
import { focusedReader } from './focused-reader.ts';
import type { Refusal } from './notice.ts';
import type { AppState } from './state.ts';

export type UnlockCard =
	| { readonly ok: true; readonly card: AkisCard; readonly cardSerial: string }
	| { readonly ok: false; readonly refusal: Refusal };

/**
 * The card in the reader, where the portal's unlock data may go to it; judged before anything is asked of the portal
 * and again before the card gets anything. What a sandbox's portal says goes to the sandbox's cards alone; from any
 * portal it goes to a card of the account alone.
 */
export function cardForUnlock(state: AppState): UnlockCard {
	const { session } = state;
	const slot = focusedReader(state)?.slot;
	if (slot?.kind !== 'seal') {
		return refused('card-not-in');
	}
	const { card } = slot;
	if (isSandboxPortal(state) && !isSandboxCard(card)) {
		return refused('real-card-in-sandbox');
	}
	if (session?.certificates.kind !== 'loaded') {
		return refused('certificates-not-loaded');
	}
	const cardSerials = new Set(
		session.certificates.certificates
			.filter((row) =>
				card.certificates.some(
					({ certificate }) =>
						certificate.serialNumber === row.serialNumber && certificate.fingerprint === row.fingerprint,
				),
			)
			.map((row) => row.cardSerial),
	);
	const [cardSerial, ...others] = cardSerials;
	if (cardSerial === undefined && session.certificates.next !== undefined) {
		return refused('card-still-sought');
	}
	if (cardSerial === undefined || others.length > 0) {
		return refused('card-not-of-account');
	}
	return capability(card, 'unblock-pin').way === 'apdu'
		? { ok: true, card, cardSerial }
		: refused('unblock-not-public');
}

export function isSandboxPortal({ mode, portal }: AppState): boolean {
	return mode.portal === 'sandbox' || (portal.kind === 'reached' && portal.info.isSandbox);
}

function refused(refusal: Refusal): UnlockCard {
	return { ok: false, refusal };
}
