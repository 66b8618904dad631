import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { certificateDetails, keyName, readSealCertificate, type SealCertificate } from '#certificate';
import { verifySignature } from '../../../src/certificate/signature.ts';
import { parseX509 } from '../../../src/certificate/x509-fields.ts';
import {
	buildCertificate,
	der,
	generalizedTime,
	OID,
	oid,
	printable,
	utcTime,
	utf8,
} from './build-certificate.ts';

// Certificates that no seal's issuer makes, and that `openssl x509` reads: so they are read here.

interface Witness {
	/** As `-serial` prints it. */
	readonly serial: string;
	readonly subject: string;
	readonly starts: number;
	readonly ends: number;
	/** All of `-text`. */
	readonly text: string;
}

function opensslSays(certificate: Uint8Array): Witness {
	const ask = (...words: readonly string[]): string =>
		execFileSync('openssl', ['x509', '-inform', 'DER', '-noout', ...words], {
			input: certificate,
			encoding: 'utf8',
		});
	const facts = ask('-serial', '-subject', '-nameopt', 'utf8,sep_comma_plus', '-startdate', '-enddate');
	const fact = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(facts)?.[1] ?? '';
	return {
		serial: fact('serial'),
		subject: fact('subject'),
		starts: Date.parse(fact('notBefore')),
		ends: Date.parse(fact('notAfter')),
		text: ask('-text'),
	};
}

function read(bytes: Uint8Array): SealCertificate {
	const result = readSealCertificate(bytes);
	if (!result.ok) {
		throw new Error(result.code);
	}
	return result.certificate;
}

describe('serial numbers', () => {
	test.each([
		['80', '-80'],
		['A1B2', '-5E4E'],
		['FF', '-01'],
		['FF00', '-0100'],
		['FF7F', '-81'],
		['00', '00'],
		['7F', '7F'],
		['0080', '80'],
	])('of the octets %s are %s, as OpenSSL says', (octets, expected) => {
		const bytes = buildCertificate({ serial: Buffer.from(octets, 'hex') });
		expect(opensslSays(bytes).serial).toBe(expected);
		const certificate = read(bytes);
		expect(certificate.serialNumber).toBe(expected);
		const decimal = BigInt(`0x${expected.replace('-', '')}`) * (expected.startsWith('-') ? -1n : 1n);
		expect(certificateDetails(certificate).serialDecimal).toBe(decimal.toString());
	});
});

describe('keys', () => {
	const spki = (pair: {
		readonly publicKey: { export(options: { format: 'der'; type: 'spki' }): Buffer };
	}): Buffer => pair.publicKey.export({ format: 'der', type: 'spki' });
	const nobodysKey = der(0x30, der(0x30, oid('1.3.6.1.4.1.99999.1')), der(0x03, Uint8Array.of(0, 1, 2, 3)));

	test.each([
		[
			'RSA-PSS',
			() => spki(generateKeyPairSync('rsa-pss', { modulusLength: 2048 })),
			'RSA-PSS 2048',
			'rsassaPss',
		],
		['Ed25519', () => spki(generateKeyPairSync('ed25519')), 'ed25519', 'ED25519'],
		[
			'an algorithm that OpenSSL does not know',
			() => nobodysKey,
			'1.3.6.1.4.1.99999.1',
			'1.3.6.1.4.1.99999.1',
		],
	])('of %s are named', (_, publicKey, expected, opensslName) => {
		const bytes = buildCertificate({ publicKey: publicKey() });
		expect(opensslSays(bytes).text).toContain(`Public Key Algorithm: ${opensslName}`);
		expect(keyName(read(bytes).key)).toBe(expected);
	});
});

describe('names', () => {
	test.each([
		['NumericString', der(0x12, Buffer.from('4540536920')), '4540536920'],
		['T61String', der(0x14, Buffer.from('4540536920')), '4540536920'],
	])('of %s are read', (_, value, expected) => {
		const bytes = buildCertificate({
			subject: [
				[OID.serialNumber, value],
				[OID.commonName, utf8('Bakkal')],
			],
		});
		expect(opensslSays(bytes).subject).toContain(expected);
		expect(read(bytes).holderNumber).toBe(expected);
		expect(certificateDetails(read(bytes)).subject[0]).toEqual({ name: 'serialNumber', value: expected });
	});

	test('of a value that is no text are shown as RFC 4514 has it', () => {
		const bytes = buildCertificate({ subject: [[OID.commonName, der(0x03, Uint8Array.of(0, 1))]] });
		expect(opensslSays(bytes).subject).not.toBe('');
		expect(read(bytes).title).toBe('#03020001');
	});

	test('without any attribute leave the title empty', () => {
		const bytes = buildCertificate({ subject: [], issuer: [] });
		expect(opensslSays(bytes).subject).toBe('');
		expect(read(bytes)).toMatchObject({ title: '', issuer: '', holderNumber: undefined });
	});
});

describe('times', () => {
	test.each([
		['UTCTime without seconds', utcTime('2805140817Z')],
		['UTCTime in a time zone', utcTime('2805140817+0300')],
		['UTCTime with seconds in a time zone', utcTime('280514081759-0330')],
		['GeneralizedTime with a fraction', generalizedTime('20510228235959.5Z')],
		['GeneralizedTime without seconds', generalizedTime('205102282359Z')],
	])('of %s are read', (_, notAfter) => {
		const bytes = buildCertificate({ notAfter });
		// OpenSSL prints the fraction, which is no help to anybody.
		expect(read(bytes).notAfter).toBe(Math.floor(opensslSays(bytes).ends / 1000) * 1000);
	});
});

describe('a signature', () => {
	test('whose BIT STRING has unused bits is bad, and the certificate is read', async () => {
		const bytes = buildCertificate({ unusedBits: 3 });
		expect(opensslSays(bytes).text).toContain('Signature Algorithm: ecdsa-with-SHA384');
		expect(read(bytes).title).toBe('Iğdır Ödünç Şti.');
		const fields = parseX509(bytes);
		expect(await verifySignature(fields, fields.publicKey)).toBe('bad');
		const sound = parseX509(buildCertificate());
		expect(await verifySignature(sound, sound.publicKey)).toBe('good');
	});
});

test('a subject in PrintableString and UTF-8 is read as OpenSSL reads it', () => {
	const bytes = buildCertificate({
		subject: [
			[OID.serialNumber, printable('4540536920')],
			[OID.commonName, utf8('Şeker Çiçeği')],
		],
	});
	expect(opensslSays(bytes).subject).toContain('Şeker Çiçeği');
	expect(read(bytes).title).toBe('Şeker Çiçeği');
});
