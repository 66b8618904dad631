import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { cleanText } from '#text';
import {
	type DerCursor,
	type DerElement,
	decodeNamedBits,
	decodeObjectIdentifier,
	decodeText,
	decodeTime,
	derCursor,
	derSequenceLength,
	Tag,
} from './der.ts';
import type { PublicKeyFacts, SealCertificate } from './seal-certificate.ts';
import { isSealProfile, type ProfileFacts, SANDBOX_ISSUER_MARK, sealUse } from './seal-profile.ts';

/** Longest certificate that is read, in bytes; real ones have about 1 600. */
export const MAX_CERTIFICATE_BYTES = 65_536;

export type ReadCertificateResult =
	| { readonly ok: true; readonly certificate: SealCertificate }
	/** `malformed`: no X.509 certificate with an RSA or EC key. `too-large`: over {@link MAX_CERTIFICATE_BYTES}. */
	| { readonly ok: false; readonly code: 'malformed' | 'too-large' };

/** Trade titles are long, and cutting one would name another company. */
const MAX_TITLE_CODE_POINTS = 500;
const MAX_NUMBER_CODE_POINTS = 64;
/** RFC 5280 4.1.2.2 allows 20. */
const MAX_SERIAL_BYTES = 32;

const COMMON_NAME = '2.5.4.3';
const SUBJECT_SERIAL_NUMBER = '2.5.4.5';
const KEY_USAGE = '2.5.29.15';
const BASIC_CONSTRAINTS = '2.5.29.19';
const CERTIFICATE_POLICIES = '2.5.29.32';
const EXTENDED_KEY_USAGE = '2.5.29.37';

/**
 * Reads one DER certificate, as it stands in a card's file: what follows its own length (00 or FF filler) is
 * cut off. Reads only; says nothing about signature, chain or revocation.
 *
 * Never throws and takes time linear in the input, whatever the bytes are.
 */
export function readSealCertificate(bytes: Uint8Array): ReadCertificateResult {
	const length = derSequenceLength(bytes);
	if (length === undefined) {
		return { ok: false, code: 'malformed' };
	}
	if (length > MAX_CERTIFICATE_BYTES) {
		return { ok: false, code: 'too-large' };
	}
	if (length > bytes.length) {
		return { ok: false, code: 'malformed' };
	}
	try {
		// A copy: `slice` of a Buffer would share the caller's memory.
		return { ok: true, certificate: parse(Uint8Array.from(bytes.subarray(0, length))) };
	} catch {
		// Bytes from a card can break OpenSSL's parser and ours in any number of ways, and all mean the same here.
		return { ok: false, code: 'malformed' };
	}
}

function parse(der: Uint8Array): SealCertificate {
	const key = publicKeyFacts(new X509Certificate(der).publicKey);
	// Names, dates and extensions are read from the bytes: X509Certificate gives names as text in which a line
	// break inside a value looks like the next attribute.
	const tbs = derCursor(derCursor(derCursor(der).expect(Tag.sequence)).expect(Tag.sequence));
	if (tbs.peek() === Tag.context0) {
		tbs.next();
	}
	const serialNumber = serialHex(tbs.expect(Tag.integer));
	tbs.expect(Tag.sequence);
	const issuer = nameAttributes(tbs.expect(Tag.sequence));
	const validity = derCursor(tbs.expect(Tag.sequence));
	const notBefore = decodeTime(validity.next());
	const notAfter = decodeTime(validity.next());
	const subject = nameAttributes(tbs.expect(Tag.sequence));
	tbs.expect(Tag.sequence);
	const profile = profileFacts(extensionValues(tbs));

	const issuerName = attributeText(issuer, COMMON_NAME, MAX_TITLE_CODE_POINTS) ?? '';
	return {
		der,
		fingerprint: createHash('sha256').update(der).digest('hex'),
		serialNumber,
		title: attributeText(subject, COMMON_NAME, MAX_TITLE_CODE_POINTS) ?? '',
		holderNumber: attributeText(subject, SUBJECT_SERIAL_NUMBER, MAX_NUMBER_CODE_POINTS),
		issuer: issuerName,
		notBefore,
		notAfter,
		key,
		isSeal: isSealProfile(profile),
		use: sealUse(profile),
		isSandbox: issuerName.startsWith(SANDBOX_ISSUER_MARK),
	};
}

