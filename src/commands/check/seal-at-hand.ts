import { lastOfEachUse } from '#app';
import type { AkisCard, CardCertificate, CardSnapshot, ReaderSnapshot } from '#card';
import { readerOfInterest } from '../doctor-links.ts';

/** The card that the check is about, and the reader that it is in. */
export interface SealAtHand {
	readonly reader: ReaderSnapshot;
	readonly card: AkisCard;
	/** Of each use of the seal the certificate that ends last; none where the card has no seal. */
	readonly certificates: readonly CardCertificate[];
}

/** Undefined where no AKİS card was read. */
export function sealAtHand({ readers }: CardSnapshot): SealAtHand | undefined {
	const reader = readerOfInterest(readers);
	const slot = reader?.slot;
	if (reader === undefined || (slot?.kind !== 'seal' && slot?.kind !== 'akis')) {
		return undefined;
	}
	const { card } = slot;
	return { reader, card, certificates: lastOfEachUse(card) };
}

/** How many holders beside the one of this card have a seal in a reader. */
export function otherHolders({ readers }: CardSnapshot, card: AkisCard): number {
	const seals = readers.flatMap(({ slot }) => (slot.kind === 'seal' ? [slot] : []));
	const own = seals.find((seal) => seal.card === card)?.holder.taxNumber;
	return new Set(seals.map(({ holder }) => holder.taxNumber).filter((number) => number !== own)).size;
}
