import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pemOf, pinnedRoots, type SealCertificate } from '#certificate';
import { type InspectOptions, runInspect } from '#commands';
import { textsOf } from '#i18n';
import { inspectReport } from '../../../src/commands/inspect-report.ts';
import { buildCertificate, generalizedTime, OID, utcTime, utf8 } from '../certificate/build-certificate.ts';
import { OpensslAuthority } from '../certificate/openssl-authority.ts';
import { DocumentServer, sends } from '../certificate/revocation/document-server.ts';
import { capturedIo } from './captured-io.ts';

/** Within the dates of what `buildCertificate` makes: 15 May 2025 to 14 May 2028. */
const NOW = Date.UTC(2026, 0, 15, 12);

let folder: string;
let authority: OpensslAuthority;
let server: DocumentServer;
let root: SealCertificate;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'muhurdar-inspect-'));
	authority = await OpensslAuthority.create();
	server = await DocumentServer.open();
	root = authority.certificate('root');
	await authority.issueSeal('seal', {
		ocsp: `${server.url}/ocsp`,
		crl: `${server.url}/crl`,
		issuer: `${server.url}/issuer`,
	});
	await authority.issueSeal('revoked');
	await authority.revoke('revoked', 'keyCompromise');
	writeFileSync(join(folder, 'list.crl'), await authority.crl());
	await authority.issueSeal('odd');
	await authority.revoke('odd', 'removeFromCRL');
	writeFileSync(join(folder, 'odd.crl'), await authority.crl());
	writeFileSync(join(folder, 'root.crl'), await authority.crlOf('root'));
});

