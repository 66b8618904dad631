import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CardError, createCardMonitor, type ReaderService } from '#card';
import { pemOf } from '#certificate';
import { type ExpiringOptions, parseCommandLine, runExpiring } from '#commands';
import { textsOf } from '#i18n';
import { createVirtualReader, openSandbox, type Sandbox } from '#sandbox';
import { expiringReport } from '../../../src/commands/expiring-report.ts';
import {
	buildCertificate,
	ENCRYPTION_EXTENSIONS,
	generalizedTime,
	OID,
	utcTime,
	utf8,
} from '../certificate/build-certificate.ts';
import { capturedIo } from './captured-io.ts';
import { FOREIGN_ATR, readerService, serviceDown, silentService } from './scripted-readers.ts';

const NOW = Date.UTC(2026, 0, 15, 12);

/** Time that nobody waits for in vain. */
const STANDING_TIMER = { after: () => () => undefined };
/** Time that is up as soon as somebody waits. */
const HURRYING_TIMER = {
	after(_delayMs: number, call: () => void) {
		queueMicrotask(call);
		return () => undefined;
	},
};

let folder: string;
let sandbox: Sandbox;
let signatoryCard: Awaited<ReturnType<Sandbox['issueSignatoryCard']>>['card'];

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'muhurdar-expiring-'));
	sandbox = await openSandbox({ clock: { now: () => NOW }, seed: 1 });
	({ card: signatoryCard } = await sandbox.issueSignatoryCard());
});

afterAll(async () => {
	await sandbox.close();
	rmSync(folder, { recursive: true, force: true });
});

interface Asking
	extends Partial<
		Pick<
			ExpiringOptions,
			| 'files'
			| 'withinDays'
			| 'criticalDays'
			| 'isAll'
			| 'timeoutSeconds'
			| 'json'
			| 'texts'
			| 'now'
			| 'timer'
		>
	> {
	readonly services?: readonly ReaderService[];
}

async function expiring(asking: Asking) {
	const io = capturedIo();
	const { services = [], ...options } = asking;
	const exitCode = await runExpiring({
		files: [],
		withinDays: 90,
		json: false,
		texts: textsOf('tr'),
		signal: new AbortController().signal,
		now: NOW,
		timer: STANDING_TIMER,
		...options,
		monitor: async () => createCardMonitor({ services, clock: STANDING_TIMER }),
		io,
	});
	return { exitCode, out: io.out, err: io.err };
}

/** A file with one seal that ends then: `YYMMDD`, at noon in UTC. */
function sealUntil(...ends: readonly string[]): string {
	const path = join(folder, `${ends.join('-')}.pem`);
	writeFileSync(
		path,
		ends.map((end) => pemOf(buildCertificate({ notAfter: utcTime(`${end}120000Z`) }))).join(''),
	);
	return path;
}

