import type { AkisCard } from '#card-model';

type SealUse = NonNullable<AkisCard['certificates'][number]['certificate']['use']>;

/** What keeps a card that was read from being whole. */
export type CardGap =
	/** Files at certificates' places gave none. */
	| {
			readonly kind: 'unreadable';
			/** Identifiers of the files, e.g. `2F11`. */
			readonly fileIds: readonly string[];
			/** The use whose certificate is missing, where the seal's other one was read. */
			readonly missing: SealUse | undefined;
	  }
	/** Every file was read, and one of a seal's two certificates is not among them. */
	| { readonly kind: 'one-certificate'; readonly missing: SealUse };

/** What is missing on a card that was read; undefined where nothing is. A seal has a certificate of each use. */
export function cardGap({ certificates, unreadable }: AkisCard): CardGap | undefined {
	const seals = certificates.map(({ certificate }) => certificate).filter(({ isSeal }) => isSeal);
	const canSign = seals.some(({ use }) => use === 'SIGN0');
	const canDecrypt = seals.some(({ use }) => use === 'ENCR0');
	const missing = canSign === canDecrypt ? undefined : canSign ? 'ENCR0' : 'SIGN0';
	// A card whose seal is whole may carry files that nothing was ever written to.
	const isWhole = canSign && canDecrypt;
	const lost = isWhole ? unreadable.filter(({ reason }) => reason !== 'empty') : unreadable;
	if (lost.length > 0) {
		return { kind: 'unreadable', fileIds: lost.map(({ fileId }) => fileId), missing };
	}
	return missing === undefined ? undefined : { kind: 'one-certificate', missing };
}
