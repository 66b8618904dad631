import { cleanText } from '#text';
import { decodeObjectIdentifier, decodeText, derCursor, elementsOf, Tag } from './der.ts';
import { GeneralNameTag, generalNames } from './general-names.ts';
import { checkHolderNumber, type HolderNumberKind } from './holder-number.ts';
import { attributeName, Oid } from './object-identifiers.ts';
import { profileFacts } from './read-seal-certificate.ts';
import type { SealCertificate } from './seal-certificate.ts';
import { isSealProfile } from './seal-profile.ts';
import { signatureName } from './signature.ts';
import {
	type Extension,
	extensionSequence,
	nameAttributes,
	nameValue,
	parseX509,
	serialDecimal,
} from './x509-fields.ts';

/**
 * What a certificate is for. `e-signature`: a person's qualified one. `e-seal`: a qualified one of an organisation,
 * which is another product than the fiscal seal. `tls`: a server's. `authority`: issues others.
 */
export type CertificateKind = 'seal' | 'e-signature' | 'e-seal' | 'tls' | 'authority' | 'other';

/** The subject's number. `remark`: why it cannot be right; a remark only, since real test certificates have such numbers. */
export interface HolderNumber {
	readonly kind: HolderNumberKind | undefined;
	readonly number: string;
	readonly remark: 'check-digit' | 'length' | 'not-digits' | undefined;
}

export interface NamePart {
	/** `CN`, `O`, …, or an object identifier. */
	readonly name: string;
	readonly value: string;
}

/** Everything else that a certificate says. Texts are cleaned; nothing is verified. */
export interface CertificateDetails {
	readonly kind: CertificateKind;
	/** N of the issuer's "Sürüm N"; of an authority its own. Undefined where the name has none. */
	readonly generation: number | undefined;
	readonly holderNumber: HolderNumber | undefined;
	/** In the order of the certificate. */
	readonly subject: readonly NamePart[];
	readonly issuer: readonly NamePart[];
	readonly serialDecimal: string;
	readonly signatureAlgorithm: string;
	/** Names of RFC 5280 4.2.1.3. */
	readonly keyUsage: readonly string[];
	/** Object identifiers. */
	readonly purposes: readonly string[];
	readonly policies: readonly string[];
	readonly policyAddress: string | undefined;
	readonly policyNotice: string | undefined;
	/** Lower-case hexadecimal. */
	readonly subjectKeyId: string | undefined;
	readonly authorityKeyId: string | undefined;
	readonly addresses: SourceAddresses;
}

/** Where a certificate says that more is to be had; as it stands there, cleaned, not checked. */
export interface SourceAddresses {
	readonly ocsp: readonly string[];
	readonly crl: readonly string[];
	readonly issuer: readonly string[];
}

const KEY_USAGE_NAMES = [
	'digitalSignature',
	'nonRepudiation',
	'keyEncipherment',
	'dataEncipherment',
	'keyAgreement',
	'keyCertSign',
	'cRLSign',
	'encipherOnly',
	'decipherOnly',
] as const;

/** Qualified certificates: ETSI EN 319 412-5, and the statement of the Turkish authority (BTK). */
const QUALIFIED_STATEMENTS = ['0.4.0.1862.1.1', '2.16.792.1.61.0.1.5070.1.1'];
/** Policy of the qualified certificates that Kamu SM issues to persons. */
const KAMU_SM_QUALIFIED_POLICY = '2.16.792.1.2.1.1.5.7.1.1';
const QC_TYPES = '0.4.0.1862.1.6';
const QC_TYPE_SEAL = '0.4.0.1862.1.6.2';

const MAX_TEXT_CODE_POINTS = 500;
const MAX_ADDRESS_CODE_POINTS = 1_000;
/** Of one kind; real certificates have one. */
const MAX_ADDRESSES = 8;
const MAX_NAME_PARTS = 32;

