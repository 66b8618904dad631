import type { PortalProblem } from '#api';

/** The problems that mean: no portal that could be spoken to was there. */
export const PORTAL_GONE: ReadonlySet<string> = new Set<PortalProblem['code']>([
	'unreachable',
	'tls-untrusted',
	'tls-self-signed',
	'tls-dates',
	'tls-other-host',
	'tls-not-agreed',
	'tls-no-host-name',
	'proxy-unreachable',
	'proxy-login',
	'proxy-refused',
	'authorities-unusable',
	'timeout',
]);
