import type { SealCertificate } from '#certificate';
import { isRegistrable } from './sighting.ts';

/**
 * How far apart the beginnings of the two certificates of one card may lie, in milliseconds. Not known from Kamu SM; both
 * certificates of a set are made for one order, and two orders of one holder on one day are rare.
 */
const SAME_ORDER_MS = 86_400_000;

interface Dated {
	readonly use: 'SIGN0' | 'ENCR0' | null | undefined;
	readonly holderNumber: string | null | undefined;
	readonly notBefore: number;
}

/** Whether two certificates may be the pair of one card: one holder, two uses, made for one order. */
export function mayBePair(one: Dated, other: Dated): boolean {
	const { holderNumber } = one;
	return (
		holderNumber !== null &&
		holderNumber !== undefined &&
		holderNumber === other.holderNumber &&
		isUse(one.use) &&
		isUse(other.use) &&
		one.use !== other.use &&
		Math.abs(one.notBefore - other.notBefore) <= SAME_ORDER_MS
	);
}

function isUse(use: Dated['use']): boolean {
	return use === 'SIGN0' || use === 'ENCR0';
}

/**
 * Puts the certificates that were seen together (on one card, in one file) into seals of one or two, signing first. A card
 * that was renewed may carry the former pair beside the new one; each certificate goes with the nearest one in time.
 */
export function sealsSeenTogether(
	certificates: readonly SealCertificate[],
): readonly (readonly SealCertificate[])[] {
	const seals = new Map(certificates.filter(isRegistrable).map((each) => [each.fingerprint, each]));
	const left = new Set(seals.values());
	const pairs = [...left]
		.filter(({ use }) => use === 'SIGN0')
		.flatMap((sign) =>
			[...left].filter((other) => mayBePair(sign, other)).map((other) => [sign, other] as const),
		)
		.toSorted(([a, b], [c, d]) => Math.abs(a.notBefore - b.notBefore) - Math.abs(c.notBefore - d.notBefore));
	const found: (readonly SealCertificate[])[] = [];
	for (const pair of pairs) {
		if (pair.every((each) => left.has(each))) {
			found.push(pair);
			for (const each of pair) {
				left.delete(each);
			}
		}
	}
	return [...found, ...[...left].map((alone) => [alone])];
}
