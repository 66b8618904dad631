import type { AkisCard, CardCertificate } from '#card-model';
import { FIRST_CERTIFICATE_FILE } from '../drivers/akis-certificates.ts';

/** What is kept of a card that was read whole: nothing that its certificates do not say to anybody. */
export interface RememberedCard {
	/** Upper-case hexadecimal. */
	readonly atr: string;
	/** Whether the card's own list of files told where its certificates end. */
	readonly isListed: boolean;
	/** In 2F10, 2F11 … without a gap; one at least. */
	readonly certificates: readonly CardCertificate[];
}

/**
 * The card as it can be recognised another time; undefined where there is nothing to gain, or too much to confirm:
 * no certificate, a file that gave none, or files in other places.
 */
export function rememberable(
	card: Omit<RememberedCard, 'certificates'> & Pick<AkisCard, 'certificates' | 'unreadable'>,
): RememberedCard | undefined {
	const { atr, isListed, certificates, unreadable } = card;
	const isUsual = certificates.every(
		({ fileId }, index) => Number.parseInt(fileId, 16) === FIRST_CERTIFICATE_FILE + index,
	);
	return certificates.length > 0 && unreadable.length === 0 && isUsual
		? { atr, isListed, certificates }
		: undefined;
}
