/** Object identifiers that more than one file speaks of, by the names of their standards. */
export const Oid = {
	commonName: '2.5.4.3',
	serialNumber: '2.5.4.5',
	subjectKeyIdentifier: '2.5.29.14',
	keyUsage: '2.5.29.15',
	subjectAltName: '2.5.29.17',
	issuerAltName: '2.5.29.18',
	basicConstraints: '2.5.29.19',
	crlNumber: '2.5.29.20',
	crlReason: '2.5.29.21',
	deltaCrlIndicator: '2.5.29.27',
	issuingDistributionPoint: '2.5.29.28',
	certificateIssuer: '2.5.29.29',
	nameConstraints: '2.5.29.30',
	crlDistributionPoints: '2.5.29.31',
	certificatePolicies: '2.5.29.32',
	anyPolicy: '2.5.29.32.0',
	policyMappings: '2.5.29.33',
	authorityKeyIdentifier: '2.5.29.35',
	policyConstraints: '2.5.29.36',
	extendedKeyUsage: '2.5.29.37',
	freshestCrl: '2.5.29.46',
	inhibitAnyPolicy: '2.5.29.54',
	authorityInformationAccess: '1.3.6.1.5.5.7.1.1',
	emailAddress: '1.2.840.113549.1.9.1',
	qcStatements: '1.3.6.1.5.5.7.1.3',
	cpsQualifier: '1.3.6.1.5.5.7.2.1',
	userNoticeQualifier: '1.3.6.1.5.5.7.2.2',
	serverAuthentication: '1.3.6.1.5.5.7.3.1',
	ocspSigning: '1.3.6.1.5.5.7.3.9',
	ocsp: '1.3.6.1.5.5.7.48.1',
	ocspBasic: '1.3.6.1.5.5.7.48.1.1',
	ocspNonce: '1.3.6.1.5.5.7.48.1.2',
	ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
	caIssuers: '1.3.6.1.5.5.7.48.2',
	sha1: '1.3.14.3.2.26',
	sha256: '2.16.840.1.101.3.4.2.1',
} as const;

/** Attribute types of names, by the abbreviations that people know (RFC 4514, X.520). */
const ATTRIBUTE_NAMES: ReadonlyMap<string, string> = new Map([
	[Oid.commonName, 'CN'],
	['2.5.4.4', 'SN'],
	[Oid.serialNumber, 'serialNumber'],
	['2.5.4.6', 'C'],
	['2.5.4.7', 'L'],
	['2.5.4.8', 'ST'],
	['2.5.4.9', 'street'],
	['2.5.4.10', 'O'],
	['2.5.4.11', 'OU'],
	['2.5.4.12', 'title'],
	['2.5.4.42', 'GN'],
	['2.5.4.97', 'organizationIdentifier'],
	[Oid.emailAddress, 'E'],
	['0.9.2342.19200300.100.1.25', 'DC'],
]);

/** The abbreviation, or the object identifier itself where there is none. */
export function attributeName(type: string): string {
	return ATTRIBUTE_NAMES.get(type) ?? type;
}
