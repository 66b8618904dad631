import { createHash } from 'node:crypto';
import { cleanText } from '#text';
import { decodeObjectIdentifier, derCursor, derSequenceLength, elementsOf, Tag } from './der.ts';
import { Oid } from './object-identifiers.ts';
import { readPublicKey } from './public-key.ts';
import type { PublicKeyFacts, SealCertificate } from './seal-certificate.ts';
import { isSandboxIssuer, isSealProfile, type ProfileFacts, sealUse } from './seal-profile.ts';
import {
	basicConstraints,
	decodeAlgorithm,
	type Extension,
	extensionSequence,
	keyPurposes,
	keyUsageBits,
	type NameAttribute,
	nameAttributes,
	nameValue,
	parseX509,
	serialHex,
} from './x509-fields.ts';

/** Longest certificate that is read, in bytes; real ones have about 1 600. */
export const MAX_CERTIFICATE_BYTES = 65_536;

export type ReadCertificateResult =
	| { readonly ok: true; readonly certificate: SealCertificate }
	/** `malformed`: no X.509 certificate. `too-large`: over {@link MAX_CERTIFICATE_BYTES}. */
	| { readonly ok: false; readonly code: 'malformed' | 'too-large' };

/** Trade titles are long, and cutting one would name another company. */
const MAX_TITLE_CODE_POINTS = 500;
const MAX_NUMBER_CODE_POINTS = 64;

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
	// All of it is read from the bytes: Node's X509Certificate gives a name as one text that would have to be taken apart,
	// and refuses times without seconds (OpenSSL 3.5), which `openssl x509` of 3.0 reads.
	const fields = parseX509(der);
	const issuer = nameAttributes(fields.issuer);
	const subject = nameAttributes(fields.subject);
	const profile = profileFacts(fields.extensions);
	const issuerName = attributeText(issuer, Oid.commonName, MAX_TITLE_CODE_POINTS) ?? '';
	return {
		der,
		fingerprint: createHash('sha256').update(der).digest('hex'),
		serialNumber: serialHex(fields.serialNumber),
		title: attributeText(subject, Oid.commonName, MAX_TITLE_CODE_POINTS) ?? '',
		holderNumber: attributeText(subject, Oid.serialNumber, MAX_NUMBER_CODE_POINTS),
		issuer: issuerName,
		notBefore: fields.notBefore,
		notAfter: fields.notAfter,
		key: publicKeyFacts(fields.publicKey),
		isSeal: isSealProfile(profile),
		use: sealUse(profile),
		isSandbox: isSandboxIssuer(issuerName),
	};
}

/** `publicKey`: DER of the SubjectPublicKeyInfo. @throws DerError */
function publicKeyFacts(publicKey: Uint8Array): PublicKeyFacts {
	const key = readPublicKey(publicKey);
	const details = key?.asymmetricKeyDetails;
	switch (key?.asymmetricKeyType) {
		case 'rsa':
		case 'rsa-pss':
			return { type: key.asymmetricKeyType, bits: details?.modulusLength ?? 0 };
		case 'ec':
			return { type: 'ec', curve: details?.namedCurve ?? 'explicit' };
		case undefined: {
			const { algorithm } = decodeAlgorithm(
				derCursor(derCursor(publicKey).expect(Tag.sequence)).expect(Tag.sequence),
			);
			return { type: 'other', algorithm };
		}
		default:
			return { type: 'other', algorithm: key?.asymmetricKeyType ?? '' };
	}
}

/** The first value of a type; a repeated type does not replace it. */
function attributeText(
	attributes: readonly NameAttribute[],
	type: string,
	maxCodePoints: number,
): string | undefined {
	const found = attributes.find((attribute) => attribute.type === type);
	return found === undefined ? undefined : cleanText(nameValue(found.value), maxCodePoints);
}

/** What the profile is judged by. @throws DerError */
export function profileFacts(extensions: ReadonlyMap<string, Extension>): ProfileFacts {
	const policies = elementsOf(extensionSequence(extensions, Oid.certificatePolicies), Tag.sequence);
	return {
		isAuthority: basicConstraints(extensions).isAuthority,
		policies: new Set(
			policies.map((policy) => decodeObjectIdentifier(derCursor(policy).expect(Tag.objectIdentifier))),
		),
		purposes: keyPurposes(extensions),
		keyUsage: keyUsageBits(extensions) ?? new Set(),
	};
}
