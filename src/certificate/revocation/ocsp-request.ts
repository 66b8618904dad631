import { createHash } from 'node:crypto';
import { derCursor, Tag, wholeBits } from '../der.ts';
import { derElement, derObjectIdentifier } from '../der-writer.ts';
import { Oid } from '../object-identifiers.ts';
import type { X509Fields } from '../x509-fields.ts';

export const OCSP_REQUEST_TYPE = 'application/ocsp-request';

/** RFC 8954 2.1 allows 1 to 32; 16 is what responders of all ages take. */
export const NONCE_BYTES = 16;

const HASHES: ReadonlyMap<string, 'sha1' | 'sha256'> = new Map([
	[Oid.sha1, 'sha1'],
	[Oid.sha256, 'sha256'],
]);

/** What names a certificate in OCSP: hashes of its issuer's name and key, and its serial number (RFC 6960 4.1.1). */
export interface CertificateId {
	readonly issuerNameHash: Uint8Array;
	readonly issuerKeyHash: Uint8Array;
	/** Content octets. */
	readonly serialNumber: Uint8Array;
}

/** Undefined for a hash that no responder uses. `hash`: object identifier. @throws DerError */
export function certificateId(
	hash: string,
	subject: X509Fields,
	issuer: X509Fields,
): CertificateId | undefined {
	const name = HASHES.get(hash);
	return name === undefined
		? undefined
		: {
				issuerNameHash: createHash(name).update(issuer.subject).digest(),
				issuerKeyHash: createHash(name).update(keyBits(issuer)).digest(),
				serialNumber: subject.serialNumber,
			};
}

/** The bits of the key itself, which key hashes are made over. @throws DerError */
export function keyBits({ publicKey }: X509Fields): Uint8Array {
	const key = derCursor(derCursor(publicKey).expect(Tag.sequence));
	key.expect(Tag.sequence);
	return wholeBits(key.expect(Tag.bitString));
}

/**
 * An unsigned OCSP request for one certificate. The hash is SHA-1, the one that every responder knows: it only names
 * the issuer and protects nothing.
 */
export function encodeOcspRequest(subject: X509Fields, issuer: X509Fields, nonce: Uint8Array): Uint8Array {
	const id = certificateId(Oid.sha1, subject, issuer);
	if (id === undefined) {
		throw new TypeError('SHA-1 is among the hashes');
	}
	const algorithm = derElement(Tag.sequence, derObjectIdentifier(Oid.sha1), Uint8Array.of(0x05, 0x00));
	const certId = derElement(
		Tag.sequence,
		algorithm,
		derElement(Tag.octetString, id.issuerNameHash),
		derElement(Tag.octetString, id.issuerKeyHash),
		derElement(Tag.integer, id.serialNumber),
	);
	const nonceExtension = derElement(
		Tag.sequence,
		derObjectIdentifier(Oid.ocspNonce),
		derElement(Tag.octetString, derElement(Tag.octetString, nonce)),
	);
	return derElement(
		Tag.sequence,
		derElement(
			Tag.sequence,
			derElement(Tag.sequence, derElement(Tag.sequence, certId)),
			derElement(Tag.context2, derElement(Tag.sequence, nonceExtension)),
		),
	);
}
