/** Why no secure line to the portal was made; nothing was sent then. */
export type TlsFailure =
	/** No authority that is gone by vouches for the portal's certificate. */
	| 'tls-untrusted'
	/** The certificate vouches for itself and was not given as an authority. */
	| 'tls-self-signed'
	/** The certificate has expired or is not valid yet; a wrong clock here looks the same. */
	| 'tls-dates'
	/** The certificate is of another host than the address names. */
	| 'tls-other-host'
	/** The certificate names no host in the extension made for it (subjectAltName, RFC 9525). */
	| 'tls-no-host-name'
	/** No protocol version and cipher that both sides take, or no TLS at all. */
	| 'tls-not-agreed';

/** Node's codes of a verification that failed (Node documentation, TLS, "X509 certificate error codes"). */
const FAILURES: Readonly<Record<string, TlsFailure>> = {
	CERT_HAS_EXPIRED: 'tls-dates',
	CERT_NOT_YET_VALID: 'tls-dates',
	HOSTNAME_MISMATCH: 'tls-other-host',
	EPROTO: 'tls-not-agreed',
	CERT_CHAIN_TOO_LONG: 'tls-untrusted',
	CERT_REJECTED: 'tls-untrusted',
	CERT_REVOKED: 'tls-untrusted',
	CERT_SIGNATURE_FAILURE: 'tls-untrusted',
	CERT_UNTRUSTED: 'tls-untrusted',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-self-signed',
	INVALID_CA: 'tls-untrusted',
	INVALID_PURPOSE: 'tls-untrusted',
	PATH_LENGTH_EXCEEDED: 'tls-untrusted',
	SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted',
	UNABLE_TO_GET_ISSUER_CERT: 'tls-untrusted',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted',
};

/** @param error that ended a request before a byte of it may have left, as Node gives it or wrapped by got */
export function tlsFailureOf(error: unknown): TlsFailure | undefined {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (typeof code !== 'string') {
		return undefined;
	}
	if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
		// Node compares the common name where there is no subjectAltName; only the certificate itself tells which it was.
		return namesNoHost(error) ? 'tls-no-host-name' : 'tls-other-host';
	}
	return code.startsWith('ERR_SSL_') ? 'tls-not-agreed' : FAILURES[code];
}

function namesNoHost(error: unknown): boolean {
	if (!(error instanceof Error)) {
		return false;
	}
	const certificate = 'cert' in error ? error.cert : undefined;
	return typeof certificate === 'object' && certificate !== null
		? !('subjectaltname' in certificate) || certificate.subjectaltname === undefined
		: namesNoHost(error.cause);
}
