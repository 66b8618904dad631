import type { ServiceFailure } from '#card-model';

/**
 * The seam between everything that knows cards and whatever moves bytes: a PC/SC service, or the sandbox's
 * virtual reader. Nothing above it knows which.
 */

/** How a card is shared while it is open (PC/SC `SCARD_SHARE_*`). */
export type ShareMode =
	/** Others may open it too, and their commands may come between ours. */
	| 'shared'
	/**
	 * Others may open it too, and none of their commands comes between ours: the whole connection is one PC/SC
	 * transaction, for which they wait. For short conversations that leave the card as it is.
	 */
	| 'transaction'
	/** Nobody else may open it, and whoever tries is refused at once. */
	| 'exclusive';

/** What happens to the card when a connection is closed (PC/SC `SCARD_*_CARD`). */
export type Disposition = 'leave' | 'reset' | 'unpower';

/** One open connection to one card. */
export interface CardConnection {
	/**
	 * Sends one command APDU and gives the response APDU (data, SW1, SW2: at least two bytes).
	 *
	 * @throws CardError `card-removed`, `card-reset`, `card-lost` (no complete answer: what the card did is not
	 *   known), `timeout`, `service-lost`
	 */
	transmit(command: Uint8Array): Promise<Uint8Array>;
	/**
	 * Ends the connection; never throws, also when the card is gone. A command that still waits for its turn is not
	 * sent any more.
	 *
	 * @returns `not-done` where the card may be left otherwise than `disposition` says; undefined where it was done, or
	 *   the card has lost its power
	 */
	close(disposition: Disposition): Promise<'not-done' | undefined>;
}

/** One reader, as long as it is plugged in. */
export interface Reader {
	/** Unique among the readers of all services at one moment; as the service gave it, not cleaned. */
	readonly name: string;
	/** True for the sandbox's virtual reader: the screen always says so. */
	readonly isVirtual: boolean;
	/**
	 * Does not wait for another program: `sharing-violation` where one holds the card.
	 *
	 * @throws CardError `sharing-violation`, `access-denied`, `no-card`, `card-reset` (by another program, before the
	 *   transaction began), `unresponsive-card`, `timeout`, `service-lost`
	 */
	connect(mode: ShareMode): Promise<CardConnection>;
}

export type ReaderEvent =
	/** The service answers; the readers that are plugged in follow in the same turn of the event loop. */
	| { readonly kind: 'service-up' }
	/** The service gives nothing any more; all its readers are gone. The watcher is dead: open a new one. */
	| { readonly kind: 'service-down'; readonly failure: ServiceFailure; readonly detail: string }
	/** The reader counts as empty until a `slot-changed` says otherwise. */
	| { readonly kind: 'reader-added'; readonly reader: Reader }
	| { readonly kind: 'reader-removed'; readonly name: string }
	/** `present` again, also with the same ATR, means another insertion. */
	| {
			readonly kind: 'slot-changed';
			readonly name: string;
			/** `mute`: a card is in, but gives no ATR (dirty, upside down). */
			readonly slot: 'empty' | 'present' | 'mute';
			readonly atr: Uint8Array | undefined;
	  };

/** A source of readers: pcscd, or the sandbox. */
export interface ReaderService {
	readonly kind: 'pcsc' | 'virtual';
	/** Starts watching. Events come until the returned function was called, or after `service-down`. */
	watch(listener: (event: ReaderEvent) => void): () => Promise<void>;
}