/** Reads the rest of a certificate that was read already. Parts that make no sense are left out. */
export function certificateDetails(certificate: SealCertificate): CertificateDetails {
	const fields = parseX509(certificate.der);
	const { extensions } = fields;
	const profile = profileFacts(extensions);
	const subject = nameParts(fields.subject);
	const issuer = nameParts(fields.issuer);
	const kind = kindOf(extensions);
	const keyUsage = KEY_USAGE_NAMES.filter((_, bit) => profile.keyUsage.has(bit));
	const ofIssuer = kind === 'authority' ? certificate.title : certificate.issuer;
	return {
		kind,
		generation: generationOf(ofIssuer),
		holderNumber: certificate.holderNumber === undefined ? undefined : holderNumber(certificate.holderNumber),
		subject,
		issuer,
		serialDecimal: serialDecimal(certificate.serialNumber),
		signatureAlgorithm: signatureName(fields.signatureAlgorithm),
		keyUsage,
		purposes: [...profile.purposes],
		policies: [...profile.policies],
		...policyTexts(extensions),
		subjectKeyId: leniently(() => subjectKeyId(extensions)),
		authorityKeyId: leniently(() => authorityKeyId(extensions)),
		addresses: sourceAddresses(extensions),
	};
}

export function sourceAddresses(extensions: ReadonlyMap<string, Extension>): SourceAddresses {
	return {
		ocsp: leniently(() => accessAddresses(extensions, Oid.ocsp)) ?? [],
		crl: leniently(() => pointAddresses(extensions, Oid.crlDistributionPoints)) ?? [],
		issuer: leniently(() => accessAddresses(extensions, Oid.caIssuers)) ?? [],
	};
}

/** Lower-case hexadecimal. @throws DerError */
export function subjectKeyId(extensions: ReadonlyMap<string, Extension>): string | undefined {
	const extension = extensions.get(Oid.subjectKeyIdentifier);
	return extension && hex(derCursor(extension.value).expect(Tag.octetString));
}

/** Lower-case hexadecimal. @throws DerError */
export function authorityKeyId(extensions: ReadonlyMap<string, Extension>): string | undefined {
	const cursor = derCursor(extensionSequence(extensions, Oid.authorityKeyIdentifier));
	// [0] IMPLICIT, primitive: the key identifier.
	return cursor.peek() === 0x80 ? hex(cursor.next().content) : undefined;
}

function hex(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('hex');
}

function kindOf(extensions: ReadonlyMap<string, Extension>): CertificateKind {
	const profile = profileFacts(extensions);
	if (profile.isAuthority) {
		return 'authority';
	}
	if (isSealProfile(profile)) {
		return 'seal';
	}
	const statements = leniently(() => qualifiedStatements(extensions)) ?? [];
	if (statements.includes(QC_TYPE_SEAL)) {
		return 'e-seal';
	}
	if (profile.purposes.has(Oid.serverAuthentication)) {
		return 'tls';
	}
	const isQualified =
		profile.policies.has(KAMU_SM_QUALIFIED_POLICY) ||
		statements.some((statement) => QUALIFIED_STATEMENTS.includes(statement));
	return isQualified ? 'e-signature' : 'other';
}

/** Statements, and the types that the statement of types lists. @throws DerError */
function qualifiedStatements(extensions: ReadonlyMap<string, Extension>): readonly string[] {
	return elementsOf(extensionSequence(extensions, Oid.qcStatements), Tag.sequence).flatMap((statement) => {
		const cursor = derCursor(statement);
		const type = decodeObjectIdentifier(cursor.expect(Tag.objectIdentifier));
		if (type !== QC_TYPES || cursor.isAtEnd) {
			return [type];
		}
		return elementsOf(cursor.expect(Tag.sequence), Tag.objectIdentifier).map(decodeObjectIdentifier);
	});
}

function generationOf(name: string): number | undefined {
	const [, digits] = /Sürüm (\d{1,3})$/u.exec(name) ?? [];
	return digits === undefined ? undefined : Number(digits);
}

function holderNumber(text: string): HolderNumber {
	const check = checkHolderNumber(text);
	if (check.ok) {
		return { kind: check.kind, number: check.number, remark: undefined };
	}
	return {
		kind: check.code === 'check-digit' ? check.kind : undefined,
		number: text,
		remark: check.code === 'empty' ? 'length' : check.code,
	};
}

