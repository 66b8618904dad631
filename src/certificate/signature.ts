import { createVerify, type KeyObject, type Verify } from 'node:crypto';
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

/** `publicKey`: DER of the signer's SubjectPublicKeyInfo. Never throws, whatever the bytes are. */
export function verifySignature(parts: SignedParts, publicKey: Uint8Array): SignatureVerdict {
	const checker = signatureChecker(parts.signatureAlgorithm, publicKey);
	checker.update(parts.signedBytes);
	return checker.verdict(parts.signature);
}

/** Checks a signature over bytes that come one after another and are not kept. */
export interface SignatureChecker {
	update(bytes: Uint8Array): void;
	/** Called once, after the last bytes. */
	verdict(signature: Uint8Array): SignatureVerdict;
}

export function signatureChecker(algorithm: AlgorithmId, publicKey: Uint8Array): SignatureChecker {
	const kind = SIGNATURES.get(algorithm.algorithm);
	const key = readPublicKey(publicKey);
	if (kind === undefined || key?.asymmetricKeyType !== kind.key) {
		return unable('unsupported-algorithm');
	}
	if (kind.key === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS) {
		return unable('weak-key');
	}
	const verify = createVerify(kind.hash);
	return {
		update: (bytes) => verify.update(bytes),
		verdict: (signature) => (isGood(verify, key, signature) ? 'good' : 'bad'),
	};
}

function unable(verdict: SignatureVerdict): SignatureChecker {
	return { update: () => undefined, verdict: () => verdict };
}

function isGood(verify: Verify, key: KeyObject, signature: Uint8Array): boolean {
	try {
		return verify.verify(key, signature);
	} catch {
		// OpenSSL throws on some signatures that are no DER; they are bad like any other.
		return false;
	}
}
