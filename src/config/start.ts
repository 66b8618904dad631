import type { SettingsReading } from './settings-file.ts';

/* Whether the screens may start with what was read of the settings. */

export interface StartWish {
	readonly isKiosk: boolean;
	/** The portal that an option names; undefined: none does. */
	readonly portal: 'sandbox' | 'guided' | 'http' | undefined;
}

export type StartDecision =
	| { readonly kind: 'start' }
	/** A person has to say yes first: the portal would be another one, or be trusted by other authorities. */
	| { readonly kind: 'ask' }
	/** `unusable`: the file cannot be gone by. `no-portal`: it names no portal, and anybody may come by. */
	| { readonly kind: 'refuse'; readonly why: 'unusable' | 'no-portal' };

/**
 * A file that cannot be gone by is never replaced by defaults of another kind: it may have named the portal, who
 * vouches for it, and the code that ends kiosk mode. Where there is no file at all the sandbox starts.
 */
export function startDecision(
	{ problem, isThere, settings }: SettingsReading,
	{ isKiosk, portal }: StartWish,
): StartDecision {
	if (problem === undefined) {
		const isNamed = portal !== undefined || settings['portal.address'] !== undefined;
		return isKiosk && isThere && !isNamed ? { kind: 'refuse', why: 'no-portal' } : { kind: 'start' };
	}
	if (isKiosk) {
		return { kind: 'refuse', why: 'unusable' };
	}
	return portal === 'sandbox' || portal === 'guided' ? { kind: 'start' } : { kind: 'ask' };
}
