import { DerError } from './der.ts';
import type { SealCertificate } from './seal-certificate.ts';
import { keyUsageBits, parseX509 } from './x509-fields.ts';

/** Bit numbers of RFC 5280 4.2.1.3. */
const DIGITAL_SIGNATURE = 0;
const NON_REPUDIATION = 1;

/**
 * Whether a person's certificate is for signing: its key usage names signatures, or the binding ones alone as some
 * issuers of qualified certificates write. One without a key usage is not restricted (RFC 5280 4.2.1.3).
 */
export function maySign({ der, use }: SealCertificate): boolean {
	if (use === 'SIGN0') {
		return true;
	}
	try {
		const bits = keyUsageBits(parseX509(der).extensions);
		return bits === undefined || bits.has(DIGITAL_SIGNATURE) || bits.has(NON_REPUDIATION);
	} catch (error) {
		if (error instanceof DerError) {
			return false;
		}
		throw error;
	}
}
