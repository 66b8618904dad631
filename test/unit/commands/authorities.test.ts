import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SealCertificate } from '#certificate';
import { type AuthoritiesOptions, runAuthorities, runInspect } from '#commands';
import { textsOf } from '#i18n';
import { authoritiesReport } from '../../../src/commands/authorities-report.ts';
import { certificatesPort } from '../../../src/ports/certificate.ts';
import { OpensslAuthority } from '../certificate/openssl-authority.ts';
import { DocumentServer, sends } from '../certificate/revocation/document-server.ts';
import { capturedIo } from './captured-io.ts';

let authority: OpensslAuthority;
let other: OpensslAuthority;
let server: DocumentServer;
let roots: readonly SealCertificate[];
let home: string;
let folder: string;

beforeAll(async () => {
	authority = await OpensslAuthority.create();
	other = await OpensslAuthority.create();
	server = await DocumentServer.open();
	roots = [authority.certificate('root')];
	await authority.issueSeal('seal', { issuer: `${server.url}/issuer` });
});

afterAll(async () => {
	await server[Symbol.asyncDispose]();
	authority[Symbol.dispose]();
	other[Symbol.dispose]();
});

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'muhurdar-authorities-'));
	folder = join(home, 'data', 'authorities');
	server.forget();
	server.answers('/issuer', sends(readFileSync(authority.path('issuer.pem'))));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

async function run(act: AuthoritiesOptions['act'], options: Partial<AuthoritiesOptions> = {}) {
	const io = capturedIo();
	const exitCode = await runAuthorities({
		...{ act, json: false, folder, texts: textsOf('tr'), io, now: Date.now(), roots },
		signal: new AbortController().signal,
		...options,
	});
	return { exitCode, out: io.out, err: io.err };
}

async function jsonOf(act: AuthoritiesOptions['act'], options: Partial<AuthoritiesOptions> = {}) {
	const { exitCode, out } = await run(act, { ...options, json: true });
	return { exitCode, ...authoritiesReport.parse(JSON.parse(out)) };
}

async function inspect(check: boolean, language: 'tr' | 'en' = 'tr') {
	const io = capturedIo();
	await runInspect({
		...{ files: [authority.path('seal.pem')], json: false, check, at: Date.now(), roots, io },
		issuer: undefined,
		issuerFolder: folder,
		texts: textsOf(language),
		signal: new AbortController().signal,
	});
	return io.out;
}

function issuer(): SealCertificate {
	return authority.certificate('issuer');
}

describe('authorities list', () => {
	it('shows the roots of the program, and which issuers of seals are missing with the command that brings them', async () => {
		const { exitCode, out, err } = await run({ kind: 'list' }, { roots: undefined });
		expect([exitCode, err]).toEqual([0, '']);
		expect(out).toMatch(/^Unvan: +KamuSM Kurumsal Kök Sertifika Hizmet Sağlayıcısı - Sürüm 1$/m);
		expect(out).toContain('Sürüm 1, 2, 3. Getirmek için: muhurdar authorities fetch');
		const report = await jsonOf({ kind: 'list' }, { roots: undefined });
		expect(report.missing.map(({ address }) => address)).toEqual([
			'http://depo.kamusm.gov.tr/kurumsal/mmeshs-s1.crt',
			'http://depo.kamusm.gov.tr/kurumsal/mmeshs-s2.crt',
			'http://depo.kamusm.gov.tr/kurumsal/mmeshs-s3.crt',
		]);
	});
});

describe('an issuer that is not here', () => {
	it('is told as that, with the command that brings it, in both languages', async () => {
		expect(await inspect(false)).toMatch(
			/^Zincir: +yayıncı sertifikası burada yok: Sınama Yayıncısı - Sürüm 3, getirmek için: muhurdar authorities fetch$/m,
		);
		expect(await inspect(false, 'en')).toContain("the issuer's certificate is not here: ");
		server.forget();
		expect(await inspect(true)).toMatch(/^Belirleyen: .*yayıncı sertifikası burada yok; getirmek için: /m);
	});

	it('is kept by --check once the roots vouch for it, and found again without the network', async () => {
		expect(await inspect(true)).toMatch(/Sınama Yayıncısı - Sürüm 3 \(ağdan alındı\)/);
		expect(server.asked.filter((path) => path === '/issuer')).toHaveLength(1);
		const [name = ''] = readdirSync(folder);
		expect(name).toBe(`${issuer().fingerprint}.pem`);
		expect([statSync(folder).mode & 0o777, statSync(join(folder, name)).mode & 0o777]).toEqual([
			0o700, 0o600,
		]);
		server.forget();
		expect(await inspect(false)).toMatch(/Sınama Yayıncısı - Sürüm 3 \(daha önce alınmış, saklanmış\)/);
		expect(server.asked).toEqual([]);
	});

	it('is not kept where no root vouches for it', async () => {
		server.answers('/issuer', sends(readFileSync(other.path('issuer.pem'))));
		await inspect(true);
		expect(readdirSync(home)).toEqual([]);
	});

	it.each([
		[false, []],
		[true, ['data']],
	])('is kept from the screens of a desk and not of a kiosk (%s)', async (keepsIssuers, left) => {
		const port = certificatesPort({
			...{ saveFolder: undefined, cacheFolder: undefined, issuerFolder: folder, keepsIssuers, roots },
		});
		const certificate = authority.certificate('seal');
		const known = await port.assess(
			{ certificate, given: [], at: Date.now(), isOnline: true },
			new AbortController().signal,
		);
		expect(known).toMatchObject({ assessment: { chain: { verdict: { kind: 'trusted' } } } });
		expect(readdirSync(home)).toEqual(left);
	});
});

