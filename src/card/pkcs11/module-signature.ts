import { createHash, verify } from 'node:crypto';
import { publicKeyOf, type SealCertificate } from '#certificate';
import { CardError } from '../errors.ts';
import {
	expectSignature,
	type SignatureHash,
	signatureBlock,
	signatureInfo,
} from '../pin/signature-block.ts';
import { ecdsaDer, ecdsaRaw } from './ecdsa-value.ts';
import type { ModuleConversation } from './module-conversation.ts';
import { ModuleError } from './module-errors.ts';
import type { ModuleToken } from './module-token.ts';
import type { SigningMechanism } from './protocol.ts';

export interface SignatureWish {
	readonly certificate: SealCertificate;
	readonly hash: SignatureHash;
	readonly digest: Uint8Array;
	/** What was hashed: EC keys need it to be confirmed by, and some modules want to hash themselves. */
	readonly message?: Uint8Array | undefined;
}

/** A signature that its certificate has confirmed. */
export interface ModuleSignature {
	/** RSA: PKCS#1 v1.5. EC: r and s as plain numbers, one behind the other (XML signatures want that). */
	readonly signature: Uint8Array;
	/** EC only: the same two numbers as an ASN.1 sequence (X.509 and CMS want that). */
	readonly der?: Uint8Array;
}

/** By what the module offers, the first that fits: with a digest of ours before one of the module's own. */
const RSA_MECHANISMS: readonly SigningMechanism[] = ['rsa-pkcs', 'sha256-rsa-pkcs'];
const EC_MECHANISMS: readonly SigningMechanism[] = ['ecdsa', 'ecdsa-sha384'];
const OWN_DIGEST: ReadonlyMap<SigningMechanism, SignatureHash> = new Map([
	['sha256-rsa-pkcs', 'sha256'],
	['ecdsa-sha384', 'sha384'],
]);

/**
 * Signs with the private key of a certificate, after the login. A signature that the certificate does not confirm never
 * leaves the room: a computation that a fault disturbed can give the private key away.
 *
 * @throws ModuleError `call-failed` without such a key or mechanism, `not-confirmed` for what the certificate does not confirm
 * @throws TypeError for a digest that is not one of its hash, or not the message's
 */
export async function signWithToken(
	conversation: ModuleConversation,
	token: ModuleToken,
	wish: SignatureWish,
): Promise<ModuleSignature> {
	expectDigest(wish);
	const { certificate } = wish;
	if (certificate.key.type === 'ec' && wish.message === undefined) {
		throw new TypeError('an EC signature is confirmed by its message');
	}
	const own = token.certificates.find((entry) => entry.certificate.fingerprint === certificate.fingerprint);
	if (own === undefined || own.id === '') {
		throw new ModuleError('call-failed', 'the certificate is not on the token, or names no key');
	}
	const mechanism = await chooseMechanism(conversation, wish);
	const made = await conversation.sign(own.id, mechanism, inputFor(mechanism, wish));
	return certificate.key.type === 'rsa' ? confirmedRsa(made, wish) : confirmedEc(made, wish);
}

async function chooseMechanism(
	conversation: ModuleConversation,
	{ certificate, hash, message }: SignatureWish,
): Promise<SigningMechanism> {
	const offered = await conversation.mechanisms();
	const chosen = (certificate.key.type === 'rsa' ? RSA_MECHANISMS : EC_MECHANISMS).find((mechanism) => {
		const own = OWN_DIGEST.get(mechanism);
		return offered.includes(mechanism) && (own === undefined || (own === hash && message !== undefined));
	});
	if (chosen === undefined) {
		throw new ModuleError('call-failed', 'no mechanism for this key and digest');
	}
	return chosen;
}

function inputFor(mechanism: SigningMechanism, { hash, digest, message }: SignatureWish): Uint8Array {
	if (OWN_DIGEST.has(mechanism)) {
		return message ?? new Uint8Array();
	}
	return mechanism === 'rsa-pkcs' ? signatureInfo(hash, digest) : digest;
}

function expectDigest({ hash, digest, message }: SignatureWish): void {
	const expected = createHash(hash).update(message ?? new Uint8Array());
	const isOfHash = digest.length === expected.copy().digest().length;
	if (!isOfHash || (message !== undefined && !expected.digest().equals(digest))) {
		throw new TypeError(`not the ${hash} digest of what is to be signed`);
	}
}

function confirmedRsa(signature: Uint8Array, { certificate, hash, digest }: SignatureWish): ModuleSignature {
	const bits = certificate.key.type === 'rsa' ? certificate.key.bits : 0;
	try {
		expectSignature(signature, signatureBlock(hash, digest, bits), certificate.der);
	} catch (cause) {
		if (cause instanceof CardError) {
			throw notConfirmed(cause);
		}
		throw cause;
	}
	return { signature };
}

function confirmedEc(made: Uint8Array, { certificate, hash, message }: SignatureWish): ModuleSignature {
	const key = publicKeyOf(certificate.der);
	// The standard wants r and s alone; a module that gives the sequence is understood all the same.
	const signature = ecdsaRaw(made, key);
	const isConfirmed =
		signature !== undefined &&
		verify(hash, message ?? new Uint8Array(), { key, dsaEncoding: 'ieee-p1363' }, signature);
	if (!isConfirmed) {
		throw notConfirmed(undefined);
	}
	return { signature, der: ecdsaDer(signature) };
}

function notConfirmed(cause: unknown): ModuleError {
	return new ModuleError('not-confirmed', 'a signature that the certificate does not confirm', { cause });
}
