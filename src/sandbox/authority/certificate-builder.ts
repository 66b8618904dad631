import { createHash, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { Asn1, DerWriter } from './der.ts';
import type { NamePart } from './profile.ts';

interface CertificateContent {
	/** Big-endian, first bit zero. */
	readonly serialNumber: Uint8Array;
	readonly issuer: readonly NamePart[];
	readonly subject: readonly NamePart[];
	/** Milliseconds since 1970 UTC; whole seconds reach the certificate. */
	readonly notBefore: number;
	readonly notAfter: number;
	readonly publicKey: KeyObject;
	readonly extensions: readonly Asn1[];
}

const OID_ECDSA_WITH_SHA384 = '1.2.840.10045.4.3.3';
/** Version 3 is written as 2. */
const VERSION_3 = Uint8Array.of(2);

const NAME_OIDS: { readonly [kind in NamePart[0]]: string } = {
	country: '2.5.4.6',
	organisation: '2.5.4.10',
	commonName: '2.5.4.3',
	serialNumber: '2.5.4.5',
};

const signAsync = promisify(sign);

/** Signs with an EC P-384 key, as the issuer of Sürüm 3 does; gives DER. */
export async function buildCertificate(
	der: DerWriter,
	content: CertificateContent,
	issuerKey: KeyObject,
): Promise<Uint8Array> {
	const algorithm = der.sequence(der.oid(OID_ECDSA_WITH_SHA384));
	const toBeSigned = der.sequence(
		der.tagged(0, der.integer(VERSION_3)),
		der.integer(content.serialNumber),
		algorithm,
		name(der, content.issuer),
		der.sequence(der.time(content.notBefore), der.time(content.notAfter)),
		name(der, content.subject),
		der.decode(spki(content.publicKey)),
		der.tagged(3, der.sequence(...content.extensions)),
	);
	const signature = await signAsync('sha384', der.encode(toBeSigned), issuerKey);
	return der.encode(der.sequence(toBeSigned, algorithm, der.bits(signature)));
}

/** SHA-1 of the public key's bits (RFC 5280, 4.2.1.2, first method): an identifier, not a protection. */
export function keyIdentifier(publicKey: KeyObject): Uint8Array {
	return new Uint8Array(createHash('sha1').update(publicKeyBits(publicKey)).digest());
}

function name(der: DerWriter, parts: readonly NamePart[]): Asn1 {
	return der.sequence(
		...parts.map(([kind, value]) => {
			const isUtf8 = kind === 'organisation' || kind === 'commonName';
			return der.set(der.sequence(der.oid(NAME_OIDS[kind]), isUtf8 ? der.utf8(value) : der.printable(value)));
		}),
	);
}

/** What the BIT STRING of SubjectPublicKeyInfo holds: the PKCS#1 key, or the uncompressed point. */
function publicKeyBits(publicKey: KeyObject): Uint8Array {
	if (publicKey.asymmetricKeyType === 'rsa') {
		return publicKey.export({ type: 'pkcs1', format: 'der' });
	}
	const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
	return Buffer.concat([Uint8Array.of(0x04), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
}

function spki(publicKey: KeyObject): Uint8Array {
	return publicKey.export({ type: 'spki', format: 'der' });
}