describe('authorities fetch', () => {
	it('keeps what the roots vouch for, names what did not come, and fails', async () => {
		server.answers('/two', sends(Buffer.from('merhaba')));
		const published = [
			{ generation: 1, address: `${server.url}/one` },
			{ generation: 2, address: `${server.url}/two` },
			{ generation: 3, address: `${server.url}/issuer` },
		];
		const { exitCode, err } = await run({ kind: 'fetch' }, { published });
		expect(exitCode).toBe(1);
		expect(err.split('\n')).toEqual([
			`${server.url}/one: sunucu hata verdi`,
			`${server.url}/two: dosyada PEM ya da DER biçiminde sertifika yok`,
			'',
		]);
		const report = await jsonOf({ kind: 'list' }, { published });
		expect(report.missing.map(({ generation }) => generation)).toEqual([1, 2]);
		expect(report.authorities).toMatchObject([
			{ role: 'root', source: 'pinned' },
			{ role: 'issuer', source: 'kept', isVerified: true, generation: 3 },
		]);
		expect((await jsonOf({ kind: 'fetch' }, { published: published.slice(2) })).exitCode).toBe(0);
	});
});

describe('authorities import', () => {
	it('takes issuers that lead to a root, and names a seal, an issuer of another root and a file of nothing', async () => {
		writeFileSync(join(home, 'nothing.pem'), 'merhaba');
		const report = await jsonOf({
			kind: 'import',
			files: [
				authority.path('issuer.pem'),
				authority.path('seal.pem'),
				other.path('issuer.pem'),
				other.path('root.pem'),
				join(home, 'nothing.pem'),
			],
		});
		expect(report.exitCode).toBe(1);
		expect(report.taken).toEqual([issuer().fingerprint]);
		expect(report.refused.map(({ code }) => code)).toEqual([
			'no-certificate',
			'not-an-authority',
			'untrusted',
			'untrusted',
		]);
		expect(readdirSync(folder)).toEqual([`${issuer().fingerprint}.pem`]);
	});

	it('names a certificate that could not be kept', async () => {
		writeFileSync(join(home, 'data'), 'a file where the folder would be');
		expect(await jsonOf({ kind: 'import', files: [authority.path('issuer.pem')] })).toMatchObject({
			exitCode: 1,
			refused: [{ code: 'not-kept' }],
		});
	});
});

describe('authorities export', () => {
	beforeEach(() => run({ kind: 'import', files: [authority.path('issuer.pem')] }));

	it('writes a PEM file that OpenSSL verifies the seal with, and never writes over a file', async () => {
		const path = join(home, 'all.pem');
		expect(await run({ kind: 'export', format: 'pem', path })).toMatchObject({ exitCode: 0 });
		expect(
			execFileSync('openssl', ['verify', '-CAfile', path, authority.path('seal.pem')], { encoding: 'utf8' }),
		).toMatch(/: OK$/m);
		expect(await jsonOf({ kind: 'export', format: 'pem', path })).toMatchObject({
			exitCode: 1,
			written: [],
			refused: [{ code: 'exists' }],
		});
	});

	it('writes a folder of .crt files for update-ca-certificates, readable by every user', async () => {
		const path = join(home, 'ca');
		const { written } = await jsonOf({ kind: 'export', format: 'ca-certificates', path });
		expect(written).toHaveLength(2);
		expect(written.every((file) => /\/kamusm-[a-z0-9-]+\.crt$/.test(file))).toBe(true);
		expect(written.map((file) => statSync(file).mode & 0o777)).toEqual([0o644, 0o644]);
	});

	const hasKeytool = spawnSync('keytool', ['-help']).error === undefined;
	it.runIf(hasKeytool)("is taken file by file into a Java trust store by keytool's own hand", async () => {
		const path = join(home, 'ca');
		const { written } = await jsonOf({ kind: 'export', format: 'ca-certificates', path });
		const store = join(home, 'trust.p12');
		const access = ['-keystore', store, '-storepass', 'changeit'];
		for (const file of written) {
			execFileSync('keytool', ['-importcert', '-noprompt', '-alias', file, '-file', file, ...access], {
				stdio: 'pipe',
			});
		}
		const listed = execFileSync('keytool', ['-list', ...access], { encoding: 'utf8', stdio: 'pipe' });
		expect(listed.match(/trustedCertEntry/g)).toHaveLength(2);
	});
});
