import {
	type DerCursor,
	type DerElement,
	DerError,
	decodeNamedBits,
	decodeObjectIdentifier,
	decodeText,
	decodeTime,
	derCursor,
	elementsOf,
	expectEnd,
	Tag,
	wholeBits,
} from './der.ts';
import { isSameName } from './distinguished-name.ts';
import { Oid } from './object-identifiers.ts';
import type { SealCertificate } from './seal-certificate.ts';

/** RFC 5280 4.1.2.2 allows 20. */
const MAX_SERIAL_BYTES = 32;

export interface Extension {
	readonly isCritical: boolean;
	readonly value: Uint8Array;
}

export interface NameAttribute {
	/** Object identifier. */
	readonly type: string;
	readonly value: DerElement;
}

/** Object identifier and parameters (whole DER element) of a signature's algorithm. */
export interface AlgorithmId {
	readonly algorithm: string;
	readonly parameters: Uint8Array | undefined;
}

/** A signed X.509 structure taken apart: certificate, CRL and OCSP answer are all made like this. */
export interface SignedParts {
	/** What the signature is made over. */
	readonly signedBytes: Uint8Array;
	readonly signatureAlgorithm: AlgorithmId;
	readonly signature: Uint8Array;
}

/** The fields of one certificate; all bytes are views of the input. Nothing in it is verified. */
export interface X509Fields extends SignedParts {
	/** Content octets of the INTEGER. */
	readonly serialNumber: Uint8Array;
	/** Whole DER of the Name, by which issuer and subject are compared. */
	readonly issuer: Uint8Array;
	readonly subject: Uint8Array;
	/** Milliseconds since 1970 UTC. */
	readonly notBefore: number;
	readonly notAfter: number;
	/** Whole DER of the SubjectPublicKeyInfo. */
	readonly publicKey: Uint8Array;
	readonly extensions: ReadonlyMap<string, Extension>;
}

/** `der`: exactly one certificate. @throws DerError */
export function parseX509(der: Uint8Array): X509Fields {
	const outer = derCursor(der);
	const certificate = derCursor(outer.expect(Tag.sequence));
	if (!outer.isAtEnd) {
		throw new DerError('something follows the certificate');
	}
	const signedBytes = certificate.expectWhole(Tag.sequence);
	const signatureAlgorithm = decodeAlgorithm(certificate.expect(Tag.sequence));
	const signature = signatureOctets(certificate.expect(Tag.bitString));
	expectEnd(certificate);

	const tbs = derCursor(derCursor(signedBytes).expect(Tag.sequence));
	const version = tbs.peek() === Tag.context0 ? versionOf(tbs.next().content) : 0;
	const serialNumber = tbs.expect(Tag.integer);
	if (serialNumber.length === 0 || serialNumber.length > MAX_SERIAL_BYTES) {
		throw new DerError('serial number length');
	}
	const innerAlgorithm = decodeAlgorithm(tbs.expect(Tag.sequence));
	if (!isSameAlgorithm(innerAlgorithm, signatureAlgorithm)) {
		throw new DerError('signed and stated algorithm differ');
	}
	const issuer = tbs.expectWhole(Tag.sequence);
	const validity = derCursor(tbs.expect(Tag.sequence));
	const notBefore = decodeTime(validity.next());
	const notAfter = decodeTime(validity.next());
	expectEnd(validity);
	const subject = tbs.expectWhole(Tag.sequence);
	const publicKey = tbs.expectWhole(Tag.sequence);
	const extensions = remainingExtensions(tbs);
	if (extensions.size > 0 && version !== VERSION_3) {
		throw new DerError('extensions in a certificate of a version without them');
	}
	return {
		signedBytes,
		signatureAlgorithm,
		signature,
		serialNumber,
		issuer,
		notBefore,
		notAfter,
		subject,
		publicKey,
		extensions,
	};
}

/** Version 3 is written as 2. */
const VERSION_3 = 2;

