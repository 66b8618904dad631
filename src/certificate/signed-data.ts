import { createHash } from 'node:crypto';
import { Tag } from './der.ts';
import { derElement, derObjectIdentifier } from './der-writer.ts';
import { Oid } from './object-identifiers.ts';
import type { SealCertificate } from './seal-certificate.ts';
import { parseX509, type X509Fields } from './x509-fields.ts';

const OID_DATA = '1.2.840.113549.1.7.1';
const OID_SIGNED_DATA = '1.2.840.113549.1.7.2';
const OID_CONTENT_TYPE = '1.2.840.113549.1.9.3';
const OID_MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const OID_SIGNING_TIME = '1.2.840.113549.1.9.5';
const OID_SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const OID_SHA384 = '2.16.840.1.101.3.4.2.2';
const OID_RSA = '1.2.840.113549.1.1.1';
const OID_ECDSA_SHA384 = '1.2.840.10045.4.3.3';

/** SignedData with content of type `data` alone, and a signer named by issuer and serial number (RFC 5652 5.1, 5.3). */
const VERSION_1 = Uint8Array.of(1);
const NULL = Uint8Array.of(0x05, 0x00);
/** `directoryName` of a GeneralName. */
const DIRECTORY_NAME = 0xa4;
/** From this year on a time is a GeneralizedTime (RFC 5652 11.3). */
const FIRST_GENERALIZED_YEAR = 2050;

export interface SignedDataFacts {
	/** What is signed; it stands in the finished structure. */
	readonly content: Uint8Array;
	/** The signer's; RSA signs with SHA-256, EC with SHA-384. */
	readonly certificate: SealCertificate;
	/** What the signer says of the time, milliseconds since 1970 UTC; whole seconds of it are kept. */
	readonly signedAt: number;
}

/** A CMS SignedData that lacks its signature: whoever has the key makes it of `message`. */
export interface SignedDataDraft {
	/** The signed attributes as they are signed: a SET in DER (RFC 5652 5.4). */
	readonly message: Uint8Array;
	readonly hash: 'sha256' | 'sha384';
	/** Of `message`, by `hash`. */
	readonly digest: Uint8Array;
	/**
	 * The whole structure in DER. Nothing is verified here.
	 *
	 * @param signature RSA: PKCS #1 v1.5. EC: r and s as an ASN.1 sequence
	 */
	complete(signature: Uint8Array): Uint8Array;
}

/**
 * Begins a CMS SignedData (RFC 5652) of one signer, with the content in it and the signed attributes content type,
 * message digest, signing time and signing certificate (RFC 5035): nobody can put another certificate of the same key
 * beside the signature.
 */
export function draftSignedData({ content, certificate, signedAt }: SignedDataFacts): SignedDataDraft {
	const fields = parseX509(certificate.der);
	const isRsa = certificate.key.type === 'rsa';
	const hash = isRsa ? 'sha256' : 'sha384';
	const digestAlgorithm = sequence(derObjectIdentifier(isRsa ? Oid.sha256 : OID_SHA384));
	const attributes = inOrder([
		attribute(OID_CONTENT_TYPE, derObjectIdentifier(OID_DATA)),
		attribute(OID_MESSAGE_DIGEST, octets(createHash(hash).update(content).digest())),
		attribute(OID_SIGNING_TIME, time(signedAt)),
		attribute(OID_SIGNING_CERTIFICATE_V2, signingCertificate(certificate.der, fields)),
	]);
	const message = derElement(Tag.set, ...attributes);
	return {
		message,
		hash,
		digest: createHash(hash).update(message).digest(),
		complete(signature) {
			const signer = sequence(
				derElement(Tag.integer, VERSION_1),
				sequence(fields.issuer, derElement(Tag.integer, fields.serialNumber)),
				digestAlgorithm,
				derElement(Tag.context0, ...attributes),
				isRsa
					? sequence(derObjectIdentifier(OID_RSA), NULL)
					: sequence(derObjectIdentifier(OID_ECDSA_SHA384)),
				octets(signature),
			);
			const signedData = sequence(
				derElement(Tag.integer, VERSION_1),
				derElement(Tag.set, digestAlgorithm),
				sequence(derObjectIdentifier(OID_DATA), derElement(Tag.context0, octets(content))),
				derElement(Tag.context0, certificate.der),
				derElement(Tag.set, signer),
			);
			return sequence(derObjectIdentifier(OID_SIGNED_DATA), derElement(Tag.context0, signedData));
		},
	};
}

function attribute(type: string, value: Uint8Array): Uint8Array {
	return sequence(derObjectIdentifier(type), derElement(Tag.set, value));
}

/** ESSCertIDv2 with SHA-256, its default, and the issuer's name and serial number beside it. */
function signingCertificate(der: Uint8Array, { issuer, serialNumber }: X509Fields): Uint8Array {
	const issuerSerial = sequence(
		sequence(derElement(DIRECTORY_NAME, issuer)),
		derElement(Tag.integer, serialNumber),
	);
	const id = sequence(octets(createHash('sha256').update(der).digest()), issuerSerial);
	return sequence(sequence(id));
}

function time(at: number): Uint8Array {
	const date = new Date(at);
	const digits = date.toISOString().replaceAll(/\.\d+|[-:T]/g, '');
	return date.getUTCFullYear() < FIRST_GENERALIZED_YEAR
		? derElement(Tag.utcTime, Buffer.from(digits.slice(2), 'latin1'))
		: derElement(Tag.generalizedTime, Buffer.from(digits, 'latin1'));
}

/** The order that DER wants in a SET OF: by the octets of its elements (X.690 11.6). */
function inOrder(elements: readonly Uint8Array[]): readonly Uint8Array[] {
	return [...elements].sort((a, b) => Buffer.compare(a, b));
}

function sequence(...contents: readonly Uint8Array[]): Uint8Array {
	return derElement(Tag.sequence, ...contents);
}

function octets(content: Uint8Array): Uint8Array {
	return derElement(Tag.octetString, content);
}
