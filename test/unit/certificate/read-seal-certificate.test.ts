import { createHash, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	MAX_CERTIFICATE_BYTES,
	readSealCertificate,
	SANDBOX_ISSUER_MARK,
	type SealCertificate,
} from '#certificate';
import {
	bmp,
	buildCertificate,
	type CertificateWishes,
	DIGITAL_SIGNATURE,
	der,
	ENCRYPTION_EXTENSIONS,
	extension,
	generalizedTime,
	keyUsage,
	OID,
	policies,
	printable,
	purposes,
	utcTime,
	utf8,
} from './build-certificate.ts';

function read(bytes: Uint8Array): SealCertificate {
	const result = readSealCertificate(bytes);
	if (!result.ok) {
		throw new Error(result.code);
	}
	return result.certificate;
}

const readBuilt = (wishes: CertificateWishes): SealCertificate => read(buildCertificate(wishes));

describe('a right certificate', () => {
	test('tells holder, number, issuer, dates, serial number and key of an EC seal', () => {
		const bytes = buildCertificate();
		expect(read(bytes)).toEqual({
			der: Uint8Array.from(bytes),
			fingerprint: createHash('sha256').update(bytes).digest('hex'),
			serialNumber: 'F483B6',
			title: 'Iğdır Ödünç Şti.',
			holderNumber: '4540536920',
			issuer: 'Mali Mühür Elektronik Sertifika Hizmet Sağlayıcısı - Sürüm 3',
			notBefore: Date.UTC(2025, 4, 15, 8, 17),
			notAfter: Date.UTC(2028, 4, 14, 8, 17),
			key: { type: 'ec', curve: 'secp384r1' },
			isSeal: true,
			use: 'SIGN0',
			isSandbox: false,
		});
	});

	test('tells the bits of an RSA key', () => {
		expect(readBuilt({ key: 'rsa-2048' }).key).toEqual({ type: 'rsa', bits: 2048 });
	});

	test('agrees with Node on dates, serial number and fingerprint', () => {
		const bytes = buildCertificate({ notAfter: generalizedTime('20510228235959Z') });
		const known = new X509Certificate(bytes);
		const { notBefore, notAfter, serialNumber, fingerprint } = read(bytes);
		expect({ notBefore, notAfter, serialNumber, fingerprint }).toEqual({
			notBefore: Date.parse(known.validFrom),
			notAfter: Date.parse(known.validTo),
			serialNumber: known.serialNumber,
			fingerprint: known.fingerprint256.replaceAll(':', '').toLowerCase(),
		});
	});

	test.each([0x00, 0xff])('loses the filler %i that follows it in a card file', (filler) => {
		const bytes = buildCertificate();
		expect(read(Buffer.concat([bytes, Buffer.alloc(300, filler)])).der).toEqual(Uint8Array.from(bytes));
	});

	test('does not change when the bytes it was read from do', () => {
		const bytes = Uint8Array.from(buildCertificate());
		const certificate = read(bytes);
		bytes.fill(0);
		expect(certificate.der[0]).toBe(0x30);
	});
});

describe('names', () => {
	test.each([
		['UTF-8', utf8('Şeker Çiçeği')],
		['BMP', bmp('Şeker Çiçeği')],
		['decomposed UTF-8', utf8('Şeker Çiçeği'.normalize('NFD'))],
	])('are read from %s text', (_, value) => {
		expect(readBuilt({ subject: [[OID.commonName, value]] }).title).toBe('Şeker Çiçeği');
	});

	test('cannot smuggle another attribute in with a line break', () => {
		const { title, holderNumber } = readBuilt({
			subject: [[OID.commonName, utf8('Bakkal\nserialNumber=1234567890\u001b[2J\u202e')]],
		});
		expect(title).toBe('Bakkal\u{FFFD}serialNumber=1234567890\u{FFFD}[2J\u{FFFD}');
		expect(holderNumber).toBeUndefined();
	});

	test('count once: a repeated type does not replace the first', () => {
		const subject = [
			[OID.serialNumber, printable('4540536920')],
			[OID.serialNumber, printable('1234567890')],
		] as const;
		expect(readBuilt({ subject }).holderNumber).toBe('4540536920');
	});

	test('mark what a sandbox issued', () => {
		const issuer = [[OID.commonName, utf8(`${SANDBOX_ISSUER_MARK} Mali Mühür`)]] as const;
		expect(readBuilt({ issuer }).isSandbox).toBe(true);
	});
});

