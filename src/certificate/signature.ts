import { createVerify, type KeyObject, type Verify, verify } from 'node:crypto';
import { readPublicKey } from './public-key.ts';
import type { AlgorithmId, SignedParts } from './x509-fields.ts';

/**
 * `weak-key`: RSA under 2048 bits. `unsupported-algorithm`: not one of those that seals are signed with, SHA-1
 * among them, or one that does not go with the key.
 */
export type SignatureVerdict = 'good' | 'bad' | 'weak-key' | 'unsupported-algorithm';

interface SignatureKind {
	readonly key: 'rsa' | 'ec';
	readonly hash: 'sha256' | 'sha384' | 'sha512';
	readonly name: string;
}

const SIGNATURES: ReadonlyMap<string, SignatureKind> = new Map([
	['1.2.840.113549.1.1.11', { key: 'rsa', hash: 'sha256', name: 'sha256WithRSAEncryption' }],
	['1.2.840.113549.1.1.12', { key: 'rsa', hash: 'sha384', name: 'sha384WithRSAEncryption' }],
	['1.2.840.113549.1.1.13', { key: 'rsa', hash: 'sha512', name: 'sha512WithRSAEncryption' }],
	['1.2.840.10045.4.3.2', { key: 'ec', hash: 'sha256', name: 'ecdsa-with-SHA256' }],
	['1.2.840.10045.4.3.3', { key: 'ec', hash: 'sha384', name: 'ecdsa-with-SHA384' }],
	['1.2.840.10045.4.3.4', { key: 'ec', hash: 'sha512', name: 'ecdsa-with-SHA512' }],
]);

const MIN_RSA_BITS = 2048;

/** The algorithm's name as OpenSSL writes it, or its object identifier. */
export function signatureName({ algorithm }: AlgorithmId): string {
	return SIGNATURES.get(algorithm)?.name ?? algorithm;
}

/**
 * `publicKey`: DER of the signer's SubjectPublicKeyInfo. Never rejects, whatever the bytes are.
 *
 * The arithmetic (a millisecond for P-384) is done by a thread of the pool: of many certificates that are asked about at
 * the same time, one's question is sent while another one's signature is verified.
 */
export async function verifySignature(
	{ signatureAlgorithm, signedBytes, signature }: SignedParts,
	publicKey: Uint8Array,
): Promise<SignatureVerdict> {
	const means = meansOf(signatureAlgorithm, publicKey);
	if (typeof means === 'string') {
		return means;
	}
	const { promise, resolve } = Promise.withResolvers<SignatureVerdict>();
	verify(means.hash, signedBytes, means.key, signature, (error, isGood) => {
		// A signature that is no DER can be an error to OpenSSL; it is bad like any other.
		resolve(error === null && isGood ? 'good' : 'bad');
	});
	return promise;
}

/** Checks a signature over bytes that come one after another and are not kept. */
export interface SignatureChecker {
	update(bytes: Uint8Array): void;
	/** Called once, after the last bytes. */
	verdict(signature: Uint8Array): SignatureVerdict;
}

export function signatureChecker(algorithm: AlgorithmId, publicKey: Uint8Array): SignatureChecker {
	const means = meansOf(algorithm, publicKey);
	if (typeof means === 'string') {
		return { update: () => undefined, verdict: () => means };
	}
	const verifying = createVerify(means.hash);
	return {
		update: (bytes) => verifying.update(bytes),
		verdict: (signature) => (isGood(verifying, means.key, signature) ? 'good' : 'bad'),
	};
}

/** With what a signature is verified, or why it cannot be. */
function meansOf(
	{ algorithm }: AlgorithmId,
	publicKey: Uint8Array,
): (Pick<SignatureKind, 'hash'> & { readonly key: KeyObject }) | 'weak-key' | 'unsupported-algorithm' {
	const kind = SIGNATURES.get(algorithm);
	const key = readPublicKey(publicKey);
	if (kind === undefined || key?.asymmetricKeyType !== kind.key) {
		return 'unsupported-algorithm';
	}
	return kind.key === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS
		? 'weak-key'
		: { hash: kind.hash, key };
}

function isGood(verifying: Verify, key: KeyObject, signature: Uint8Array): boolean {
	try {
		return verifying.verify(key, signature);
	} catch {
		// OpenSSL throws on some signatures that are no DER; they are bad like any other.
		return false;
	}
}
