import type { SealUse } from './seal-certificate.ts';

/**
 * What makes a certificate a fiscal seal's. Object identifiers read from Kamu SM's public test certificates of
 * issuer versions 1, 2 and 3; see docs/card.md.
 */

/** Certificate policy of the fiscal seal; both certificates of a card carry it. */
export const SEAL_POLICY = '2.16.792.1.2.1.1.5.7.4.1';

/** Extended key usage of the signing certificate. */
export const SEAL_SIGNING_PURPOSE = '2.16.792.1.2.1.1.5.7.50.1';

/**
 * Beginning of the issuer's CN by which a sandbox authority is known: it stands in every certificate that the
 * sandbox issues, so that nobody takes one for real.
 */
export const SANDBOX_ISSUER_MARK = 'DENEME';

/** Whether a CN is that of a sandbox authority: no real one, and no depot, knows it. */
export function isSandboxIssuer(commonName: string): boolean {
	return commonName.startsWith(SANDBOX_ISSUER_MARK);
}

export interface ProfileFacts {
	readonly isAuthority: boolean;
	readonly policies: ReadonlySet<string>;
	readonly purposes: ReadonlySet<string>;
	/** Bit numbers of RFC 5280 4.2.1.3. */
	readonly keyUsage: ReadonlySet<number>;
}

const DIGITAL_SIGNATURE = 0;
const KEY_ENCIPHERMENT = 2;
const KEY_AGREEMENT = 4;

/** The policy or the purpose decides, as the encryption certificate has the policy alone; an authority's never counts. */
export function isSealProfile(facts: ProfileFacts): boolean {
	return !facts.isAuthority && (facts.policies.has(SEAL_POLICY) || facts.purposes.has(SEAL_SIGNING_PURPOSE));
}

/** Told by key usage; undefined where it says both or neither, which no seal does. */
export function sealUse({ keyUsage }: ProfileFacts): SealUse | undefined {
	const signs = keyUsage.has(DIGITAL_SIGNATURE);
	const encrypts = keyUsage.has(KEY_ENCIPHERMENT) || keyUsage.has(KEY_AGREEMENT);
	if (signs === encrypts) {
		return undefined;
	}
	return signs ? 'SIGN0' : 'ENCR0';
}
