import type { SealCertificate } from '#certificate';
import { focusedReader } from './focused-reader.ts';
import type { AppState } from './state.ts';

/** The certificates of the card that the screens speak of. */
export function certificatesHere(state: AppState): readonly SealCertificate[] {
	const slot = focusedReader(state)?.slot;
	return slot?.kind === 'seal' || slot?.kind === 'akis'
		? slot.card.certificates.map(({ certificate }) => certificate)
		: [];
}

/** The one that is looked at; undefined where its card is gone. */
export function chosenCertificate(state: AppState): SealCertificate | undefined {
	const { fingerprint } = state.certificate;
	return certificatesHere(state).find((certificate) => certificate.fingerprint === fingerprint);
}
