import { authorityKeyId, subjectKeyId } from '../certificate-details.ts';
import { isSameName } from '../distinguished-name.ts';
import { type SignatureVerdict, verifySignature } from '../signature.ts';
import { basicConstraints, keyUsageBits, type X509Fields } from '../x509-fields.ts';

/** Why a certificate cannot be the issuer of the one below it. */
export type IssuerFault =
	| 'bad-signature'
	| 'unsupported-algorithm'
	| 'weak-key'
	/** basicConstraints: no authority. */
	| 'not-an-authority'
	/** Key usage without keyCertSign, or none: every authority has to say it (RFC 5280 4.2.1.3). */
	| 'may-not-issue'
	| 'issuer-expired'
	| 'issuer-not-yet-valid';

/** Bits of RFC 5280 4.2.1.3. */
export const KEY_CERT_SIGN = 5;

/** Whether names, and key identifiers where both have one, let `issuer` be the issuer of `subject`. */
export function mayBeIssuer(subject: X509Fields, issuer: X509Fields): boolean {
	if (!isSameName(subject.issuer, issuer.subject)) {
		return false;
	}
	const wanted = keyIdOrNone(() => authorityKeyId(subject.extensions));
	const given = keyIdOrNone(() => subjectKeyId(issuer.extensions));
	return wanted === undefined || given === undefined || wanted === given;
}

function keyIdOrNone(read: () => string | undefined): string | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}

/** How a signature is checked: each pair once, and no more of them than one question may cost. */
export type CheckSignature = (subject: X509Fields, issuer: X509Fields) => Promise<SignatureVerdict>;

/**
 * Whether `issuer` may stand above `subject` and signed it; undefined where all is well. How many authorities may stand
 * between them, policies and names are the path's matter.
 *
 * @param at milliseconds since 1970 UTC
 */
export async function issuerFault(
	subject: X509Fields,
	issuer: X509Fields,
	at: number,
	check: CheckSignature = (signed, { publicKey }) => verifySignature(signed, publicKey),
): Promise<IssuerFault | undefined> {
	try {
		const { isAuthority } = basicConstraints(issuer.extensions);
		const verdict = await check(subject, issuer);
		if (verdict !== 'good') {
			return verdict === 'bad' ? 'bad-signature' : verdict;
		}
		if (!isAuthority) {
			return 'not-an-authority';
		}
		if (keyUsageBits(issuer.extensions)?.has(KEY_CERT_SIGN) !== true) {
			return 'may-not-issue';
		}
		if (at > issuer.notAfter) {
			return 'issuer-expired';
		}
		return at < issuer.notBefore ? 'issuer-not-yet-valid' : undefined;
	} catch {
		// Its extensions are broken: whatever they were meant to say, they do not say that it is an authority.
		return 'not-an-authority';
	}
}