function publicKeyFacts(key: KeyObject): PublicKeyFacts {
	const details = key.asymmetricKeyDetails;
	if (key.asymmetricKeyType === 'rsa' && details?.modulusLength !== undefined) {
		return { type: 'rsa', bits: details.modulusLength };
	}
	if (key.asymmetricKeyType === 'ec') {
		return { type: 'ec', curve: details?.namedCurve ?? 'explicit' };
	}
	throw new TypeError('neither RSA nor EC');
}

function serialHex(content: Uint8Array): string {
	if (content.length === 0 || content.length > MAX_SERIAL_BYTES) {
		throw new RangeError('serial number length');
	}
	// A leading 00 only keeps the integer positive.
	const digits = content.length > 1 && content[0] === 0 ? content.subarray(1) : content;
	// ASCII hexadecimal, no locale involved.
	return Buffer.from(digits).toString('hex').toUpperCase();
}

/** First value of every attribute type; a repeated type does not replace it. */
function nameAttributes(name: Uint8Array): ReadonlyMap<string, DerElement> {
	const attributes = new Map<string, DerElement>();
	for (const relativeName of elements(name, Tag.set)) {
		for (const attribute of elements(relativeName, Tag.sequence)) {
			const cursor = derCursor(attribute);
			const type = decodeObjectIdentifier(cursor.expect(Tag.objectIdentifier));
			const value = cursor.next();
			if (!attributes.has(type)) {
				attributes.set(type, value);
			}
		}
	}
	return attributes;
}

function attributeText(
	attributes: ReadonlyMap<string, DerElement>,
	type: string,
	maxCodePoints: number,
): string | undefined {
	const value = attributes.get(type);
	return value === undefined ? undefined : cleanText(decodeText(value), maxCodePoints);
}

/** Extension values by type; a certificate must not repeat one (RFC 5280 4.2). */
function extensionValues(tbs: DerCursor): ReadonlyMap<string, Uint8Array> {
	const values = new Map<string, Uint8Array>();
	while (!tbs.isAtEnd) {
		const element = tbs.next();
		if (element.tag !== Tag.context3) {
			continue;
		}
		for (const extension of elements(derCursor(element.content).expect(Tag.sequence), Tag.sequence)) {
			const cursor = derCursor(extension);
			const type = decodeObjectIdentifier(cursor.expect(Tag.objectIdentifier));
			if (cursor.peek() === Tag.boolean) {
				cursor.next();
			}
			if (values.has(type)) {
				throw new TypeError('extension repeated');
			}
			values.set(type, cursor.expect(Tag.octetString));
		}
	}
	return values;
}

function profileFacts(extensions: ReadonlyMap<string, Uint8Array>): ProfileFacts {
	const sequence = (type: string): Uint8Array => {
		const value = extensions.get(type);
		return value === undefined ? new Uint8Array() : derCursor(value).expect(Tag.sequence);
	};
	const keyUsage = extensions.get(KEY_USAGE);
	return {
		isAuthority: isAuthority(sequence(BASIC_CONSTRAINTS)),
		policies: new Set(
			elements(sequence(CERTIFICATE_POLICIES), Tag.sequence).map((policy) =>
				decodeObjectIdentifier(derCursor(policy).expect(Tag.objectIdentifier)),
			),
		),
		purposes: new Set(
			elements(sequence(EXTENDED_KEY_USAGE), Tag.objectIdentifier).map(decodeObjectIdentifier),
		),
		keyUsage: keyUsage === undefined ? new Set() : decodeNamedBits(derCursor(keyUsage).expect(Tag.bitString)),
	};
}

/** `content`: of basicConstraints, whose first member is `cA BOOLEAN DEFAULT FALSE`. */
function isAuthority(content: Uint8Array): boolean {
	const cursor = derCursor(content);
	return cursor.peek() === Tag.boolean && cursor.next().content[0] !== 0;
}

function elements(content: Uint8Array, tag: number): readonly Uint8Array[] {
	const cursor = derCursor(content);
	const found: Uint8Array[] = [];
	while (!cursor.isAtEnd) {
		found.push(cursor.expect(tag));
	}
	return found;
}