describe('expiring', () => {
	it.each([
		['270115', 0, 'OK', '365 gün kaldı, bitiş 15.01.2027'],
		['260416', 0, 'OK', '91 gün kaldı, bitiş 16.04.2026'],
		['260415', 1, 'WARNING', '90 gün kaldı, bitiş 15.04.2026'],
		['260131', 1, 'WARNING', '16 gün kaldı, bitiş 31.01.2026'],
		['260130', 2, 'CRITICAL', '15 gün kaldı, bitiş 30.01.2026'],
		['260114', 2, 'CRITICAL', 'süresi dolmuş, bitiş 14.01.2026'],
	])('says in one line of a seal that ends %s: %i', async (end, exitCode, word, said) => {
		expect(await expiring({ files: [sealUntil(end)] })).toEqual({
			exitCode,
			out: expect.stringMatching(
				new RegExp(`^MUHURDAR ${word} - 4540536920SIGN0: ${said} \\(yalnız tarihlere bakıldı\\) \\| .*\\n$`),
			),
			err: '',
		});
	});

	it.each([
		[7, '260121', 1],
		[7, '260118', 2],
		[365, '270101', 1],
		[30, '260301', 0],
	])('warns within %i days, and is critical at half of it at most', async (withinDays, end, exitCode) => {
		expect((await expiring({ files: [sealUntil(end)], withinDays })).exitCode).toBe(exitCode);
	});

	it('warns of a seal that has not begun', async () => {
		const path = join(folder, 'not-begun.pem');
		const dates = { notBefore: utcTime('260515081700Z'), notAfter: utcTime('290514081700Z') };
		writeFileSync(path, pemOf(buildCertificate(dates)));
		expect(await expiring({ files: [path] })).toMatchObject({
			exitCode: 1,
			out: expect.stringContaining('henüz geçerli değil, başlangıç 15.05.2026'),
		});
	});

	it('says in words that no end is known of a seal that ends in 9999, and is OK', async () => {
		const path = join(folder, 'no-end.pem');
		writeFileSync(path, pemOf(buildCertificate({ notAfter: generalizedTime('99991231235959Z') })));
		expect(await expiring({ files: [path] })).toMatchObject({
			exitCode: 0,
			out: expect.stringMatching(/^MUHURDAR OK - 4540536920SIGN0: bitiş belli değil \(9999\) \(/),
		});
	});

	it('counts the new seal of a holder, not the former one beside it', async () => {
		const { exitCode, out } = await expiring({ files: [sealUntil('260110', '280110')] });
		expect([exitCode, out.match(/SIGN0:/g)?.length]).toEqual([0, 1]);
	});

	it('counts each use by itself, the most urgent first', async () => {
		const path = join(folder, 'pair.pem');
		const signing = pemOf(buildCertificate({ notAfter: utcTime('280110120000Z') }));
		const encryption = pemOf(
			buildCertificate({ notAfter: utcTime('260120120000Z'), extensions: ENCRYPTION_EXTENSIONS }),
		);
		writeFileSync(path, signing + encryption);
		const { exitCode, out } = await expiring({ files: [path] });
		expect(exitCode).toBe(2);
		expect(out).toMatch(/^MUHURDAR CRITICAL - 4540536920ENCR0: 5 gün.*; 4540536920SIGN0: /);
	});

	it('is unknown where a file gives nothing, unless another is critical', async () => {
		const missing = join(folder, 'yok.pem');
		expect(await expiring({ files: [missing, sealUntil('260415')] })).toMatchObject({
			exitCode: 3,
			out: expect.stringContaining('yok.pem: dosya okunamadı'),
		});
		expect((await expiring({ files: [missing, sealUntil('260120')] })).exitCode).toBe(2);
	});

	it('prints what its schema says', async () => {
		const { out } = await expiring({ files: [sealUntil('260415'), join(folder, 'yok.pem')], json: true });
		expect(expiringReport.parse(JSON.parse(out))).toMatchObject({
			status: 'unknown',
			criticalDays: 15,
			certificates: [{ label: '4540536920SIGN0', daysLeft: 90, level: 'warning' }],
			problems: [{ code: 'not-readable' }],
		});
	});
});

describe('expiring as a monitoring plug-in', () => {
	it('gives the days left of each certificate as performance data, with both limits', async () => {
		const { out } = await expiring({ files: [sealUntil('260415')], withinDays: 120, criticalDays: 40 });
		expect(out).toMatch(/ \| '4540536920SIGN0'=90;120:;40:\n$/);
	});

	it('is critical from so many days on as it was told', async () => {
		expect((await expiring({ files: [sealUntil('260415')], criticalDays: 90 })).exitCode).toBe(2);
		expect((await expiring({ files: [sealUntil('260415')], criticalDays: 89 })).exitCode).toBe(1);
	});

	it('has one `|`, whatever the files and certificates are called', async () => {
		const path = join(folder, "a|b='c.pem");
		const titled = buildCertificate({ subject: [[OID.commonName, utf8("x|y='z")]], extensions: [] });
		writeFileSync(path, pemOf(titled));
		const { out } = await expiring({ files: [path, join(folder, 'yok|.pem')] });
		expect(out.match(/\|/gu)).toHaveLength(1);
		expect(out).toMatch(/ \| 'x y {2}z'=\d+;90:;15:\n$/);
	});

	it('reads -w, -c and -t, and says wrong use on stdout as well', async () => {
		const io = capturedIo();
		expect(
			await parseCommandLine(['expiring', '-w', '60', '-c', '20d', '-t', '5', '--all'], io),
		).toMatchObject({
			withinDays: 60,
			criticalDays: 20,
			timeoutSeconds: 5,
			isAll: true,
		});
		for (const words of [['-w', '10', '-c', '20'], ['-t', '0'], ['--nothing']]) {
			const wrong = capturedIo();
			expect(await parseCommandLine(['expiring', ...words], wrong)).toEqual({ kind: 'done', exitCode: 3 });
			expect(wrong.out).toMatch(/^MUHURDAR UNKNOWN - [^\n]+\n$/);
			expect(wrong.err).toMatch(/^muhurdar: [^\n]+\n$/);
		}
	});

	it('gives up before the monitoring program does', async () => {
		const waits: number[] = [];
		const timer = {
			after(delayMs: number, call: () => void) {
				waits.push(delayMs);
				return HURRYING_TIMER.after(delayMs, call);
			},
		};
		const { exitCode, out } = await expiring({ services: [silentService()], timer });
		expect([exitCode, out]).toEqual([
			3,
			'MUHURDAR UNKNOWN - PC/SC: süre doldu; kart okuyucu hizmeti yanıt vermedi (yalnız tarihlere bakıldı)\n',
		]);
		expect(Math.max(...waits)).toBe(8_000);
	});
});

describe('expiring with a personal card beside the seal', () => {
	const seal = () =>
		createVirtualReader({
			name: 'DENEME MİLKO',
			card: sandbox.card,
			cardError: (code) => new CardError(code, 'virtual reader'),
		});
	const signatory = () =>
		createVirtualReader({
			name: 'KİŞİSEL',
			card: signatoryCard,
			cardError: (code) => new CardError(code, 'virtual reader'),
		});

	it('goes by the seal, and names the card without one', async () => {
		const { exitCode, out } = await expiring({ services: [seal(), signatory()] });
		expect(exitCode).toBe(0);
		expect(out).toContain('KİŞİSEL: kartta mali mühür yok');
	});

	it('watches its certificates too where all are wanted', async () => {
		const { out } = await expiring({ services: [seal(), signatory()], isAll: true, json: true });
		const report = expiringReport.parse(JSON.parse(out));
		expect(report.status).not.toBe('unknown');
		expect(new Set(report.certificates.map(({ source }) => source))).toEqual(
			new Set(['DENEME MİLKO', 'KİŞİSEL']),
		);
		expect(report.withoutSeal).toEqual([]);
	});

	it('is unknown where there is no seal at all', async () => {
		expect(await expiring({ services: [signatory()] })).toMatchObject({
			exitCode: 3,
			out: expect.stringContaining('KİŞİSEL: kartta mali mühür yok'),
		});
	});
});

describe('expiring without files', () => {
	it("looks at the seals on the reader's card and says that the sandbox's are the sandbox's", async () => {
		const reader = createVirtualReader({
			name: 'DENEME MİLKO',
			card: sandbox.card,
			cardError: (code) => new CardError(code, 'virtual reader'),
		});
		const { exitCode, out } = await expiring({ services: [reader] });
		expect(exitCode).toBe(0);
		expect(out).toMatch(
			/^MUHURDAR OK - 4540536920\w+ \(DENEME ORTAMI\): .*4540536920\w+ \(DENEME ORTAMI\): /,
		);
	});

	it.each<[string, ReaderService, string]>([
		['no reader', readerService(), 'okuyucu yok'],
		['no service', serviceDown('not-running'), 'kart okuyucu hizmeti çalışmıyor'],
		[
			'no permission',
			serviceDown('access-denied'),
			'bu kullanıcının kart okuyucu hizmetine erişim izni yok (polkit)',
		],
		['no card', readerService({ name: 'MİLKO', slot: 'empty' }), 'MİLKO: kart yok'],
		[
			'no AKİS card',
			readerService({ name: 'MİLKO', slot: 'present', atr: FOREIGN_ATR }),
			'MİLKO: kartta mali mühür yok',
		],
		['a card that does not answer', readerService({ name: 'MİLKO', slot: 'mute' }), 'MİLKO: kart okunamadı'],
	])('is unknown with %s', async (_name, service, said) => {
		const { exitCode, out } = await expiring({ services: [service] });
		expect([exitCode, out]).toEqual([
			3,
			`MUHURDAR UNKNOWN - ${said.includes(':') ? said : `PC/SC: ${said}`} (yalnız tarihlere bakıldı)\n`,
		]);
	});

	it('is unknown where time is up before anything was learnt', async () => {
		expect((await expiring({ services: [silentService()], timer: HURRYING_TIMER })).exitCode).toBe(3);
	});
});

describe('a clock that cannot be right', () => {
	it('ten years ahead is doubted before the certificate is', async () => {
		const path = sealUntil('280514');
		const { exitCode, out } = await expiring({ files: [path], now: Date.UTC(2036, 10, 29) });
		expect(exitCode).toBe(2);
		expect(out).toMatch(
			/^MUHURDAR CRITICAL - Bilgisayarın tarihi 29\.11\.2036 görünüyor;.*Önce tarihi denetleyin/,
		);
		const { out: json } = await expiring({ files: [path], now: Date.UTC(2036, 10, 29), json: true });
		expect(expiringReport.parse(JSON.parse(json)).clockDoubt).toBe('ahead');
	});

	it('of an empty battery makes nothing OK', async () => {
		const { exitCode, out } = await expiring({ files: [sealUntil('280514')], now: Date.UTC(2025, 6, 1) });
		expect(exitCode).toBe(3);
		expect(out).toContain('MUHURDAR UNKNOWN - Bilgisayarın tarihi 01.07.2025 görünüyor');
	});
});
