import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSealCertificate } from '#certificate';
import {
	AuthorityFault,
	createAuthority,
	exportSealPair,
	type IssuedSealPair,
	importAuthority,
	importSealPair,
	type SandboxAuthority,
} from '../../../../src/sandbox/authority/index.ts';
import { SANDBOX_HOLDERS } from '../../../../src/sandbox/holders.ts';
import { createRandomSource } from '../../../../src/sandbox/random.ts';

const NOW = Date.UTC(2026, 4, 15, 8, 17, 30, 250);
const [RSA_HOLDER, EC_HOLDER] = SANDBOX_HOLDERS;
const SEAL_POLICY = '2.16.792.1.2.1.1.5.7.4.1';

let folder: string;
let authority: SandboxAuthority;
let rsa: IssuedSealPair;
let ec: IssuedSealPair;

function ports(seed: number | undefined = 7) {
	return { now: () => NOW, random: createRandomSource(seed) };
}

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'muhurdar-authority-'));
	authority = await createAuthority(ports());
	[rsa, ec] = await Promise.all([authority.issueSeal(RSA_HOLDER), authority.issueSeal(EC_HOLDER)]);
});

afterAll(() => {
	rmSync(folder, { recursive: true });
});

function x509(der: Uint8Array): X509Certificate {
	return new X509Certificate(der);
}

