import {
	type AppState,
	certificatesHere,
	chosenCertificate,
	type Next,
	next,
	refuse,
	withNotice,
} from '#app';
import type { SealCertificate } from '#certificate';

/** What a terminal's clipboard is given: hexadecimal digits, and no more of them than a serial number may have. */
const COPYABLE = /^[0-9A-F]{1,64}$/;

/** The certificate whose serial number is in front of the person: the open one, or the card's first in the details. */
export function certificateToCopy(state: AppState): SealCertificate | undefined {
	switch (state.overlay?.kind) {
		case 'certificate':
			return chosenCertificate(state);
		case 'details':
			return certificatesHere(state)[0];
		default:
			return undefined;
	}
}

/** Asks the terminal to take the serial number; whether it did, it does not say. */
export function copySerial(state: AppState): Next {
	const certificate = certificateToCopy(state);
	if (certificate === undefined) {
		return refuse(state, 'no-certificate');
	}
	if (state.mode.hasClipboard !== true || !COPYABLE.test(certificate.serialNumber)) {
		return refuse(state, 'no-clipboard');
	}
	const { serialNumber: serial } = certificate;
	return next(withNotice(state, { kind: 'copied', serial }), { kind: 'copy', serial });
}
