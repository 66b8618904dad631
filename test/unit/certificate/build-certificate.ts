import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** What a test wants a certificate to say; whatever is left out is that of a right signing certificate. */
export interface CertificateWishes {
	readonly subject?: readonly (readonly [oid: string, value: Uint8Array])[];
	readonly issuer?: readonly (readonly [oid: string, value: Uint8Array])[];
	readonly notBefore?: Uint8Array;
	readonly notAfter?: Uint8Array;
	readonly serial?: Uint8Array;
	readonly extensions?: readonly Uint8Array[];
	readonly key?: 'ec-p384' | 'rsa-2048' | 'ed25519';
	/** DER of a SubjectPublicKeyInfo in place of the key's own. */
	readonly publicKey?: Uint8Array;
	/** First octet of the signature's BIT STRING. */
	readonly unusedBits?: number;
}

export const OID = {
	commonName: '2.5.4.3',
	serialNumber: '2.5.4.5',
	keyUsage: '2.5.29.15',
	basicConstraints: '2.5.29.19',
	policies: '2.5.29.32',
	purposes: '2.5.29.37',
	sealPolicy: '2.16.792.1.2.1.1.5.7.4.1',
	sealPurpose: '2.16.792.1.2.1.1.5.7.50.1',
	clientAuthentication: '1.3.6.1.5.5.7.3.2',
};

export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
	const content = Buffer.concat(contents);
	const { length } = content;
	const header =
		length < 0x80
			? [tag, length]
			: length < 0x100
				? [tag, 0x81, length]
				: [tag, 0x82, length >> 8, length & 0xff];
	return Buffer.concat([Uint8Array.from(header), content]);
}

export function oid(dotted: string): Uint8Array {
	const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
	const octets = [first * 40 + second, ...others].flatMap((value) => {
		const groups = [value & 0x7f];
		for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
			groups.unshift((rest & 0x7f) | 0x80);
		}
		return groups;
	});
	return der(0x06, Uint8Array.from(octets));
}

export const utf8 = (text: string): Uint8Array => der(0x0c, Buffer.from(text));
export const printable = (text: string): Uint8Array => der(0x13, Buffer.from(text, 'latin1'));
export const bmp = (text: string): Uint8Array => der(0x1e, Buffer.from(text, 'utf16le').swap16());
export const utcTime = (text: string): Uint8Array => der(0x17, Buffer.from(text));
export const generalizedTime = (text: string): Uint8Array => der(0x18, Buffer.from(text));

export function extension(type: string, value: Uint8Array): Uint8Array {
	return der(0x30, oid(type), der(0x04, value));
}

/** `bits`: the two octets of the BIT STRING, unused count first. */
export const keyUsage = (...bits: readonly number[]): Uint8Array =>
	extension(OID.keyUsage, der(0x03, Uint8Array.from(bits)));
export const policies = (...types: readonly string[]): Uint8Array =>
	extension(OID.policies, der(0x30, ...types.map((type) => der(0x30, oid(type)))));
export const purposes = (...types: readonly string[]): Uint8Array =>
	extension(OID.purposes, der(0x30, ...types.map(oid)));

export const DIGITAL_SIGNATURE = keyUsage(7, 0x80);
export const KEY_ENCIPHERMENT_AND_AGREEMENT = keyUsage(3, 0x28);

const SIGNING_EXTENSIONS = [DIGITAL_SIGNATURE, policies(OID.sealPolicy), purposes(OID.sealPurpose)];
export const ENCRYPTION_EXTENSIONS = [
	KEY_ENCIPHERMENT_AND_AGREEMENT,
	policies(OID.sealPolicy),
	purposes(OID.clientAuthentication),
];

const keys = new Map<string, { readonly publicKey: KeyObject; readonly privateKey: KeyObject }>();

function keyPair(kind: NonNullable<CertificateWishes['key']>): ReturnType<typeof generate> {
	const known = keys.get(kind) ?? generate(kind);
	keys.set(kind, known);
	return known;
}

function generate(kind: NonNullable<CertificateWishes['key']>) {
	switch (kind) {
		case 'ec-p384':
			return generateKeyPairSync('ec', { namedCurve: 'P-384' });
		case 'rsa-2048':
			return generateKeyPairSync('rsa', { modulusLength: 2048 });
		case 'ed25519':
			return generateKeyPairSync('ed25519');
	}
}

/** The private key of every certificate that is made with such a key here. */
export function privateKeyOf(kind: NonNullable<CertificateWishes['key']>): KeyObject {
	return keyPair(kind).privateKey;
}

/** An X.509 certificate in DER, made for one test, self-signed. */
export function buildCertificate(wishes: CertificateWishes = {}): Uint8Array {
	const { publicKey, privateKey } = keyPair(wishes.key ?? 'ec-p384');
	const algorithm = der(0x30, oid('1.2.840.10045.4.3.3'));
	const tbs = der(
		0x30,
		der(0xa0, der(0x02, Uint8Array.of(2))),
		der(0x02, wishes.serial ?? Uint8Array.of(0x00, 0xf4, 0x83, 0xb6)),
		algorithm,
		name(
			wishes.issuer ?? [
				[OID.commonName, utf8('Mali Mühür Elektronik Sertifika Hizmet Sağlayıcısı - Sürüm 3')],
			],
		),
		der(0x30, wishes.notBefore ?? utcTime('250515081700Z'), wishes.notAfter ?? utcTime('280514081700Z')),
		name(
			wishes.subject ?? [
				[OID.serialNumber, printable('4540536920')],
				[OID.commonName, utf8('Iğdır Ödünç Şti.')],
			],
		),
		wishes.publicKey ?? publicKey.export({ format: 'der', type: 'spki' }),
		der(0xa3, der(0x30, ...(wishes.extensions ?? SIGNING_EXTENSIONS))),
	);
	const signature =
		wishes.key === 'rsa-2048' || wishes.key === 'ed25519'
			? createHash('sha256').update(tbs).digest()
			: sign('sha384', tbs, privateKey);
	return der(0x30, tbs, algorithm, der(0x03, Uint8Array.of(wishes.unusedBits ?? 0), signature));
}

function name(attributes: readonly (readonly [string, Uint8Array])[]): Uint8Array {
	return der(0x30, ...attributes.map(([type, value]) => der(0x31, der(0x30, oid(type), value))));
}