function nameParts(name: Uint8Array): readonly NamePart[] {
	return nameAttributes(name)
		.slice(0, MAX_NAME_PARTS)
		.map(({ type, value }) => ({
			name: attributeName(type),
			value: cleanText(nameValue(value), MAX_TEXT_CODE_POINTS),
		}));
}

function policyTexts(
	extensions: ReadonlyMap<string, Extension>,
): Pick<CertificateDetails, 'policyAddress' | 'policyNotice'> {
	let policyAddress: string | undefined;
	let policyNotice: string | undefined;
	for (const policy of elementsOf(extensionSequence(extensions, Oid.certificatePolicies), Tag.sequence)) {
		for (const [type, value] of leniently(() => policyQualifiers(policy)) ?? []) {
			policyAddress ??= type === Oid.cpsQualifier ? leniently(() => anyText(value)) : undefined;
			policyNotice ??= type === Oid.userNoticeQualifier ? leniently(() => noticeText(value)) : undefined;
		}
	}
	return { policyAddress, policyNotice };
}

/** Types and whole values of a policy's qualifiers. @throws DerError */
function policyQualifiers(policy: Uint8Array): readonly (readonly [type: string, value: Uint8Array])[] {
	const cursor = derCursor(policy);
	cursor.expect(Tag.objectIdentifier);
	const qualifiers = cursor.isAtEnd ? [] : elementsOf(cursor.expect(Tag.sequence), Tag.sequence);
	return qualifiers.map((qualifier) => {
		const inside = derCursor(qualifier);
		return [decodeObjectIdentifier(inside.expect(Tag.objectIdentifier)), inside.next().whole];
	});
}

/** @throws DerError */
function anyText(value: Uint8Array): string {
	return cleanText(decodeText(derCursor(value).next()), MAX_TEXT_CODE_POINTS);
}

/** A notice may begin with a reference before its text, which is BMPString in seals of Sürüm 1 and 2. @throws DerError */
function noticeText(value: Uint8Array): string | undefined {
	const notice = derCursor(derCursor(value).expect(Tag.sequence));
	while (!notice.isAtEnd) {
		const element = notice.next();
		if (element.tag !== Tag.sequence) {
			return cleanText(decodeText(element), MAX_TEXT_CODE_POINTS);
		}
	}
	return undefined;
}

/** @throws DerError */
function accessAddresses(extensions: ReadonlyMap<string, Extension>, method: string): readonly string[] {
	const descriptions = elementsOf(
		extensionSequence(extensions, Oid.authorityInformationAccess),
		Tag.sequence,
	);
	return descriptions
		.flatMap((description) => {
			const cursor = derCursor(description);
			const type = decodeObjectIdentifier(cursor.expect(Tag.objectIdentifier));
			const location = cursor.next();
			return type === method && location.tag === GeneralNameTag.uniformResourceIdentifier
				? [address(location.content)]
				: [];
		})
		.slice(0, MAX_ADDRESSES);
}

/**
 * Addresses among the full names of all distribution points.
 *
 * @param type crlDistributionPoints, or freshestCRL, where the changes since a list are
 * @throws DerError
 */
export function pointAddresses(extensions: ReadonlyMap<string, Extension>, type: string): readonly string[] {
	const points = elementsOf(extensionSequence(extensions, type), Tag.sequence);
	return points
		.flatMap((point) => {
			const cursor = derCursor(point);
			const name = cursor.isAtEnd ? undefined : cursor.next();
			const fullName = name?.tag === Tag.context0 ? derCursor(name.content).next() : undefined;
			if (fullName?.tag !== Tag.context0) {
				return [];
			}
			return generalNames(fullName.content).flatMap(({ tag, value }) =>
				tag === GeneralNameTag.uniformResourceIdentifier ? [address(value)] : [],
			);
		})
		.slice(0, MAX_ADDRESSES);
}

function address(content: Uint8Array): string {
	return cleanText(Buffer.from(content).toString('latin1'), MAX_ADDRESS_CODE_POINTS);
}

/** A part that is broken does not hide the others. */
function leniently<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}
