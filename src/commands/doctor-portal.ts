import type { PortalAddress, ProxyRoute } from '#api';
import type { DoctorOptions } from './doctor.ts';

export interface PortalToAsk {
	readonly address: PortalAddress;
	/** PEM file: who vouches for the portal; undefined: the authorities that Node brings. */
	readonly authoritiesPath?: string | undefined;
	readonly proxy?: ProxyRoute | undefined;
}

/** A portal for one question without a session, the way that the screens would speak to it. */
export function portalToAsk({
	address,
	authoritiesPath,
	proxy,
}: PortalToAsk): Exclude<DoctorOptions['portal'], 'unknown' | undefined> {
	return {
		address,
		async ask(signal) {
			const { authoritiesIn, createPortalClient } = await import('#api');
			const authorities = authoritiesPath === undefined ? undefined : await authoritiesIn(authoritiesPath);
			return createPortalClient({ baseUrl: address, authorities, proxy }).service(signal);
		},
	};
}
