import { createHash, verify, X509Certificate } from 'node:crypto';
import type forge from 'node-forge';

type Asn1 = forge.asn1.Asn1;

/** More than a signature of one person has. */
const MAX_CERTIFICATES = 8;

const OID_DATA = '1.2.840.113549.1.7.1';
const OID_SIGNED_DATA = '1.2.840.113549.1.7.2';
const OID_CONTENT_TYPE = '1.2.840.113549.1.9.3';
const OID_MESSAGE_DIGEST = '1.2.840.113549.1.9.4';

const DIGESTS: Readonly<Record<string, string>> = {
	'2.16.840.1.101.3.4.2.1': 'sha256',
	'2.16.840.1.101.3.4.2.2': 'sha384',
	'2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Digest that the algorithm names; `any` where the signer's digest algorithm says it (RFC 5754 section 3.2). */
const SIGNATURES: Readonly<Record<string, string>> = {
	'1.2.840.113549.1.1.1': 'any',
	'1.2.840.113549.1.1.11': 'sha256',
	'1.2.840.113549.1.1.12': 'sha384',
	'1.2.840.113549.1.1.13': 'sha512',
	'1.2.840.10045.4.3.2': 'sha256',
	'1.2.840.10045.4.3.3': 'sha384',
	'1.2.840.10045.4.3.4': 'sha512',
};

/**
 * The certificate whose key signed `content`, by a CMS SignedData (RFC 5652) of one signer with signed attributes,
 * RSA (PKCS #1 v1.5) or ECDSA with SHA-2. The content may be in it or not. Undefined for anything else. Says
 * nothing about the certificate itself.
 *
 * @param cms DER
 */
export async function signerOf(cms: Uint8Array, content: Uint8Array): Promise<X509Certificate | undefined> {
	const { default: library } = await import('node-forge');
	try {
		return new SignedDataReader(library).signer(cms, content);
	} catch {
		// What a stranger sent can break the parsers in any number of ways, and all mean the same here.
		return undefined;
	}
}

class SignedDataReader {
	readonly #library: typeof forge;

	constructor(library: typeof forge) {
		this.#library = library;
	}

	signer(cms: Uint8Array, content: Uint8Array): X509Certificate | undefined {
		const [type, wrapped] = this.#items(this.#library.asn1.fromDer(Buffer.from(cms).toString('latin1')));
		const [signedData] = this.#items(wrapped);
		const [, , encapsulated, ...rest] = this.#items(signedData);
		const certificates = rest.find((one) => isContext(one, 0));
		const [signerInfo, another] = this.#items(rest.at(-1));
		if (this.#oid(type) !== OID_SIGNED_DATA || signerInfo === undefined || another !== undefined) {
			return undefined;
		}
		if (!this.#holds(encapsulated, content)) {
			return undefined;
		}
		const [, , digestAlgorithm, attributes, signatureAlgorithm, signature] = this.#items(signerInfo);
		const digest = DIGESTS[this.#oid(this.#items(digestAlgorithm)[0])];
		const named = SIGNATURES[this.#oid(this.#items(signatureAlgorithm)[0])];
		if (digest === undefined || (named !== 'any' && named !== digest) || !isContext(attributes, 0)) {
			return undefined;
		}
		if (!this.#coversContent(attributes, createHash(digest).update(content).digest())) {
			return undefined;
		}
		// Signed as a SET, sent under a tag of their own (RFC 5652 section 5.4).
		const { asn1 } = this.#library;
		const signed = this.#der(
			asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SET, true, [...this.#items(attributes)]),
		);
		return this.#items(certificates)
			.slice(0, MAX_CERTIFICATES)
			.map((one) => new X509Certificate(this.#der(one)))
			.find(({ publicKey }) => verify(digest, signed, publicKey, this.#bytes(signature)));
	}

	/** The content itself, or none: then it is the one that was agreed upon. */
	#holds(encapsulated: Asn1 | undefined, content: Uint8Array): boolean {
		const [type, wrapped] = this.#items(encapsulated);
		if (this.#oid(type) !== OID_DATA) {
			return false;
		}
		return wrapped === undefined || Buffer.compare(this.#bytes(this.#items(wrapped)[0]), content) === 0;
	}

	#coversContent(attributes: Asn1, digest: Uint8Array): boolean {
		const values = new Map<string, Asn1 | undefined>();
		for (const attribute of this.#items(attributes)) {
			const [type, set] = this.#items(attribute);
			values.set(this.#oid(type), this.#items(set)[0]);
		}
		const contentType = values.get(OID_CONTENT_TYPE);
		const messageDigest = values.get(OID_MESSAGE_DIGEST);
		return (
			contentType !== undefined &&
			this.#oid(contentType) === OID_DATA &&
			messageDigest !== undefined &&
			Buffer.compare(this.#bytes(messageDigest), digest) === 0
		);
	}

	#items(value: Asn1 | undefined): readonly Asn1[] {
		return value !== undefined && Array.isArray(value.value) ? value.value : [];
	}

	#bytes(value: Asn1 | undefined): Uint8Array {
		return Buffer.from(typeof value?.value === 'string' ? value.value : '', 'latin1');
	}

	#oid(value: Asn1 | undefined): string {
		return typeof value?.value === 'string' ? this.#library.asn1.derToOid(value.value) : '';
	}

	#der(value: Asn1): Uint8Array {
		return Buffer.from(this.#library.asn1.toDer(value).getBytes(), 'latin1');
	}
}

function isContext(value: Asn1 | undefined, number: number): value is Asn1 {
	// 0x80: context-specific, as node-forge numbers the classes.
	return value !== undefined && value.tagClass === 0x80 && Number(value.type) === number;
}
