import { constants, createHash, publicDecrypt } from 'node:crypto';
import { publicKeyOf } from '#certificate';
import { CardError } from '../errors.ts';

export type SignatureHash = 'sha256' | 'sha384' | 'sha512';

/** DigestInfo up to the digest itself (RFC 8017 9.2, note 1). */
const DIGEST_INFO_PREFIXES: Readonly<Record<SignatureHash, string>> = {
	sha256: '3031300d060960864801650304020105000420',
	sha384: '3041300d060960864801650304020205000430',
	sha512: '3051300d060960864801650304020305000440',
};

/** EMSA-PKCS1-v1_5 wants eight bytes of filler at least, and three around them. */
const MIN_PADDING_BYTES = 11;

/**
 * What PKCS#1 v1.5 signs of a digest, without its padding.
 *
 * @throws TypeError where the digest is not one of `hash`
 */
export function signatureInfo(hash: SignatureHash, digest: Uint8Array): Uint8Array {
	if (digest.length !== createHash(hash).digest().length) {
		throw new TypeError(`a digest of ${digest.length} bytes for ${hash}`);
	}
	return Buffer.concat([Buffer.from(DIGEST_INFO_PREFIXES[hash], 'hex'), digest]);
}

/**
 * The block that an RSA key of `bits` signs for a digest (EMSA-PKCS1-v1_5, RFC 8017 9.2).
 *
 * @throws TypeError where the digest is not one of `hash`, or the key is too short for it
 */
export function signatureBlock(hash: SignatureHash, digest: Uint8Array, bits: number): Uint8Array {
	const info = signatureInfo(hash, digest);
	const length = Math.ceil(bits / 8);
	if (length < info.length + MIN_PADDING_BYTES) {
		throw new TypeError(`a digest for ${hash} and a key of ${bits} bits`);
	}
	const block = new Uint8Array(length).fill(0xff);
	block.set([0x00, 0x01]);
	block[length - info.length - 1] = 0x00;
	block.set(info, length - info.length);
	return block;
}

/**
 * A signature that the certificate does not confirm never leaves the room: a computation that a fault disturbed
 * can give the private key away.
 *
 * @throws CardError `malformed-answer`
 */
export function expectSignature(signature: Uint8Array, block: Uint8Array, certificate: Uint8Array): void {
	let opened: Buffer;
	try {
		const key = publicKeyOf(certificate);
		opened = publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature);
	} catch (cause) {
		throw new CardError('malformed-answer', 'no signature', { cause });
	}
	if (!opened.equals(block)) {
		throw new CardError('malformed-answer', 'a signature that the certificate does not confirm');
	}
}
