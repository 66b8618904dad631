import { execFile } from 'node:child_process';
import { createPrivateKey, createPublicKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftSignedData, maySign, readSealCertificate, type SealCertificate } from '#certificate';
import {
	createAuthority,
	type IssuedSignatory,
	type SandboxAuthority,
} from '../../../src/sandbox/authority/index.ts';
import { SANDBOX_HOLDERS } from '../../../src/sandbox/holders.ts';
import { createRandomSource } from '../../../src/sandbox/random.ts';

const run = promisify(execFile);
const CONTENT = Buffer.from('muhurdar e-imzali giris 1\nportal: https://portal.example\n');
const NOW = Date.now();

let folder: string;
let authority: SandboxAuthority;
const signers = new Map<string, IssuedSignatory>();

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'muhurdar-signed-data-'));
	authority = await createAuthority({ now: () => NOW, random: createRandomSource(3) });
	for (const key of ['rsa-2048', 'ec-p384'] as const) {
		signers.set(key, await authority.issueSignatory({ ...SANDBOX_HOLDERS[0].signatory, key }));
	}
	const chain = [authority.rootCertificate, authority.issuerCertificate];
	await writeFile(
		join(folder, 'authority.pem'),
		chain.map((der) => new X509Certificate(der).toString()).join(''),
	);
});

afterAll(() => rm(folder, { recursive: true }));

function signerOf(key: string): IssuedSignatory {
	const signer = signers.get(key);
	if (signer === undefined) {
		throw new Error(`no signer with ${key}`);
	}
	return signer;
}

function read(der: Uint8Array): SealCertificate {
	const outcome = readSealCertificate(der);
	if (!outcome.ok) {
		throw new Error(outcome.code);
	}
	return outcome.certificate;
}

function made(certificate: Uint8Array, key: KeyObject, signedAt = NOW): Uint8Array {
	const draft = draftSignedData({ content: CONTENT, certificate: read(certificate), signedAt });
	return draft.complete(sign(draft.hash, draft.message, key));
}

/** What OpenSSL says of it against the test authority, RFC 5126's signing certificate included. */
async function opensslVerifies(cms: Uint8Array, ...options: readonly string[]): Promise<string> {
	const at = (name: string): string => join(folder, name);
	await writeFile(at('signed.der'), cms);
	await rm(at('content'), { force: true });
	const { stderr } = await run('openssl', [
		...['cms', '-verify', '-binary', '-inform', 'DER', '-in', at('signed.der'), '-out', at('content')],
		...['-CAfile', at('authority.pem'), '-purpose', 'any', '-cades', ...options],
	]);
	expect(await readFile(at('content'))).toEqual(CONTENT);
	return stderr;
}

describe.each(['rsa-2048', 'ec-p384'])('a SignedData of a signatory with %s', (kind) => {
	test('is verified by OpenSSL against the test authority', async () => {
		const { certificate, privateKey } = signerOf(kind);
		expect(await opensslVerifies(made(certificate, privateKey))).toContain('Verification successful');
	});

	test('is refused by OpenSSL where a bit of it is another', async () => {
		const { certificate, privateKey } = signerOf(kind);
		const cms = Buffer.from(made(certificate, privateKey));
		const place = cms.indexOf(CONTENT);
		cms.writeUInt8(cms.readUInt8(place) ^ 1, place);
		await expect(opensslVerifies(cms)).rejects.toThrow('erification failure');
	});

	test('names digest, time and certificate among what is signed, in the order of DER', async () => {
		const { certificate, privateKey } = signerOf(kind);
		const cms = made(certificate, privateKey, Date.UTC(2026, 0, 15, 9, 30, 7, 999));
		await writeFile(join(folder, 'printed.der'), cms);
		const { stdout } = await run('openssl', [
			...['cms', '-cmsout', '-print', '-inform', 'DER', '-in', join(folder, 'printed.der')],
		]);
		const signed = stdout.slice(stdout.indexOf('signedAttrs'));
		const names = [...signed.matchAll(/object: (\S+)/g)].map(([, name]) => name);
		expect(names).toEqual([
			'contentType',
			'signingTime',
			'messageDigest',
			'id-smime-aa-signingCertificateV2',
		]);
		expect(signed).toContain('UTCTIME:Jan 15 09:30:07 2026 GMT');
	});
});

test('another certificate of the same key cannot be put beside the signature', async () => {
	const { certificate, privateKey } = signerOf('rsa-2048');
	const other = await authority.issueSignatory({
		name: 'Başka Biri',
		number: '17291716060',
		key: 'rsa-2048',
	});
	const cms = Buffer.from(made(certificate, privateKey));
	const swapped = Buffer.concat([
		cms.subarray(0, cms.indexOf(certificate)),
		other.certificate,
		cms.subarray(cms.indexOf(certificate) + certificate.length),
	]);
	await expect(opensslVerifies(swapped)).rejects.toThrow();
});

test('a time from 2050 on is written with the whole year', () => {
	const { certificate } = signerOf('ec-p384');
	const { message } = draftSignedData({
		content: CONTENT,
		certificate: read(certificate),
		signedAt: Date.UTC(2050, 0, 1),
	});
	expect(Buffer.from(message).includes('20500101000000Z')).toBe(true);
});

describe('a certificate may sign', () => {
	async function withUsage(usage: string | undefined): Promise<SealCertificate> {
		const key = createPrivateKey(
			signerOf('ec-p384').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		);
		expect(createPublicKey(key).asymmetricKeyType).toBe('ec');
		const at = (name: string): string => join(folder, name);
		await writeFile(at('key.pem'), key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
		await run('openssl', [
			...['req', '-x509', '-new', '-key', at('key.pem'), '-subj', '/CN=Deneme', '-days', '10'],
			...['-outform', 'DER', '-out', at('own.der')],
			...(usage === undefined ? [] : ['-addext', `keyUsage=critical,${usage}`]),
		]);
		return read(await readFile(at('own.der')));
	}

	test.each([
		['digitalSignature', true],
		['nonRepudiation', true],
		['digitalSignature,nonRepudiation', true],
		['keyEncipherment', false],
		['keyAgreement', false],
		['nonRepudiation,keyEncipherment', true],
		[undefined, true],
	])('by its key usage: %s', async (usage, expected) => {
		expect(maySign(await withUsage(usage))).toBe(expected);
	});

	test('and not where it cannot be read', () => {
		const certificate = read(signerOf('ec-p384').certificate);
		expect(maySign({ ...certificate, use: undefined, der: new Uint8Array(3) })).toBe(false);
	});
});
