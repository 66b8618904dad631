import { createPublicKey, type KeyObject } from 'node:crypto';
import { parseX509 } from './x509-fields.ts';

const keys = new WeakMap<Uint8Array, { readonly key: KeyObject | undefined }>();

/**
 * `spki`: DER of a SubjectPublicKeyInfo. Undefined for an algorithm that OpenSSL does not know, and for a key that is none
 * of its algorithm. The key of one array is read once: an issuer's is wanted for everything that it signed.
 */
export function readPublicKey(spki: Uint8Array): KeyObject | undefined {
	const known = keys.get(spki) ?? { key: readKey(spki) };
	keys.set(spki, known);
	return known.key;
}

function readKey(spki: Uint8Array): KeyObject | undefined {
	try {
		return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
	} catch {
		return undefined;
	}
}

/**
 * The public key of a certificate in DER that was read before. Node's X509Certificate is not used: OpenSSL 3.5 refuses
 * times without seconds there, so that a certificate could be read and nothing be confirmed by it.
 *
 * @throws DerError for what is no certificate
 * @throws TypeError for a key that OpenSSL cannot read
 */
export function publicKeyOf(certificate: Uint8Array): KeyObject {
	const key = readPublicKey(parseX509(certificate).publicKey);
	if (key === undefined) {
		throw new TypeError('a certificate whose public key cannot be read');
	}
	return key;
}
