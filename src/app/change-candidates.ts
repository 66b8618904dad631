import type { PortalCertificate } from '#contract';
import type { CertificateAct } from './operation.ts';

const STATES: Readonly<Record<CertificateAct['kind'], readonly PortalCertificate['state'][]>> = {
	activate: ['suspended'],
	revoke: ['valid', 'suspended', 'not-yet-valid'],
};

/** The certificates to which it can be done: what was revoked or is over cannot be changed any more. */
export function candidatesFor(
	kind: CertificateAct['kind'],
	certificates: readonly PortalCertificate[],
): readonly PortalCertificate[] {
	return certificates.filter(({ state }) => STATES[kind].includes(state));
}
