import { authorityKeyId, subjectKeyId } from '../certificate-details.ts';
import { Oid } from '../object-identifiers.ts';
import { verifySignature } from '../signature.ts';
import { basicConstraints, keyUsageBits, type X509Fields } from '../x509-fields.ts';

/** Why a certificate cannot be the issuer of the one below it, or must not be followed. */
export type IssuerFault =
	| 'bad-signature'
	| 'unsupported-algorithm'
	| 'weak-key'
	/** basicConstraints: no authority. */
	| 'not-an-authority'
	/** Key usage without keyCertSign. */
	| 'may-not-issue'
	/** basicConstraints: fewer authorities may stand below it. */
	| 'path-too-long'
	| 'issuer-expired'
	| 'issuer-not-yet-valid'
	/** It, or the one below it, demands something that is not understood here. */
	| 'unknown-critical-extension';

/** Bits of RFC 5280 4.2.1.3. */
const KEY_CERT_SIGN = 5;

/** Extensions that the checks here heed, or that only describe. Name and policy constraints are not among them. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
	Oid.keyUsage,
	Oid.basicConstraints,
	Oid.extendedKeyUsage,
	Oid.certificatePolicies,
	Oid.subjectAltName,
	Oid.subjectKeyIdentifier,
	Oid.authorityKeyIdentifier,
	Oid.crlDistributionPoints,
	Oid.authorityInformationAccess,
	Oid.qcStatements,
]);

export function isSameName(one: Uint8Array, other: Uint8Array): boolean {
	return Buffer.compare(one, other) === 0;
}

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

/**
 * Whether `issuer` may stand above `subject` and signed it; undefined where all is well.
 *
 * @param authoritiesBelow how many authorities stand between `issuer` and the end of the chain
 * @param at milliseconds since 1970 UTC
 */
export function issuerFault(
	subject: X509Fields,
	issuer: X509Fields,
	authoritiesBelow: number,
	at: number,
): IssuerFault | undefined {
	try {
		const { isAuthority, pathLength } = basicConstraints(issuer.extensions);
		const verdict = verifySignature(subject, issuer.publicKey);
		if (verdict !== 'good') {
			return verdict === 'bad' ? 'bad-signature' : verdict;
		}
		if (!isAuthority) {
			return 'not-an-authority';
		}
		if (keyUsageBits(issuer.extensions)?.has(KEY_CERT_SIGN) === false) {
			return 'may-not-issue';
		}
		if (pathLength !== undefined && authoritiesBelow > pathLength) {
			return 'path-too-long';
		}
		if (at > issuer.notAfter) {
			return 'issuer-expired';
		}
		if (at < issuer.notBefore) {
			return 'issuer-not-yet-valid';
		}
		return demandsUnknown(subject) || demandsUnknown(issuer) ? 'unknown-critical-extension' : undefined;
	} catch {
		// Its extensions are broken: whatever they were meant to say, they do not say that it is an authority.
		return 'not-an-authority';
	}
}

function demandsUnknown({ extensions }: X509Fields): boolean {
	return [...extensions].some(([type, { isCritical }]) => isCritical && !UNDERSTOOD.has(type));
}
