import type { PortalProblem } from '#api';
import { PORTAL_GONE } from './portal-gone.ts';
import type { AppState } from './state.ts';

/** Where the portal is that this run asks; of the sandbox known while it answers. */
export function portalAddress({ mode, portal }: AppState): string | undefined {
	return mode.portalAddress ?? (portal.kind === 'reached' ? portal.address : undefined);
}

/** The address that was tried, where the problem is that nobody could be spoken to there. */
export function triedAddress(state: AppState, { code }: PortalProblem): string | undefined {
	return PORTAL_GONE.has(code) ? portalAddress(state) : undefined;
}
