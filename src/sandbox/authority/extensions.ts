import { SEAL_POLICY, type SealUse } from '#certificate';
import type { Asn1, DerWriter } from './der.ts';
import {
	CRL_ADDRESS,
	CRL_SIGN,
	DIGITAL_SIGNATURE,
	ISSUER_ADDRESS,
	KEY_CERT_SIGN,
	NON_REPUDIATION,
	OCSP_ADDRESS,
	POLICY_ADDRESS,
	POLICY_NOTICE,
	sealProfile,
} from './profile.ts';

const OID_SUBJECT_KEY_ID = '2.5.29.14';
const OID_KEY_USAGE = '2.5.29.15';
const OID_BASIC_CONSTRAINTS = '2.5.29.19';
const OID_CRL_DISTRIBUTION = '2.5.29.31';
const OID_POLICIES = '2.5.29.32';
const OID_AUTHORITY_KEY_ID = '2.5.29.35';
const OID_EXTENDED_KEY_USAGE = '2.5.29.37';
const OID_AUTHORITY_INFORMATION = '1.3.6.1.5.5.7.1.1';
const OID_CPS = '1.3.6.1.5.5.7.2.1';
const OID_USER_NOTICE = '1.3.6.1.5.5.7.2.2';
const OID_CA_ISSUERS = '1.3.6.1.5.5.7.48.2';
const OID_OCSP = '1.3.6.1.5.5.7.48.1';

/** Of a certificate that issues others; the root has no issuer above it to name. */
export function authorityExtensions(
	der: DerWriter,
	subjectKeyId: Uint8Array,
	issuerKeyId: Uint8Array | undefined,
): readonly Asn1[] {
	return [
		...(issuerKeyId === undefined ? [] : [authorityKeyId(der, issuerKeyId)]),
		extension(der, OID_SUBJECT_KEY_ID, der.octets(subjectKeyId)),
		critical(der, OID_KEY_USAGE, der.flags(KEY_CERT_SIGN, CRL_SIGN)),
		critical(der, OID_BASIC_CONSTRAINTS, der.sequence(der.boolean(true))),
	];
}

/** Of a person's signature certificate: for signatures that bind, and without a seal's policy. */
export function signatoryExtensions(
	der: DerWriter,
	subjectKeyId: Uint8Array,
	issuerKeyId: Uint8Array,
): readonly Asn1[] {
	return [
		authorityKeyId(der, issuerKeyId),
		extension(der, OID_SUBJECT_KEY_ID, der.octets(subjectKeyId)),
		critical(der, OID_KEY_USAGE, der.flags(DIGITAL_SIGNATURE, NON_REPUDIATION)),
		critical(der, OID_BASIC_CONSTRAINTS, der.sequence()),
	];
}

/** Of a seal's certificate, in the order of the real ones. */
export function sealExtensions(
	der: DerWriter,
	use: SealUse,
	subjectKeyId: Uint8Array,
	issuerKeyId: Uint8Array,
): readonly Asn1[] {
	const { keyUsage, extendedKeyUsage } = sealProfile(use);
	return [
		authorityKeyId(der, issuerKeyId),
		extension(der, OID_SUBJECT_KEY_ID, der.octets(subjectKeyId)),
		critical(der, OID_KEY_USAGE, der.flags(...keyUsage)),
		extension(der, OID_POLICIES, policies(der)),
		// CA:FALSE is the default, and a default is not written in DER.
		critical(der, OID_BASIC_CONSTRAINTS, der.sequence()),
		extension(der, OID_EXTENDED_KEY_USAGE, der.sequence(der.oid(extendedKeyUsage))),
		extension(
			der,
			OID_CRL_DISTRIBUTION,
			der.sequence(der.sequence(der.tagged(0, der.tagged(0, address(der, CRL_ADDRESS))))),
		),
		extension(
			der,
			OID_AUTHORITY_INFORMATION,
			der.sequence(
				der.sequence(der.oid(OID_CA_ISSUERS), address(der, ISSUER_ADDRESS)),
				der.sequence(der.oid(OID_OCSP), address(der, OCSP_ADDRESS)),
			),
		),
	];
}

function policies(der: DerWriter): Asn1 {
	return der.sequence(
		der.sequence(
			der.oid(SEAL_POLICY),
			der.sequence(
				der.sequence(der.oid(OID_CPS), der.ia5(POLICY_ADDRESS)),
				der.sequence(der.oid(OID_USER_NOTICE), der.sequence(der.utf8(POLICY_NOTICE))),
			),
		),
	);
}

function authorityKeyId(der: DerWriter, keyId: Uint8Array): Asn1 {
	return extension(der, OID_AUTHORITY_KEY_ID, der.sequence(der.taggedBytes(0, keyId)));
}

/** GeneralName of a URI. */
function address(der: DerWriter, url: string): Asn1 {
	return der.taggedBytes(6, new TextEncoder().encode(url));
}

function extension(der: DerWriter, oid: string, value: Asn1): Asn1 {
	return der.sequence(der.oid(oid), der.octets(der.encode(value)));
}

function critical(der: DerWriter, oid: string, value: Asn1): Asn1 {
	return der.sequence(der.oid(oid), der.boolean(true), der.octets(der.encode(value)));
}
