import type { ReaderSnapshot } from '#card';
import { focusedReader } from './focused-reader.ts';
import type { Holder, OtherHolder } from './holder.ts';
import type { AppState } from './state.ts';

/**
 * Set where a PIN would go to the card of another holder than the one of the open session or, without one, of the seal that
 * was looked at last. A card without a seal has no holder to compare.
 */
export function otherHolder(state: AppState): OtherHolder | undefined {
	const reader = focusedReader(state);
	const here = holderIn(reader);
	const { session, lookedAt } = state;
	const [by, chosen] =
		session === undefined
			? (['looked-at', lookedAt] as const)
			: (['session', { title: session.title, number: session.holderNumber }] as const);
	return reader === undefined || here === undefined || chosen === undefined || chosen.number === here.number
		? undefined
		: { by, chosen, here, reader: reader.name };
}

/** Undefined where there is no seal in it, or the seal names no number. */
export function holderIn(reader: ReaderSnapshot | undefined): Holder | undefined {
	const slot = reader?.slot;
	return slot?.kind === 'seal' && slot.holder.taxNumber !== ''
		? { title: slot.holder.title, number: slot.holder.taxNumber }
		: undefined;
}

/**
 * Whose seal was looked at last after a message: that of a certificate that was shown, of a reader that was chosen, or of
 * the card that its PIN menu was opened for where nothing was looked at before. At a kiosk nobody's is kept: the next
 * visitor would read of it.
 */
export function lookedAtAfter(before: AppState, after: AppState): Holder | undefined {
	if (after.mode.kiosk !== undefined) {
		return undefined;
	}
	const here = holderIn(focusedReader(after));
	const { fingerprint } = after.certificate;
	if (fingerprint !== undefined && fingerprint !== before.certificate.fingerprint) {
		return here ?? after.lookedAt;
	}
	if (after.chosenReader !== before.chosenReader) {
		return here;
	}
	return after.cardPin === undefined ? after.lookedAt : (after.lookedAt ?? here);
}