/** `content`: of the `[0]`, which holds one small INTEGER. @throws DerError */
function versionOf(content: Uint8Array): number {
	const cursor = derCursor(content);
	const version = nonNegativeInteger(cursor.expect(Tag.integer));
	expectEnd(cursor);
	if (version > VERSION_3) {
		throw new DerError('a version that is not known');
	}
	return version;
}

function isSameAlgorithm(one: AlgorithmId, other: AlgorithmId): boolean {
	const [parameters, others] = [one.parameters ?? new Uint8Array(), other.parameters ?? new Uint8Array()];
	return one.algorithm === other.algorithm && Buffer.compare(parameters, others) === 0;
}

/**
 * Empty where the BIT STRING is not of whole octets: OpenSSL reads such a certificate and refuses its signature, and no
 * algorithm takes an empty one.
 */
function signatureOctets(content: Uint8Array): Uint8Array {
	return content[0] === 0 ? wholeBits(content) : new Uint8Array();
}

/** `content`: of an AlgorithmIdentifier. @throws DerError */
export function decodeAlgorithm(content: Uint8Array): AlgorithmId {
	const cursor = derCursor(content);
	const algorithm = decodeObjectIdentifier(cursor.expect(Tag.objectIdentifier));
	const parameters = cursor.isAtEnd ? undefined : cursor.next().whole;
	expectEnd(cursor);
	return { algorithm, parameters };
}

/** issuerUniqueID and subjectUniqueID: `[1]` and `[2]`, IMPLICIT BIT STRING. */
const UNIQUE_IDENTIFIERS: ReadonlySet<number> = new Set([0x81, 0x82]);

function remainingExtensions(tbs: DerCursor): ReadonlyMap<string, Extension> {
	while (!tbs.isAtEnd) {
		const element = tbs.next();
		if (element.tag === Tag.context3) {
			const inner = derCursor(element.content);
			const extensions = decodeExtensions(inner.expect(Tag.sequence));
			expectEnd(inner);
			expectEnd(tbs);
			return extensions;
		}
		if (!UNIQUE_IDENTIFIERS.has(element.tag)) {
			throw new DerError('a field that no certificate has');
		}
	}
	return new Map();
}

/** `content`: of a SEQUENCE OF Extension; none may be repeated (RFC 5280 4.2). @throws DerError */
export function decodeExtensions(content: Uint8Array): ReadonlyMap<string, Extension> {
	const extensions = new Map<string, Extension>();
	for (const extension of elementsOf(content, Tag.sequence)) {
		const cursor = derCursor(extension);
		const type = decodeObjectIdentifier(cursor.expect(Tag.objectIdentifier));
		const isCritical = cursor.peek() === Tag.boolean && cursor.next().content[0] !== 0;
		if (extensions.has(type)) {
			throw new DerError('extension repeated');
		}
		extensions.set(type, { isCritical, value: cursor.expect(Tag.octetString) });
		expectEnd(cursor);
	}
	return extensions;
}

/** `name`: whole DER of a Name. @throws DerError */
export function nameAttributes(name: Uint8Array): readonly NameAttribute[] {
	return elementsOf(derCursor(name).expect(Tag.sequence), Tag.set).flatMap((relativeName) =>
		elementsOf(relativeName, Tag.sequence).map((attribute) => {
			const cursor = derCursor(attribute);
			const type = decodeObjectIdentifier(cursor.expect(Tag.objectIdentifier));
			const value = cursor.next();
			expectEnd(cursor);
			return { type, value };
		}),
	);
}

/**
 * Text of an attribute's value, not cleaned; of a type that is no text `#` and its DER in hexadecimal (RFC 4514 2.4), as
 * OpenSSL shows it.
 */
export function nameValue(value: DerElement): string {
	try {
		return decodeText(value);
	} catch {
		return `#${Buffer.from(value.whole).toString('hex')}`;
	}
}

/**
 * Upper-case hexadecimal, two digits a byte; a leading 00 that only keeps the integer positive is left out. RFC 5280 forbids
 * negative numbers, which are read as what they are, with a `-`.
 */
