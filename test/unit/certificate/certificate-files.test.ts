import { describe, expect, it } from 'vitest';
import { pemOf, readCertificateFile } from '#certificate';
import { buildCertificate } from './build-certificate.ts';

const ONE = buildCertificate();
const OTHER = buildCertificate({ serial: Uint8Array.of(0x22, 0x33) });

function serials(bytes: Uint8Array): readonly string[] {
	const file = readCertificateFile(bytes);
	return file.ok
		? file.entries.map((entry) => (entry.ok ? entry.certificate.serialNumber : entry.code))
		: [file.code];
}

describe('a certificate file', () => {
	it('is DER', () => {
		expect(serials(ONE)).toEqual(['F483B6']);
	});

	it('is PEM, as this program writes it too', () => {
		expect(serials(Buffer.from(pemOf(ONE)))).toEqual(['F483B6']);
		expect(pemOf(ONE)).toMatch(
			/^-----BEGIN CERTIFICATE-----\n(?:[\w+/=]{1,64}\n)+-----END CERTIFICATE-----\n$/,
		);
	});

	it('is a bundle with text between its blocks, Windows line ends, and a key that is left alone', () => {
		const bundle = [
			'subject=CN = Şeker',
			pemOf(ONE),
			'-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----',
			pemOf(OTHER),
		].join('\n');
		expect(serials(Buffer.from(bundle.replaceAll('\n', '\r\n')))).toEqual(['F483B6', '2233']);
	});

	it('shows what is right beside what is broken', () => {
		const broken = pemOf(ONE).replace(/^M/m, '?');
		const empty = '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n';
		expect(serials(Buffer.from(`${empty}${broken}${pemOf(OTHER)}`))).toEqual(['malformed', '2233']);
	});

	it.each([
		['nothing', '', 'no-certificate'],
		['text', 'merhaba', 'no-certificate'],
		['a key alone', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', 'no-certificate'],
		['a block without an end', '-----BEGIN CERTIFICATE-----\nMIIB', 'no-certificate'],
		['more than a megabyte', `${'x'.repeat(1_048_577)}`, 'too-large'],
		['a broken DER', '0\u0003abc', 'malformed'],
		['a certificate that says it is longer than any', '0\u0083\u0010\u0000\u0000', 'too-large'],
	])('with %s is refused', (_name, text, code) => {
		expect(serials(Buffer.from(text, 'latin1'))).toEqual([code]);
	});

	it('with more than 64 certificates is refused as a whole', () => {
		expect(serials(Buffer.from(pemOf(ONE).repeat(64)))).toHaveLength(64);
		expect(serials(Buffer.from(pemOf(ONE).repeat(65)))).toEqual(['too-many']);
	});
});