afterAll(async () => {
	await server[Symbol.asyncDispose]();
	authority[Symbol.dispose]();
	rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: string | Uint8Array): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

async function inspect(files: readonly string[], options: Partial<InspectOptions> = {}) {
	const io = capturedIo();
	const exitCode = await runInspect({
		files,
		json: false,
		check: false,
		at: NOW,
		crl: [],
		issuer: undefined,
		cacheFolder: undefined,
		texts: textsOf('tr'),
		io,
		signal: new AbortController().signal,
		...options,
	});
	return { exitCode, out: io.out, err: io.err };
}

async function jsonOf(files: readonly string[], options: Partial<InspectOptions> = {}) {
	const { out } = await inspect(files, { ...options, json: true });
	const report = inspectReport.parse(JSON.parse(out));
	return { report, certificates: report.files.flatMap(({ certificates }) => certificates) };
}

it('says in words that no end is known of a certificate that ends in 9999', async () => {
	const path = file('no-end.pem', pemOf(buildCertificate({ notAfter: generalizedTime('99991231235959Z') })));
	const { out } = await inspect([path]);
	expect(out).toMatch(/Bitiş: +belli değil \(9999\)/);
	expect(out).toContain('bitiş belli değil (9999)');
	expect(out).not.toMatch(/10000|gün kaldı/);
});

describe('inspect', () => {
	it('tells profile, holder, number, key, generation and state of a seal', async () => {
		const { certificates } = await jsonOf([file('seal.pem', pemOf(buildCertificate()))]);
		expect(certificates).toMatchObject([
			{
				kind: 'seal',
				use: 'SIGN0',
				label: '4540536920SIGN0',
				generation: 3,
				title: 'Iğdır Ödünç Şti.',
				holderNumber: { kind: 'vkn', number: '4540536920', remark: null },
				key: { type: 'ec', curve: 'secp384r1' },
				state: { kind: 'valid', judgedBy: ['dates'], daysLeft: 849 },
				chain: { verdict: 'incomplete', failure: null },
				revocation: { verdict: 'not-asked', notAskedBecause: 'not-wanted' },
			},
		]);
	});

	it.each([
		['2025-05-15T08:16:59Z', { kind: 'not-yet-valid', startsInSeconds: 1 }],
		['2025-05-15T08:17:00Z', { kind: 'valid' }],
		['2028-02-14T08:17:00Z', { kind: 'expiring', reminder: 90, daysLeft: 90 }],
		['2028-05-01T08:17:00Z', { kind: 'expiring', reminder: 15, daysLeft: 13 }],
		['2028-05-14T08:17:00Z', { kind: 'expiring', reminder: 7, daysLeft: 0 }],
		['2028-05-14T08:17:01Z', { kind: 'expired', since: '2028-05-14T08:17:00.000Z' }],
	])('moves its clock to %s', async (at, state) => {
		const { certificates } = await jsonOf([file('seal.der', buildCertificate())], { at: Date.parse(at) });
		expect(certificates[0]?.state).toMatchObject(state);
	});

	it('recognises the pinned roots', async () => {
		const bundle = file(
			'roots.pem',
			pinnedRoots()
				.map(({ der }) => pemOf(der))
				.join(''),
		);
		const { certificates } = await jsonOf([bundle]);
		expect(
			certificates.map(({ kind, isPinnedRoot, generation, state, chain }) => [
				kind,
				isPinnedRoot,
				generation,
				state.kind,
				chain.verdict,
			]),
		).toEqual([
			['authority', true, 1, 'valid', 'trusted'],
			['authority', true, 2, 'valid', 'trusted'],
		]);
		expect((await inspect([bundle])).out).toContain('Kamu SM kurumsal kökü: programda sabittir');
	});

	it('never says "geçerli" by dates alone', async () => {
		const { out } = await inspect([file('seal.pem', pemOf(buildCertificate()))]);
		expect(out).toMatch(/^Durum: +süresi var, 849 gün kaldı$/m);
		expect(out).toMatch(/^Dayanak: +yalnız tarihlere bakıldı; zincir ve iptal durumu bilinmiyor$/m);
		expect(out).not.toMatch(/geçerli/);
	});

	it('counts to the second until a certificate begins', async () => {
		const { out } = await inspect([file('seal.pem', pemOf(buildCertificate()))], {
			at: Date.parse('2025-05-13T04:03:02Z'),
		});
		expect(out).toMatch(/^Durum: +henüz geçerli değil, başlamasına 2 gün 04:13:58$/m);
	});

	it('shows names that are meant to break the terminal without what would', async () => {
		const evil = buildCertificate({
			subject: [[OID.commonName, utf8('A\u001b]52;c;QQ==\u0007\u202eB\nDurum: geçerli')]],
		});
		const { out } = await inspect([file('evil.pem', pemOf(evil))]);
		expect(out.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/u);
		expect(out).not.toMatch(/^Durum: geçerli/m);
	});

	it('names files that give nothing, goes on with the others, and fails', async () => {
		const good = file('good.pem', pemOf(buildCertificate()));
		const { exitCode, out, err } = await inspect([
			join(folder, 'yok.pem'),
			file('text.txt', 'merhaba'),
			file(
				'half.pem',
				`${pemOf(buildCertificate())}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`,
			),
			folder,
			good,
		]);
		expect(exitCode).toBe(1);
		expect(
			err
				.trim()
				.split('\n')
				.map((line) => line.slice(line.lastIndexOf('/') + 1).replace(/^muhurdar-inspect-\w+/, 'folder')),
		).toEqual([
			'yok.pem: dosya okunamadı',
			'text.txt: dosyada PEM ya da DER biçiminde sertifika yok',
			'half.pem: X.509 sertifikası değil',
			'folder: dosya okunamadı',
		]);
		expect(out.match(/^Unvan: +Iğdır/gm)).toHaveLength(2);
	});

	it('speaks English', async () => {
		const { out } = await inspect([file('seal.pem', pemOf(buildCertificate()))], { texts: textsOf('en') });
		expect(out).toMatch(/^State: +within its dates, 849 days left$/m);
	});
});

describe('inspect with what it can verify', () => {
	it('finds a revocation in a list of a file, and the chain by the issuer of another', async () => {
		const { certificates } = await jsonOf([authority.path('revoked.pem')], {
			at: Date.now(),
			roots: [root],
			crl: [join(folder, 'list.crl')],
			issuer: authority.path('issuer.pem'),
		});
		expect(certificates).toMatchObject([
			{
				state: { kind: 'revoked', reason: 'keyCompromise', judgedBy: ['dates', 'chain', 'crl'] },
				chain: {
					verdict: 'trusted',
					links: [{ source: 'subject' }, { source: 'given' }, { source: 'pinned' }],
				},
				revocation: {
					verdict: 'revoked',
					evidence: { source: 'crl', from: 'list.crl', signer: 'Sınama Yayıncısı - Sürüm 3' },
				},
			},
		]);
	});

	it('names every line, those of the chain too', async () => {
		const { out } = await inspect([authority.path('revoked.pem')], {
			at: Date.now(),
			roots: [root],
			issuer: authority.path('issuer.pem'),
		});
		expect(out).toMatch(/^1\. üst: +└ Sınama Yayıncısı - Sürüm 3/m);
		expect(out).toMatch(/^2\. üst: +└ /m);
		expect(out.split('\n').filter((text) => text.startsWith(':'))).toEqual([]);
	});

	it('asks the network with --check, keeps the answer, and says where it comes from while nobody answers', async () => {
		server.answers('/issuer', sends(readFileSync(authority.path('issuer.pem'))));
		server.answers('/ocsp', async (response, request) => {
			response.writeHead(200).end(await authority.answer(request, 'issuer', '-nmin', '60'));
		});
		const at = Date.now();
		const options = {
			...{ at, roots: [root], check: true, cacheFolder: join(folder, 'cache') },
			crl: [join(folder, 'root.crl')],
		};
		const online = await jsonOf([authority.path('seal.pem')], options);
		expect(online.certificates).toMatchObject([
			{ state: { kind: 'valid', judgedBy: ['dates', 'chain', 'ocsp', 'crl'] } },
		]);

		server.forget();
		const cut = (response: Parameters<Parameters<typeof server.answers>[1]>[0]) =>
			void response.socket?.destroy();
		server.answers('/ocsp', cut);
		server.answers('/crl', cut);
		const bundle = file(
			'bundle.pem',
			`${readFileSync(authority.path('seal.pem'))}${readFileSync(authority.path('issuer.pem'))}`,
		);
		const kept = (await inspect([bundle], { ...options, at: at + 600_000 })).out;
		expect(kept).toMatch(/^Durum: +geçerli, 1094 gün kaldı$/m);
		expect(kept).toMatch(/^Kanıt: +OCSP yanıtı, imzalayan Sınama Yayıncısı - Sürüm 3, .*saklanmış yanıt/m);
		const stale = (await inspect([bundle], { ...options, at: at + 2 * 3_600_000 })).out;
		expect(stale).toMatch(/^Durum: +bilinmiyor, çevrimdışı: iptal hizmetlerine ulaşılamadı$/m);
	});

	it.each([
		['tr', 'listede duruyor; yazılan neden (removeFromCRL) yalnız değişiklik listelerine uyar'],
		['en', 'it is on the list; the reason given (removeFromCRL) belongs in lists of changes alone'],
	] as const)(
		'tells a full list that gives removeFromCRL as its reason in the right words (%s)',
		async (language, words) => {
			const options = {
				...{ at: Date.now(), roots: [root], texts: textsOf(language) },
				crl: [join(folder, 'odd.crl'), join(folder, 'root.crl')],
				issuer: authority.path('issuer.pem'),
			};
			const { out, exitCode } = await inspect([authority.path('odd.pem')], options);
			expect(out).toContain(words);
			expect(out).not.toMatch(/listeden çıkarılmış|taken off the list/);
			expect(exitCode).toBe(16);
			const { certificates } = await jsonOf([authority.path('odd.pem')], options);
			expect(certificates).toMatchObject([{ state: { kind: 'revoked', reason: 'removeFromCRL' } }]);
		},
	);

	it.each([
		['tr', 'yanıt hiçbir sertifikadan söz etmiyor', 'başka bir sertifika için'],
		['en', 'the answer is about no certificate at all', 'is about another certificate'],
	] as const)(
		'tells an OCSP answer without an entry as one about no certificate (%s)',
		async (language, words, former) => {
			const at = Date.now();
			server.forget();
			server.answers('/ocsp', sends(authority.answerAboutNothing(at)));
			const options = {
				...{ at, roots: [root], texts: textsOf(language), check: true },
				crl: [join(folder, 'root.crl')],
				issuer: authority.path('issuer.pem'),
			};
			const { out, exitCode } = await inspect([authority.path('seal.pem')], options);
			expect(out).toContain(words);
			expect(out).not.toContain(former);
			expect(exitCode).toBe(11);
			const { certificates } = await jsonOf([authority.path('seal.pem')], options);
			expect(certificates).toMatchObject([{ state: { kind: 'unknown' } }]);
		},
	);

	it('says which certificate of the chain decides: a revoked authority, or one that nobody could be asked about', async () => {
		using other = await OpensslAuthority.create();
		await other.issueSeal('seal');
		writeFileSync(join(folder, 'own.crl'), await other.crl());
		const options = {
			...{ at: Date.now(), roots: [other.certificate('root')], issuer: other.path('issuer.pem') },
			crl: [join(folder, 'own.crl')],
		};
		const unasked = await inspect([other.path('seal.pem')], options);
		expect(unasked.out).toMatch(/^Durum: +bilinmiyor, /m);
		expect(unasked.out).toMatch(/^Belirleyen: +Sınama Yayıncısı - Sürüm 3: öğrenilemedi$/m);

		await other.revoke('issuer', 'cACompromise');
		writeFileSync(join(folder, 'above.crl'), await other.crlOf('root'));
		const both = { ...options, crl: [...options.crl, join(folder, 'above.crl')] };
		const revoked = (await inspect([other.path('seal.pem')], both)).out;
		expect(revoked).toMatch(/^Durum: +bilinmiyor, yayıncının sertifikası iptal edilmiş/m);
		expect(revoked).toMatch(
			/^Belirleyen: +Sınama Yayıncısı - Sürüm 3: iptal: yayıncının anahtarı ele geçmiş, /m,
		);
		const { certificates } = await jsonOf([other.path('seal.pem')], both);
		expect(certificates).toMatchObject([
			{
				state: { kind: 'unknown', why: 'authority-revoked', decidedBy: { position: 1 } },
				revocation: { verdict: 'good', failed: [] },
				authorities: [{ position: 1, revocation: { verdict: 'revoked', reason: 'cACompromise' } }],
			},
		]);
	});

	it('says of a broken seal that its chain does not hold', async () => {
		const seal = buildCertificate({ notAfter: utcTime('280514081700Z') });
		const { certificates } = await jsonOf([file('seal.der', seal)], {
			issuer: authority.path('issuer.pem'),
			check: false,
		});
		expect(certificates[0]?.chain.verdict).toBe('incomplete');
	});

	it('fails where the file of issuers or the list cannot be read', async () => {
		const seal = authority.path('seal.pem');
		expect(await inspect([seal], { at: Date.now(), issuer: join(folder, 'yok') })).toMatchObject({
			exitCode: 1,
		});
		const { certificates } = await jsonOf([seal], {
			at: Date.now(),
			roots: [root],
			issuer: authority.path('issuer.pem'),
			crl: [join(folder, 'yok')],
		});
		expect(certificates).toMatchObject([
			{ state: { kind: 'unknown', why: 'no-evidence' }, revocation: { failed: [{ code: 'unreadable' }] } },
		]);
	});
});

describe('the exit code of inspect', () => {
	const DAY_MS = 86_400_000;
	/** Judged with the list of the authority, today or days from now. */
	const listed = (days = 0): Partial<InspectOptions> => ({
		at: Date.now() + days * DAY_MS,
		roots: [root],
		issuer: authority.path('issuer.pem'),
		crl: [join(folder, 'list.crl'), join(folder, 'root.crl')],
	});
	const codeOf = async (names: readonly string[], options: Partial<InspectOptions>): Promise<number> =>
		(
			await inspect(
				names.map((name) => authority.path(`${name}.pem`)),
				options,
			)
		).exitCode;

	it('is 0 only where the chain and a list say that the certificate is good', async () => {
		expect(await codeOf(['seal'], listed())).toBe(0);
	});

	it.each<readonly [string, number, readonly string[], () => Partial<InspectOptions>]>([
		['nobody was asked', 10, ['seal'], () => ({ ...listed(), crl: [] })],
		[
			'the list is of no use',
			11,
			['seal'],
			() => ({ ...listed(), crl: [join(folder, 'missing.crl'), join(folder, 'root.crl')] }),
		],
		['it is not valid yet', 12, ['seal'], () => ({ ...listed(-400), crl: [] })],
		['it has expired', 13, ['seal'], () => ({ ...listed(4_000), crl: [] })],
		[
			'the root is none of Kamu SM',
			14,
			['seal'],
			() => {
				const chain = ['issuer', 'root'].map((name) => readFileSync(authority.path(`${name}.pem`), 'utf8'));
				return { ...listed(), roots: [], issuer: file('chain.pem', chain.join('')) };
			},
		],
		['it is revoked', 16, ['revoked'], listed],
		[
			'nobody says how its authority stands',
			11,
			['seal'],
			() => ({ ...listed(), crl: [join(folder, 'list.crl')] }),
		],
		['one of several is revoked', 16, ['seal', 'revoked', 'missing'], listed],
		['a file cannot be read', 1, ['seal', 'missing'], listed],
		['a file cannot be read and nobody was asked', 1, ['seal', 'missing'], () => ({ ...listed(), crl: [] })],
	])('where %s it is %i', async (_name, code, names, options) => {
		expect(await codeOf(names, options())).toBe(code);
	});

	it('is 0 for the pinned roots', async () => {
		const roots = file(
			'roots.pem',
			pinnedRoots()
				.map(({ der }) => pemOf(der))
				.join(''),
		);
		expect((await inspect([roots])).exitCode).toBe(0);
	});
});

describe('a clock ten years ahead', () => {
	const at = Date.UTC(2036, 10, 29);

	it('is doubted before the certificate is', async () => {
		const path = file('ahead.der', buildCertificate());
		const { out } = await inspect([path], { at, isAtNow: true });
		expect(out).toMatch(/^Bilgisayarın tarihi 29\.11\.2036 görünüyor;.*Önce tarihi denetleyin\.\n\n/);
		expect((await jsonOf([path], { at, isAtNow: true })).report.clockDoubt).toBe('ahead');
	});

	it('is none where a person wrote the moment', async () => {
		const path = file('asked.der', buildCertificate());
		expect((await inspect([path], { at })).out).not.toContain('Bilgisayarın tarihi');
	});
});
