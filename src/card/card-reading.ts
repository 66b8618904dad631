import type { AkisCard, CardCertificate, ReadingProgress, SealHolder, SlotState } from '#card-model';
import type { SealCertificate } from '#certificate';
import { openChannel } from './apdu/channel.ts';
import type { CardCache } from './cache/card-cache.ts';
import { confirmCard } from './cache/confirm-card.ts';
import { rememberable } from './cache/remembered-card.ts';
import { readAkisCertificates } from './drivers/akis-certificates.ts';
import { readSerial } from './drivers/akis-v1.ts';
import { findApplication } from './drivers/application.ts';
import type { AtrIdentity } from './drivers/atr-table.ts';
import type { CardConnection } from './transport/reader-service.ts';

/** A card that is open for a reading. `CardTurns` is one. */
export interface ReadableCard extends Pick<CardConnection, 'transmit'> {
	/** Between two files: lets others have the card. True where they could, so that nothing is selected any more. */
	giveWay?(): Promise<boolean>;
}

type CardIdentity = Pick<AtrIdentity, 'product' | 'generation'>;
type ReadCard = Extract<SlotState, { kind: 'akis' | 'seal' }>;

/** What is said of a card that the table does not have and that gives the application. */
const UNKNOWN_ATR: CardIdentity = { product: 'AKİS', generation: 'unknown' };

/** Progress while a card is opened. */
export const OPENING: ReadingProgress = {
	certificate: 0,
	certificateCount: undefined,
	bytesRead: 0,
	bytesTotal: undefined,
};

/**
 * Reads what an AKİS card shows without a PIN and says what it is. One that was read before is recognised by a part of
 * that, and read whole where it is not the same any more.
 *
 * @throws CardError, or the signal's reason
 */
export async function readCard(
	opened: ReadableCard,
	identity: CardIdentity,
	atr: string,
	onProgress: (progress: ReadingProgress) => void,
	signal: AbortSignal,
	cache: CardCache,
	wantsChipSerial = false,
): Promise<ReadCard> {
	const channel = openChannel(opened, signal);
	const { product, generation } = identity;
	const known = await confirmCard(channel, generation, await cache.candidates(atr));
	const { certificates, unreadable, isListed } =
		known === undefined
			? await readAkisCertificates(channel, generation, onProgress, () => opened.giveWay?.() ?? false)
			: { ...known, unreadable: [] };
	const remembered = known ?? rememberable({ atr, isListed, certificates, unreadable });
	if (remembered !== undefined) {
		cache.remember(remembered);
	}
	const card: AkisCard = {
		atr,
		product,
		generation,
		// The one generation whose command for it is public.
		...(wantsChipSerial && generation === 'v1.0' ? { chipSerial: await readSerial(channel) } : {}),
		certificates,
		unreadable,
		apduCount: channel.apduCount,
	};
	const holder = sealHolder(certificates);
	return holder === undefined ? { kind: 'akis', card } : { kind: 'seal', card, holder };
}

/**
 * As {@link readCard}, for a card whose ATR the table does not have: no list is complete, and that of today's seals is not
 * public. It is asked once for the application, and `foreign` where it does not give it.
 *
 * @throws CardError, or the signal's reason
 */
export async function readUnknownCard(
	opened: ReadableCard,
	atr: string,
	onProgress: (progress: ReadingProgress) => void,
	signal: AbortSignal,
	cache: CardCache,
): Promise<ReadCard | Extract<SlotState, { kind: 'foreign' }>> {
	const found = await findApplication(openChannel(opened, signal));
	if (found === undefined) {
		return { kind: 'foreign', atr };
	}
	const read = await readCard(opened, UNKNOWN_ATR, atr, onProgress, signal, cache);
	// Any card may have a directory 3D00; a certificate in it is what makes it one of AKİS.
	return found === 'by-name' || read.card.certificates.length > 0 ? read : { kind: 'foreign', atr };
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
