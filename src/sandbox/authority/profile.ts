import { SANDBOX_ISSUER_MARK, SEAL_SIGNING_PURPOSE, type SealUse } from '#certificate';

/**
 * The profile of fiscal seals of Sürüm 3 (decoded from the authority's public test certificates), with names and
 * addresses that cannot be taken for the real ones: `.invalid` never resolves (RFC 2606).
 */

/** Parts of a name in their order; `serialNumber` is a PrintableString, all others UTF8String but the country. */
export type NamePart = readonly [
	kind: 'country' | 'organisation' | 'commonName' | 'serialNumber',
	value: string,
];

const ORGANISATION = 'DENEME ORTAMI - hukuken değersizdir';

export const ROOT_NAME: readonly NamePart[] = [
	['country', 'TR'],
	['organisation', ORGANISATION],
	['commonName', `${SANDBOX_ISSUER_MARK} Kurumsal Kök Sertifika Hizmet Sağlayıcısı - GEÇERSİZ`],
];

export const ISSUER_NAME: readonly NamePart[] = [
	['country', 'TR'],
	['organisation', ORGANISATION],
	['commonName', `${SANDBOX_ISSUER_MARK} Mali Mühür Elektronik Sertifika Hizmet Sağlayıcısı - GEÇERSİZ`],
];

export const POLICY_ADDRESS = 'http://depo.deneme.invalid/ilke';
export const POLICY_NOTICE = 'Bu sertifika bir deneme ortamında üretilmiştir; hukuken değersizdir.';
export const CRL_ADDRESS = 'http://depo.deneme.invalid/kurumsal/mmeshs-deneme.crl';
export const ISSUER_ADDRESS = 'http://depo.deneme.invalid/kurumsal/mmeshs-deneme.crt';
export const OCSP_ADDRESS = 'http://ocsp.deneme.invalid';

const DAY_MS = 86_400_000;
export const SEAL_VALIDITY_MS = 1095 * DAY_MS;
export const ISSUER_VALIDITY_MS = 10 * 365 * DAY_MS;
export const ROOT_VALIDITY_MS = 20 * 365 * DAY_MS;
/** How long before its making the authority's validity begins, so that it can issue seals that have expired. */
export const AUTHORITY_AGE_MS = 5 * 365 * DAY_MS;

/** Bits of the key usage extension (RFC 5280, 4.2.1.3). */
export const DIGITAL_SIGNATURE = 0;
export const NON_REPUDIATION = 1;
const KEY_ENCIPHERMENT = 2;
const KEY_AGREEMENT = 4;
export const KEY_CERT_SIGN = 5;
export const CRL_SIGN = 6;

interface SealProfile {
	readonly keyUsage: readonly number[];
	readonly extendedKeyUsage: string;
}

export function sealProfile(use: SealUse): SealProfile {
	switch (use) {
		case 'SIGN0':
			return { keyUsage: [DIGITAL_SIGNATURE], extendedKeyUsage: SEAL_SIGNING_PURPOSE };
		case 'ENCR0':
			// TLS client authentication: known from listings of real cards, no certificate was at hand.
			return { keyUsage: [KEY_ENCIPHERMENT, KEY_AGREEMENT], extendedKeyUsage: '1.3.6.1.5.5.7.3.2' };
	}
}
