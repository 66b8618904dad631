import type { CertificateState, PortalCertificate } from '#contract';
import type { PortalAccount, PortalCardCertificate } from './account.ts';

/** Every certificate of the account's cards, with its state at `now` (milliseconds since 1970 UTC). */
export function certificateRows(account: PortalAccount, now: number): PortalCertificate[] {
	return account.cards.flatMap(({ cardSerial, certificates }) =>
		certificates.map((certificate) => ({
			serialNumber: certificate.serialNumber,
			use: certificate.use,
			state: stateAt(certificate, now),
			notBefore: new Date(certificate.notBefore).toISOString(),
			notAfter: new Date(certificate.notAfter).toISOString(),
			cardSerial,
		})),
	);
}

/** Both ends belong to the validity (RFC 5280 section 4.1.2.5). */
function stateAt({ notBefore, notAfter }: PortalCardCertificate, now: number): CertificateState {
	if (now < notBefore) {
		return 'not-yet-valid';
	}
	return now > notAfter ? 'expired' : 'valid';
}
