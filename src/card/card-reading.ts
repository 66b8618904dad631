import type { SealCertificate } from '#certificate';
import { openChannel } from './apdu/channel.ts';
import { readAkisCertificates } from './drivers/akis-certificates.ts';
import type { AtrIdentity } from './drivers/atr-table.ts';
import type { AkisCard, CardCertificate, ReadingProgress, SealHolder, SlotState } from './snapshot.ts';
import type { CardConnection } from './transport/reader-service.ts';

/** Progress while a card is opened. */
export const OPENING: ReadingProgress = { certificate: 0, bytesRead: 0, bytesTotal: undefined };

/**
 * Reads what an AKİS card shows without a PIN and says what it is.
 *
 * @throws CardError, or the signal's reason
 */
export async function readCard(
	connection: CardConnection,
	identity: AtrIdentity,
	atr: string,
	onProgress: (progress: ReadingProgress) => void,
	signal: AbortSignal,
): Promise<Extract<SlotState, { kind: 'akis' | 'seal' }>> {
	const channel = openChannel(connection, signal);
	const { certificates, unreadable } = await readAkisCertificates(channel, identity.generation, onProgress);
	const card: AkisCard = {
		atr,
		product: identity.product,
		generation: identity.generation,
		certificates,
		unreadable,
		apduCount: channel.apduCount,
	};
	const holder = sealHolder(certificates);
	return holder === undefined ? { kind: 'akis', card } : { kind: 'seal', card, holder };
}

/**
 * The holder by the seal certificate that is best to go by: a signing one before any other, and among those the
 * one that ends last, since a renewed card still carries the former pair.
 */
function sealHolder(certificates: readonly CardCertificate[]): SealHolder | undefined {
	const seals = certificates.map(({ certificate }) => certificate).filter(({ isSeal }) => isSeal);
	const signing = seals.filter(({ use }) => use === 'SIGN0');
	const [first, ...others] = signing.length > 0 ? signing : seals;
	if (first === undefined) {
		return undefined;
	}
	const latest = others.reduce<SealCertificate>(
		(best, candidate) => (candidate.notAfter > best.notAfter ? candidate : best),
		first,
	);
	return { title: latest.title, taxNumber: latest.holderNumber ?? '', isSandbox: latest.isSandbox };
}
