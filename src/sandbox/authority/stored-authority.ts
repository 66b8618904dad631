import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { AuthorityFault } from './authority-fault.ts';
import type { KeyPair } from './key-pairs.ts';
import type { IssuedCertificate, IssuedSealPair } from './seal-pair.ts';

const MAX_PEM_LENGTH = 16_384;
const pem = z.string().max(MAX_PEM_LENGTH);

const storedAuthority = z.strictObject({
	version: z.literal(1),
	rootCertificate: pem,
	issuerCertificate: pem,
	issuerKey: pem,
});

const storedCertificate = z.strictObject({
	label: z.string().max(64),
	certificate: pem,
	privateKey: pem,
});

const storedSealPair = z.strictObject({
	version: z.literal(1),
	signing: storedCertificate,
	encryption: storedCertificate,
});

/** An authority as plain JSON: PEM texts, private key in PKCS#8 and not encrypted. */
export type StoredAuthority = Readonly<z.infer<typeof storedAuthority>>;

/** A seal's two certificates and keys as plain JSON, written like the authority. */
export type StoredSealPair = Readonly<z.infer<typeof storedSealPair>>;

/** The root's private key is not kept: nothing is issued with it a second time. */
export interface AuthorityCredentials {
	/** DER. */
	readonly rootCertificate: Uint8Array;
	/** DER. */
	readonly issuerCertificate: Uint8Array;
	readonly issuerKeys: KeyPair;
}

export function storeCredentials(credentials: AuthorityCredentials): StoredAuthority {
	return {
		version: 1,
		rootCertificate: certificatePem(credentials.rootCertificate),
		issuerCertificate: certificatePem(credentials.issuerCertificate),
		issuerKey: keyPem(credentials.issuerKeys.privateKey),
	};
}

/** @throws AuthorityFault `stored-value-unusable` */
export function restoreCredentials(stored: unknown): AuthorityCredentials {
	return restoring(() => {
		const value = storedAuthority.parse(stored);
		const root = new X509Certificate(value.rootCertificate);
		const issuer = new X509Certificate(value.issuerCertificate);
		const privateKey = createPrivateKey(value.issuerKey);
		const isChain = root.verify(root.publicKey) && issuer.verify(root.publicKey);
		if (!isChain || !issuer.checkPrivateKey(privateKey)) {
			throw new TypeError('root, issuer and key do not belong together');
		}
		return {
			rootCertificate: new Uint8Array(root.raw),
			issuerCertificate: new Uint8Array(issuer.raw),
			issuerKeys: { privateKey, publicKey: createPublicKey(privateKey) },
		};
	});
}

export function exportSealPair(pair: IssuedSealPair): StoredSealPair {
	return {
		version: 1,
		signing: storeCertificate(pair.signing),
		encryption: storeCertificate(pair.encryption),
	};
}

/** @throws AuthorityFault `stored-value-unusable` */
export function importSealPair(stored: unknown): IssuedSealPair {
	return restoring(() => {
		const value = storedSealPair.parse(stored);
		return {
			signing: { use: 'SIGN0', ...restoreCertificate(value.signing) },
			encryption: { use: 'ENCR0', ...restoreCertificate(value.encryption) },
		};
	});
}

function restoring<T>(restore: () => T): T {
	try {
		return restore();
	} catch (cause) {
		throw new AuthorityFault('stored-value-unusable', { cause });
	}
}

function storeCertificate({ label, certificate, privateKey }: IssuedCertificate): StoredSealPair['signing'] {
	return { label, certificate: certificatePem(certificate), privateKey: keyPem(privateKey) };
}

function restoreCertificate(stored: StoredSealPair['signing']): Omit<IssuedCertificate, 'use'> {
	const certificate = new X509Certificate(stored.certificate);
	const privateKey = createPrivateKey(stored.privateKey);
	if (!certificate.checkPrivateKey(privateKey)) {
		throw new TypeError('certificate and key do not belong together');
	}
	return { label: stored.label, certificate: new Uint8Array(certificate.raw), privateKey };
}

function certificatePem(der: Uint8Array): string {
	return new X509Certificate(der).toString();
}

function keyPem(key: KeyObject): string {
	return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