describe('the profile', () => {
	test('takes the encryption certificate of the pair for a seal of use ENCR0', () => {
		const { isSeal, use } = readBuilt({ extensions: ENCRYPTION_EXTENSIONS });
		expect({ isSeal, use }).toEqual({ isSeal: true, use: 'ENCR0' });
	});

	test('takes the purpose alone for a seal', () => {
		expect(readBuilt({ extensions: [purposes(OID.sealPurpose)] }).isSeal).toBe(true);
	});

	test('takes neither other policies nor no extensions for a seal', () => {
		expect(readBuilt({ extensions: [policies('2.16.792.1.2.1.1.5.7.1.1')] }).isSeal).toBe(false);
		expect(readBuilt({ extensions: [] }).isSeal).toBe(false);
	});

	test('never takes an authority for a seal', () => {
		const authority = extension(OID.basicConstraints, der(0x30, der(0x01, Uint8Array.of(0xff))));
		expect(readBuilt({ extensions: [authority, policies(OID.sealPolicy)] }).isSeal).toBe(false);
	});

	test.each([
		['nothing', []],
		['signing and enciphering at once', [keyUsage(5, 0xa0)]],
		['signing certificates', [keyUsage(2, 0x04)]],
	])('knows no use for a key usage of %s', (_, extensions) => {
		expect(readBuilt({ extensions }).use).toBeUndefined();
	});
});

describe('what is no certificate', () => {
	test.each([
		['nothing', new Uint8Array()],
		['one byte', Uint8Array.of(0x30)],
		['filler', new Uint8Array(1000).fill(0xff)],
		['an empty sequence', Uint8Array.of(0x30, 0x00)],
		['an indefinite length', Uint8Array.of(0x30, 0x80, 0x00, 0x00)],
		['PEM', Buffer.from('-----BEGIN CERTIFICATE-----\n')],
		['a cut certificate', buildCertificate().subarray(0, -1)],
		['30 February', buildCertificate({ notAfter: utcTime('280230000000Z') })],
		['a time zone that there is not', buildCertificate({ notAfter: utcTime('2805140817+1300') })],
		[
			'an extension that stands twice',
			buildCertificate({ extensions: [DIGITAL_SIGNATURE, DIGITAL_SIGNATURE] }),
		],
		['a serial number of 33 bytes', buildCertificate({ serial: new Uint8Array(33).fill(1) })],
	])('is malformed: %s', (_, bytes) => {
		expect(readSealCertificate(bytes)).toEqual({ ok: false, code: 'malformed' });
	});

	test('is too large when it announces more than the limit', () => {
		const header = Uint8Array.of(0x30, 0x83, 0x01, 0x00, 0x00);
		const bytes = Buffer.concat([header, Buffer.alloc(MAX_CERTIFICATE_BYTES)]);
		expect(readSealCertificate(bytes)).toEqual({ ok: false, code: 'too-large' });
	});

	test('never throws, whatever the bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
				expect(readSealCertificate(bytes).ok).toBe(false);
			}),
		);
	});

	test('never throws and never shows a control character, whatever was changed in a right one', () => {
		const right = buildCertificate();
		const position = fc.nat({ max: right.length - 1 });
		fc.assert(
			fc.property(
				fc.array(fc.tuple(position, fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 }),
				(changes) => {
					const bytes = Uint8Array.from(right);
					for (const [index, value] of changes) {
						bytes[index] = value;
					}
					const result = readSealCertificate(bytes);
					if (result.ok) {
						const { title, issuer, holderNumber = '' } = result.certificate;
						expect(`${title}${issuer}${holderNumber}`).not.toMatch(/\p{Cc}/u);
					}
				},
			),
			{ numRuns: 500 },
		);
	});
});
