import type { HashedPin } from './pin-secret.ts';

/** `administration`: while the card is being made; `operation`: what a holder gets. */
export type LifeCycle = 'administration' | 'operation';

/**
 * What a card keeps without power, fit for a file: counters, life cycle, and of PIN and PUK only salted hashes.
 * A PUK without a try left means a card destroyed for good.
 */
export interface VirtualCardState {
	readonly lifeCycle: LifeCycle;
	readonly pin: StoredPin;
	readonly puk: StoredPin;
}

export interface StoredPin {
	/** 0 to 3. */
	readonly triesLeft: number;
	readonly hash: HashedPin;
}

/** What a person with a probe on the chip would know of the card; no command tells it, tests ask for it. */
export interface CardCondition {
	readonly isPowered: boolean;
	/** The application PIN was entered and is still in force. */
	readonly isPinVerified: boolean;
	readonly pinTriesLeft: number;
	readonly pukTriesLeft: number;
	/** The PUK has no try left: no PIN command does anything any more. */
	readonly isDestroyed: boolean;
	readonly lifeCycle: LifeCycle;
}
