import type { AkisCard, SlotState, TriesLeft } from '#card';
import type { KnownCertificate } from './ports.ts';

/* What happened to the cards in this run, as it was seen from here: nothing of it is written down. */

/** What keeps a card from being read, or read on. */
export type SlotTrouble = Extract<SlotState['kind'], 'in-use' | 'unresponsive' | 'failed' | 'foreign'>;

export type CardHappening =
	| { readonly kind: 'inserted' }
	| { readonly kind: 'trouble'; readonly slot: SlotTrouble }
	| { readonly kind: 'read'; readonly certificates: number }
	| { readonly kind: 'removed' }
	/** One of its certificates, the chain above it and their revocation were asked about. */
	| { readonly kind: 'checked'; readonly known: KnownCertificate }
	/** The card told how many tries its PIN has. */
	| { readonly kind: 'tries'; readonly pin: TriesLeft };

export interface CardEvent {
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
	/** Of the card; see {@link cardIdentity}. */
	readonly card: string;
	/** Name of the reader; undefined where it does not matter. */
	readonly reader: string | undefined;
	readonly what: CardHappening;
}

/** What lies in a reader, and what it went through before it was recognised. */
export interface Seat {
	readonly since: number;
	/** As it stands in the snapshot; undefined until it was recognised. */
	readonly card: AkisCard | undefined;
	readonly troubles: readonly { readonly at: number; readonly slot: SlotTrouble }[];
}

export interface CardLog {
	/** Oldest first. */
	readonly events: readonly CardEvent[];
	/** By name of the reader. */
	readonly seats: Readonly<Record<string, Seat>>;
}

export const EMPTY_CARD_LOG: CardLog = { events: [], seats: {} };

/** Tells a card from others over insertions; undefined for one without a certificate. */
export function cardIdentity({ certificates }: AkisCard): string | undefined {
	return certificates[0]?.certificate.fingerprint;
}