export function serialHex(content: Uint8Array): string {
	const isNegative = ((content[0] ?? 0) & 0x80) !== 0;
	const magnitude = isNegative ? negated(content) : content;
	const digits = magnitude.length > 1 && magnitude[0] === 0 ? magnitude.subarray(1) : magnitude;
	// ASCII hexadecimal, no locale involved.
	return `${isNegative ? '-' : ''}${Buffer.from(digits).toString('hex').toUpperCase()}`;
}

/** Two's complement: inverted, and one more. */
function negated(content: Uint8Array): Uint8Array {
	const result = Uint8Array.from(content, (byte) => byte ^ 0xff);
	for (let index = result.length - 1; index >= 0; index--) {
		result[index] = ((result[index] ?? 0) + 1) & 0xff;
		if (result[index] !== 0) {
			break;
		}
	}
	return result;
}

/** `serial`: as {@link serialHex} has it. */
export function serialDecimal(serial: string): string {
	return serial.startsWith('-') ? `-${BigInt(`0x${serial.slice(1)}`)}` : BigInt(`0x${serial}`).toString();
}

/** Content of an extension whose value is a SEQUENCE; empty where the extension is not there. @throws DerError */
export function extensionSequence(extensions: ReadonlyMap<string, Extension>, type: string): Uint8Array {
	const extension = extensions.get(type);
	if (extension === undefined) {
		return new Uint8Array();
	}
	const cursor = derCursor(extension.value);
	const content = cursor.expect(Tag.sequence);
	expectEnd(cursor);
	return content;
}

/** What basicConstraints says; without the extension, that it is no authority. */
export interface BasicConstraints {
	readonly isAuthority: boolean;
	/** Authorities that may stand between it and the end of the chain; undefined: any number. */
	readonly pathLength: number | undefined;
}

/** @throws DerError */
export function basicConstraints(extensions: ReadonlyMap<string, Extension>): BasicConstraints {
	const cursor = derCursor(extensionSequence(extensions, Oid.basicConstraints));
	const isAuthority = cursor.peek() === Tag.boolean && cursor.next().content[0] !== 0;
	const pathLength = cursor.peek() === Tag.integer ? nonNegativeInteger(cursor.next().content) : undefined;
	expectEnd(cursor);
	return { isAuthority, pathLength };
}

/** `content`: of an INTEGER that counts something. @throws DerError where it is negative or over 2³¹ */
export function nonNegativeInteger(content: Uint8Array): number {
	const [first] = content;
	if (first === undefined || first > 0x7f || content.length > 4) {
		throw new DerError('number out of range');
	}
	return content.reduce((value, octet) => value * 256 + octet, 0);
}

const parsed = new WeakMap<SealCertificate, X509Fields>();

/** The fields of a certificate that was read; parsed once. */
export function fieldsOf(certificate: SealCertificate): X509Fields {
	let fields = parsed.get(certificate);
	if (fields === undefined) {
		fields = parseX509(certificate.der);
		parsed.set(certificate, fields);
	}
	return fields;
}

/** Whether issuer and subject are one (RFC 5280 6.1): the root itself, and certificates of an authority for its own new key. */
export function isSelfIssued({ issuer, subject }: X509Fields): boolean {
	return isSameName(issuer, subject);
}

/** Bit numbers of RFC 5280 4.2.1.3; undefined where the extension is not there. @throws DerError */
export function keyUsageBits(extensions: ReadonlyMap<string, Extension>): ReadonlySet<number> | undefined {
	const extension = extensions.get(Oid.keyUsage);
	return extension === undefined
		? undefined
		: decodeNamedBits(derCursor(extension.value).expect(Tag.bitString));
}

/** Object identifiers of extendedKeyUsage. @throws DerError */
export function keyPurposes(extensions: ReadonlyMap<string, Extension>): ReadonlySet<string> {
	const content = extensionSequence(extensions, Oid.extendedKeyUsage);
	return new Set(elementsOf(content, Tag.objectIdentifier).map(decodeObjectIdentifier));
}
