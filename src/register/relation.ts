import { EXPIRY_WARNING_DAYS } from '#certificate';
import { beginOfSeal, endOfSeal, isOutOfUse, type RegisteredSeal } from './registered-seal.ts';

const DAY_MS = 86_400_000;

/**
 * How a seal stands beside the other seals of its holder, by number and dates alone.
 *
 * - `replaced`: a later seal was made for the end of this one
 * - `spare`: another seal of the holder is in date at the same time; which of them lies in the drawer is not known
 * - `alone`: neither
 */
export type Relation =
	| { readonly kind: 'alone' }
	| { readonly kind: 'replaced'; readonly by: RegisteredSeal }
	| { readonly kind: 'spare'; readonly others: readonly RegisteredSeal[] };

/**
 * @param others seals of the same holder; the seal itself among them does not count
 * @param at milliseconds since 1970 UTC
 */
export function relationOf(seal: RegisteredSeal, others: readonly RegisteredSeal[], at: number): Relation {
	const siblings = others.filter(
		(other) =>
			other.id !== seal.id &&
			seal.holderNumber !== null &&
			other.holderNumber === seal.holderNumber &&
			other.isSandbox === seal.isSandbox &&
			!isOutOfUse(other),
	);
	const [successor] = siblings
		.filter((other) => isMadeForTheEndOf(seal, other))
		.toSorted((one, other) => endOfSeal(other) - endOfSeal(one));
	if (successor !== undefined) {
		return { kind: 'replaced', by: successor };
	}
	const beside = siblings.filter((other) => isInDate(other, at) && !isMadeForTheEndOf(other, seal));
	return isInDate(seal, at) && !isOutOfUse(seal) && beside.length > 0
		? { kind: 'spare', others: beside }
		: { kind: 'alone' };
}

/** Renewal opens three months before the end (Kamu SM); what is made earlier is a second seal and no renewal. */
function isMadeForTheEndOf(seal: RegisteredSeal, later: RegisteredSeal): boolean {
	return (
		endOfSeal(later) > endOfSeal(seal) && beginOfSeal(later) >= endOfSeal(seal) - EXPIRY_WARNING_DAYS * DAY_MS
	);
}

function isInDate(seal: RegisteredSeal, at: number): boolean {
	return at >= beginOfSeal(seal) && at <= endOfSeal(seal);
}
