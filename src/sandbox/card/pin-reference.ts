import type { SecretText } from '#text';
import { knownSecret, type PinSecret } from './pin-secret.ts';

/** What may be told about a PIN without comparing it. */
export interface PinState {
	readonly triesLeft: number;
	readonly triesAllowed: number;
}

export type PinCheck =
	| { readonly kind: 'right' }
	| { readonly kind: 'wrong'; readonly triesLeft: number }
	| { readonly kind: 'blocked' };

/** One PIN or PUK of the card with its counter, which outlives resets and loss of power. */
export interface PinReference extends PinState {
	readonly secret: PinSecret;
	/**
	 * Compares; a wrong value spends a try, the right one gives all tries back. The try is spent and saved *before*
	 * the comparison, as on real cards: whoever pulls the card in between has lost it, right value or not.
	 */
	check(candidate: SecretText): Promise<PinCheck>;
	/** Takes a copy of `next` over, with all tries; the former value is wiped. */
	replace(next: SecretText): Promise<void>;
}

export interface PinReferenceOptions {
	readonly secret: PinSecret;
	readonly triesLeft: number;
	/** Keeps what changed; where it rejects, the card does not go on. */
	readonly save: () => Promise<void>;
}

export const TRIES_ALLOWED = 3;

export function createPinReference(options: PinReferenceOptions): PinReference {
	const { save } = options;
	let { secret, triesLeft } = options;
	return {
		triesAllowed: TRIES_ALLOWED,
		get triesLeft() {
			return triesLeft;
		},
		get secret() {
			return secret;
		},
		async check(candidate) {
			if (triesLeft === 0) {
				return { kind: 'blocked' };
			}
			triesLeft -= 1;
			await save();
			if (secret.matches(candidate)) {
				triesLeft = TRIES_ALLOWED;
				await save();
				return { kind: 'right' };
			}
			// As seen on real cards: 63C2, 63C1, then 6983 rather than 63C0.
			return triesLeft === 0 ? { kind: 'blocked' } : { kind: 'wrong', triesLeft };
		},
		async replace(next) {
			secret.wipe();
			secret = knownSecret(next);
			triesLeft = TRIES_ALLOWED;
			await save();
		},
	};
}
