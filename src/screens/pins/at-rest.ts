import type { AppState, PinsState } from '#app';
import type { PinsWithheld } from '#contract';

/* PIN / PUK Bilgisi while no PIN is shown or asked for. */

export function pinsAtRest({ session }: AppState): PinsState {
	return session?.noPins === undefined ? { kind: 'hidden' } : { kind: 'none', withheld: session.noPins };
}

/** There is nothing to hide, so it stays on the screen, and for the whole session. */
export function withoutPins(state: AppState, withheld: readonly PinsWithheld[]): AppState {
	const { session } = state;
	return session === undefined
		? state
		: {
				...state,
				session: { ...session, noPins: withheld },
				pins: { kind: 'none', withheld },
				pinsEntry: 'show',
			};
}
