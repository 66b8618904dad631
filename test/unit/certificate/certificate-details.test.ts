import { describe, expect, it } from 'vitest';
import { type CertificateDetails, certificateDetails, readSealCertificate } from '#certificate';
import {
	bmp,
	buildCertificate,
	type CertificateWishes,
	DIGITAL_SIGNATURE,
	der,
	ENCRYPTION_EXTENSIONS,
	extension,
	OID,
	oid,
	policies,
	printable,
	purposes,
	utf8,
} from './build-certificate.ts';

function detailsOf(wishes: CertificateWishes = {}): CertificateDetails {
	const read = readSealCertificate(buildCertificate(wishes));
	if (!read.ok) {
		throw new Error(read.code);
	}
	return certificateDetails(read.certificate);
}

const uri = (address: string): Uint8Array => der(0x86, Buffer.from(address));
const access = (...entries: readonly (readonly [method: string, address: string])[]): Uint8Array =>
	extension(
		'1.3.6.1.5.5.7.1.1',
		der(0x30, ...entries.map(([method, address]) => der(0x30, oid(method), uri(address)))),
	);
const point = (...parts: readonly Uint8Array[]): Uint8Array => der(0x30, ...parts);
const fullName = (...addresses: readonly string[]): Uint8Array => der(0xa0, der(0xa0, ...addresses.map(uri)));
const statements = (...types: readonly Uint8Array[]): Uint8Array =>
	extension('1.3.6.1.5.5.7.1.3', der(0x30, ...types));
const policyWithNotice = (notice: Uint8Array): Uint8Array =>
	extension(
		OID.policies,
		der(
			0x30,
			der(
				0x30,
				oid(OID.sealPolicy),
				der(
					0x30,
					der(0x30, oid('1.3.6.1.5.5.7.2.1'), der(0x16, Buffer.from('http://depo.example/ilke'))),
					der(0x30, oid('1.3.6.1.5.5.7.2.2'), der(0x30, notice)),
				),
			),
		),
	);

describe('what a certificate is', () => {
	it.each<[string, readonly Uint8Array[], CertificateDetails['kind']]>([
		['a seal that signs', [DIGITAL_SIGNATURE, policies(OID.sealPolicy)], 'seal'],
		['a seal that encrypts', ENCRYPTION_EXTENSIONS, 'seal'],
		[
			'an e-signature by the Turkish statement',
			[statements(der(0x30, oid('2.16.792.1.61.0.1.5070.1.1')))],
			'e-signature',
		],
		[
			'an e-signature by the European statement',
			[statements(der(0x30, oid('0.4.0.1862.1.1')))],
			'e-signature',
		],
		['an e-signature by the policy of Kamu SM', [policies('2.16.792.1.2.1.1.5.7.1.1')], 'e-signature'],
		[
			'an e-seal',
			[
				statements(
					der(0x30, oid('0.4.0.1862.1.1')),
					der(0x30, oid('0.4.0.1862.1.6'), der(0x30, oid('0.4.0.1862.1.6.2'))),
				),
			],
			'e-seal',
		],
		['a server', [purposes('1.3.6.1.5.5.7.3.1')], 'tls'],
		[
			'an authority',
			[extension(OID.basicConstraints, der(0x30, der(0x01, Uint8Array.of(0xff))))],
			'authority',
		],
		['anything else', [], 'other'],
		['anything else with broken statements', [extension('1.3.6.1.5.5.7.1.3', Uint8Array.of(1, 2))], 'other'],
	])('%s', (_name, extensions, kind) => {
		expect(detailsOf({ extensions }).kind).toBe(kind);
	});

	it('is of the generation that its issuer names', () => {
		expect(detailsOf().generation).toBe(3);
		expect(detailsOf({ issuer: [[OID.commonName, utf8('Sürüm 3 değil')]] }).generation).toBeUndefined();
	});
});

describe("the holder's number", () => {
	it.each([
		['4540536920', { kind: 'vkn', number: '4540536920', remark: undefined }],
		['10000000146', { kind: 'tckn', number: '10000000146', remark: undefined }],
		['1234567801', { kind: 'vkn', number: '1234567801', remark: 'check-digit' }],
		['123', { kind: undefined, number: '123', remark: 'length' }],
		['TR-123', { kind: undefined, number: 'TR-123', remark: 'not-digits' }],
	])('%s is told with its remark', (number, expected) => {
		expect(detailsOf({ subject: [[OID.serialNumber, printable(number)]] }).holderNumber).toEqual(expected);
	});

	it('may be missing', () => {
		expect(detailsOf({ subject: [[OID.commonName, utf8('Adsız')]] }).holderNumber).toBeUndefined();
	});
});

describe('the rest', () => {
	it('tells names in their order, types by their short names, and a serial number of 20 bytes in decimal', () => {
		const details = detailsOf({
			subject: [
				['2.5.4.6', printable('TR')],
				['1.2.3.4', utf8('bilinmeyen')],
				[OID.commonName, utf8('Şti.')],
			],
			serial: Uint8Array.from([0x00, ...new Uint8Array(19).fill(0xff)]),
		});
		expect(details.subject).toEqual([
			{ name: 'C', value: 'TR' },
			{ name: '1.2.3.4', value: 'bilinmeyen' },
			{ name: 'CN', value: 'Şti.' },
		]);
		expect(details.serialDecimal).toBe((2n ** 152n - 1n).toString());
	});

	it.each([
		['UTF-8', utf8('Esasları okuyunuz.')],
		['BMP', bmp('Esasları okuyunuz.')],
	])('tells the policy notice in %s', (_name, text) => {
		expect(detailsOf({ extensions: [policyWithNotice(text)] })).toMatchObject({
			policyAddress: 'http://depo.example/ilke',
			policyNotice: 'Esasları okuyunuz.',
		});
	});

	it('tells addresses by what they are for', () => {
		const { addresses } = detailsOf({
			extensions: [
				access(
					['1.3.6.1.5.5.7.48.1', 'http://ocsp.example'],
					['1.3.6.1.5.5.7.48.2', 'http://depo.example/a.crt'],
				),
				extension('2.5.29.31', der(0x30, point(fullName('http://depo.example/a.crl', 'ldap://depo')))),
			],
		});
		expect(addresses).toEqual({
			ocsp: ['http://ocsp.example'],
			issuer: ['http://depo.example/a.crt'],
			crl: ['http://depo.example/a.crl', 'ldap://depo'],
		});
	});

	it('names lists that hold some reasons only too, and leaves out what is broken', () => {
		const someReasons = point(fullName('http://depo.example/a.crl'), der(0x81, Uint8Array.of(1, 0x40)));
		const details = detailsOf({
			extensions: [
				extension('2.5.29.31', der(0x30, someReasons)),
				extension('1.3.6.1.5.5.7.1.1', Uint8Array.of(0xff)),
			],
		});
		expect(details.addresses).toEqual({ ocsp: [], crl: ['http://depo.example/a.crl'], issuer: [] });
	});

	it('has no more addresses than anybody needs, each cleaned', () => {
		const many = Array.from({ length: 50 }, (_, index) => `http://a${index}.example/\u001b[2J`);
		const { addresses } = detailsOf({
			extensions: [extension('2.5.29.31', der(0x30, ...many.map((address) => point(fullName(address)))))],
		});
		expect(addresses.crl).toHaveLength(8);
		expect(addresses.crl[0]).toBe('http://a0.example/\u{FFFD}[2J');
	});
});
