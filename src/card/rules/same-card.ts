import type { AkisCard } from '#card-model';

/** Anything that shows certificates, such as a card as a module sees it. */
export interface ShowsCertificates {
	readonly certificates: readonly { readonly certificate: { readonly fingerprint: string } }[];
}

/** Whether what shows these certificates is this card: told byte for byte, for names and serial numbers vary. */
export function isSameCard({ certificates }: ShowsCertificates, card: AkisCard): boolean {
	const fingerprints = new Set(card.certificates.map(({ certificate }) => certificate.fingerprint));
	return certificates.some(({ certificate }) => fingerprints.has(certificate.fingerprint));
}
