import type { JournalEvent } from './record.ts';

type Intended = Extract<JournalEvent, { readonly event: 'card-act-intended' }>;
type Settled = Extract<JournalEvent, { readonly event: 'card-act-settled' }>;

/** A PUK of a portal that was sent, or was about to be. */
interface SentPuk {
	/** The card's mark. */
	readonly card: string;
	readonly unlock: string;
	/** At most so many tries of the PUK were left before; null where the card did not tell. */
	readonly triesLeft: number | null;
}

/**
 * What the journal knows of PUKs that a portal gave out. A card that refused one gets none of that portal's any more: the
 * portal would give the same PUK in its next unlock, and three wrong ones destroy the card. No PUK is in the journal.
 */
export class PortalPuks {
	/** By the number of the act: not known whether the card compared it. */
	readonly #open = new Map<string, SentPuk>();
	/** By the card's mark: when it refused one, milliseconds since 1970 UTC. */
	readonly #refused = new Map<string, number>();

	intended({ act, card, unlock, triesLeft }: Intended): void {
		if (unlock !== undefined) {
			this.#open.set(act, { card, unlock, triesLeft });
		}
	}

	settled({ act, outcome, compared }: Settled, at: number): void {
		const sent = this.#open.get(act);
		if (sent === undefined || outcome === 'unknown') {
			return;
		}
		this.#open.delete(act);
		if (outcome === 'refused' && compared !== false) {
			this.#refused.set(sent.card, at);
		}
	}

	/**
	 * Why the PUK of this unlock may not be sent; undefined where it may.
	 *
	 * @param triesLeft at most so many tries of the PUK are left now; null where the card does not tell
	 */
	judge(
		card: string,
		unlock: string,
		triesLeft: number | null,
	): Exclude<IntendedPuk, { kind: 'intended' }> | undefined {
		const refusedAt = this.#refused.get(card);
		if (refusedAt !== undefined) {
			return { kind: 'refused-before', at: refusedAt };
		}
		// The same number of tries as before it was sent: the card did not refuse it.
		const isUnclear = [...this.#open.values()].some(
			(sent) =>
				sent.card === card &&
				sent.unlock === unlock &&
				(sent.triesLeft === null || triesLeft === null || triesLeft < sent.triesLeft),
		);
		return isUnclear ? { kind: 'unclear' } : undefined;
	}
}

/** Whether the PUK of a portal may go to a card. */
export type IntendedPuk =
	| { readonly kind: 'intended'; readonly act: string }
	/** This card refused a PUK of the portal before, at that time (milliseconds since 1970 UTC): no other one is sent. */
	| { readonly kind: 'refused-before'; readonly at: number }
	/** The PUK of this unlock was sent before, and whether the card refused it is not known. */
	| { readonly kind: 'unclear' };