function openssl(...argv: readonly string[]): string {
	return execFileSync('openssl', argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function pemFile(name: string, der: Uint8Array): string {
	const path = join(folder, name);
	writeFileSync(path, x509(der).toString());
	return path;
}

function opensslText(der: Uint8Array): string {
	return openssl(
		'x509',
		'-in',
		pemFile('text.pem', der),
		'-noout',
		'-text',
		'-nameopt',
		'utf8,sep_comma_plus',
	);
}

describe('a seal of the sandbox', () => {
	it('is accepted by openssl under the chain of the sandbox, RSA and EC, signing and encryption', () => {
		const root = pemFile('root.pem', authority.rootCertificate);
		const issuer = pemFile('issuer.pem', authority.issuerCertificate);
		for (const each of [rsa.signing, rsa.encryption, ec.signing, ec.encryption]) {
			const seal = pemFile('seal.pem', each.certificate);
			const at = String(Math.floor(NOW / 1000) + 60);
			const verdict = openssl(
				'verify',
				'-x509_strict',
				'-attime',
				at,
				'-CAfile',
				root,
				'-untrusted',
				issuer,
				seal,
			);
			expect(verdict).toMatch(/: OK\n$/);
		}
	});

	it('is signed by the issuer, and the issuer by the root', () => {
		const root = x509(authority.rootCertificate);
		const issuer = x509(authority.issuerCertificate);
		expect(root.verify(root.publicKey)).toBe(true);
		expect(issuer.verify(root.publicKey)).toBe(true);
		expect(issuer.verify(issuer.publicKey)).toBe(false);
		for (const each of [rsa.signing, rsa.encryption, ec.signing, ec.encryption]) {
			expect(x509(each.certificate).verify(issuer.publicKey)).toBe(true);
			expect(x509(each.certificate).checkIssued(issuer)).toBe(true);
			expect(x509(each.certificate).checkPrivateKey(each.privateKey)).toBe(true);
		}
	});

	it('has the profile of a signing certificate', () => {
		const text = opensslText(rsa.signing.certificate);
		expect(text).toContain('Version: 3 (0x2)');
		expect(text).toContain('Signature Algorithm: ecdsa-with-SHA384');
		expect(text).toContain('Subject: serialNumber=4540536920,CN=Şeker Çiçeği Sanayi A.Ş.');
		expect(text).toContain('Public-Key: (2048 bit)');
		expect(text).toMatch(/X509v3 Key Usage: critical\n\s+Digital Signature\n/);
		expect(text).toMatch(/X509v3 Basic Constraints: critical\n\s+CA:FALSE\n/);
		expect(text).toMatch(/X509v3 Extended Key Usage: ?\n\s+2\.16\.792\.1\.2\.1\.1\.5\.7\.50\.1\n/);
		expect(text).toContain(`Policy: ${SEAL_POLICY}`);
		expect(text).toContain('CPS: http://depo.deneme.invalid/ilke');
		expect(text).toContain('Explicit Text: Bu sertifika bir deneme ortamında üretilmiştir');
		expect(text).toContain('X509v3 Authority Key Identifier');
		expect(text).toContain('X509v3 Subject Key Identifier');
		expect(text).toContain('URI:http://depo.deneme.invalid/kurumsal/mmeshs-deneme.crl');
		expect(text).toContain('CA Issuers - URI:http://depo.deneme.invalid/kurumsal/mmeshs-deneme.crt');
		expect(text).toContain('OCSP - URI:http://ocsp.deneme.invalid');
	});

	it('has the profile of an encryption certificate', () => {
		const text = opensslText(ec.encryption.certificate);
		expect(text).toMatch(/X509v3 Key Usage: critical\n\s+Key Encipherment, Key Agreement\n/);
		expect(text).toMatch(/X509v3 Extended Key Usage: ?\n\s+TLS Web Client Authentication\n/);
		expect(text).toContain(`Policy: ${SEAL_POLICY}`);
		expect(text).toContain('ASN1 OID: secp384r1');
	});

	it("names its key and the issuer's by the SHA-1 of their public key bits", () => {
		const issuer = x509(authority.issuerCertificate);
		const text = opensslText(ec.signing.certificate);
		expect(text).toContain(pointIdentifier(x509(ec.signing.certificate).publicKey));
		expect(text).toContain(pointIdentifier(issuer.publicKey));
		expect(opensslText(authority.issuerCertificate)).toContain(pointIdentifier(issuer.publicKey));
	});

	it('writes the subject as real seals do: the tax number printable, then the title in UTF-8', () => {
		const structure = openssl('asn1parse', '-in', pemFile('asn1.pem', ec.signing.certificate));
		expect(structure).toMatch(/PRINTABLESTRING\s+:1234567890/);
		expect(structure.match(/UTF8STRING/g)?.length).toBe(3);
		expect(x509(ec.signing.certificate).subject).toBe(
			'serialNumber=1234567890\nCN=Iğdır Ödünç Kitap ve Gölge Oyunu Ltd. Şti.',
		);
	});

	it('is read as a seal of the sandbox by the certificate room', () => {
		for (const each of [rsa.signing, rsa.encryption, ec.signing, ec.encryption]) {
			const read = readSealCertificate(each.certificate);
			expect(read).toMatchObject({ ok: true, certificate: { isSeal: true, isSandbox: true, use: each.use } });
		}
	});

	it('names an issuer that nobody takes for the real one', () => {
		for (const der of [rsa.signing.certificate, authority.issuerCertificate]) {
			expect(x509(der).issuer).toMatch(/CN=DENEME /);
			expect(x509(der).issuer).toContain('GEÇERSİZ');
			expect(x509(der).issuer).toContain('O=DENEME ORTAMI - hukuken değersizdir');
		}
	});

	it('lasts 1095 days from its making, or from the moment that was asked for', async () => {
		const text = x509(rsa.signing.certificate);
		expect([text.validFrom, text.validTo]).toEqual(['May 15 08:17:30 2026 GMT', 'May 14 08:17:30 2029 GMT']);
		const former = await authority.issueSeal(EC_HOLDER, { notBefore: Date.UTC(2022, 0, 1) });
		expect(x509(former.signing.certificate).validTo).toBe('Dec 31 00:00:00 2024 GMT');
		expect(Date.parse(x509(authority.issuerCertificate).validFrom)).toBeLessThan(Date.UTC(2022, 0, 1));
	});

	it('carries labels of the holder and serial numbers of seven octets, the low 24 bits consecutive', async () => {
		expect([rsa.signing.label, rsa.encryption.label]).toEqual(['4540536920SIGN0', '4540536920ENCR0']);
		const unseeded = await importAuthority(authority.export(), ports(undefined));
		for (let round = 0; round < 20; round += 1) {
			const pair = await unseeded.issueSeal(EC_HOLDER);
			const [signing, encryption] = [pair.signing, pair.encryption].map(
				(each) => x509(each.certificate).serialNumber,
			);
			expect(signing).toMatch(/^[0-7][0-9A-F]{13}$/);
			expect(encryption).toMatch(/^[0-7][0-9A-F]{13}$/);
			expect(lowBits(encryption)).toBe(lowBits(signing) + 1);
			expect(signing?.slice(0, 8)).not.toBe(encryption?.slice(0, 8));
		}
	});

	it('takes serial numbers that are given, and refuses those no seal has', async () => {
		const serials = {
			signing: Buffer.from('5A2295753A906E', 'hex'),
			encryption: Buffer.from('3AA4A14B3A906F', 'hex'),
		};
		const pair = await authority.issueSeal(EC_HOLDER, { serials });
		expect(x509(pair.signing.certificate).serialNumber).toBe('5A2295753A906E');
		expect(x509(pair.encryption.certificate).serialNumber).toBe('3AA4A14B3A906F');
		for (const wrong of ['', '00A2295753A906', 'FFA2295753A906', '5A2295753A906E00']) {
			const refused = { ...serials, signing: Buffer.from(wrong, 'hex') };
			await expect(authority.issueSeal(EC_HOLDER, { serials: refused })).rejects.toThrow(TypeError);
		}
	});

	it('has the same serial numbers for the same seed', async () => {
		const again = await importAuthority(authority.export(), ports(7));
		const pair = await again.issueSeal(EC_HOLDER);
		const other = await (await importAuthority(authority.export(), ports(8))).issueSeal(EC_HOLDER);
		const first = x509(rsa.signing.certificate).serialNumber;
		expect(x509(pair.signing.certificate).serialNumber).toBe(first);
		expect(x509(other.signing.certificate).serialNumber).not.toBe(first);
	});
});

describe('an authority that was written down', () => {
	it('goes on issuing under the same root', async () => {
		const stored: unknown = JSON.parse(JSON.stringify(authority.export()));
		const restored = await importAuthority(stored, ports());
		const pair = await restored.issueSeal(EC_HOLDER);
		expect(restored.rootCertificate).toEqual(authority.rootCertificate);
		expect(x509(pair.signing.certificate).verify(x509(authority.issuerCertificate).publicKey)).toBe(true);
	});

	it('gives back a seal with its keys', () => {
		const stored: unknown = JSON.parse(JSON.stringify(exportSealPair(rsa)));
		const restored = importSealPair(stored);
		expect(restored.signing).toMatchObject({
			use: 'SIGN0',
			label: '4540536920SIGN0',
			certificate: rsa.signing.certificate,
		});
		expect(restored.encryption).toMatchObject({ use: 'ENCR0', certificate: rsa.encryption.certificate });
		expect(createPublicKey(restored.signing.privateKey).equals(createPublicKey(rsa.signing.privateKey))).toBe(
			true,
		);
	});

	it('is refused where it is not what was written, without showing what it holds', async () => {
		const stored = authority.export();
		const other = (await createAuthority(ports())).export();
		const wrongs: unknown[] = [
			undefined,
			'text',
			{},
			{ ...stored, version: 2 },
			{ ...stored, more: 1 },
			{ ...stored, issuerKey: other.issuerKey },
			{ ...stored, rootCertificate: other.rootCertificate },
			{ ...stored, issuerCertificate: 'x' },
			{ ...stored, issuerKey: 'x'.repeat(20_000) },
		];
		for (const wrong of wrongs) {
			const refusal = await importAuthority(wrong, ports()).catch((error: unknown) => error);
			expect(refusal).toBeInstanceOf(AuthorityFault);
			expect(refusal).toMatchObject({ code: 'stored-value-unusable' });
			expect(String(refusal)).not.toContain('PRIVATE');
		}
	});

	it('refuses a stored seal whose key belongs to another', () => {
		const stored = exportSealPair(rsa);
		const swapped = { ...stored, signing: { ...stored.signing, privateKey: stored.encryption.privateKey } };
		expect(() => importSealPair(swapped)).toThrow(AuthorityFault);
		expect(() => importSealPair({ ...stored, version: 3 })).toThrow(AuthorityFault);
	});
});

/** As openssl prints it. */
function pointIdentifier(key: KeyObject): string {
	const uncompressedP384Point = key.export({ type: 'spki', format: 'der' }).subarray(-97);
	const digest = createHash('sha1').update(uncompressedP384Point).digest('hex');
	// ASCII hexadecimal digits: no locale is at stake.
	return (digest.match(/../g) ?? []).join(':').toUpperCase();
}

function lowBits(serial: string | undefined): number {
	return Number.parseInt((serial ?? '').slice(8), 16);
}
