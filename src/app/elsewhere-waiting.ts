import type { AppState, ElsewhereWaiting } from './state.ts';

/** Where the person is awaited; undefined elsewhere. */
export function elsewhereWaiting({ login }: AppState): ElsewhereWaiting | undefined {
	return login.stage === 'elsewhere' && login.step.name === 'waiting' ? login.step : undefined;
}
