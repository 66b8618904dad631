import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CardError, createCardMonitor, type Timer } from '#card';
import type { SealCertificate } from '#certificate';
import { runExpiring, runStatus, runWatch } from '#commands';
import { textsOf } from '#i18n';
import { createVirtualReader } from '#sandbox';
import { expiringReport } from '../../../src/commands/expiring-report.ts';
import { statusReport } from '../../../src/commands/status-report.ts';
import { watchEvent } from '../../../src/commands/watch-report.ts';
import { cardWithFiles } from '../../cards/card-shapes.ts';
import { OpensslAuthority } from '../certificate/openssl-authority.ts';
import { DocumentServer, sends } from '../certificate/revocation/document-server.ts';
import { capturedIo } from './captured-io.ts';

/** Time that nobody waits for in vain. */
const STANDING_TIMER: Timer = { after: () => () => undefined };
/** Time that is up as soon as somebody waits. */
const HURRYING_TIMER = {
	after(_delayMs: number, call: () => void) {
		queueMicrotask(call);
		return () => undefined;
	},
};

let folder: string;
let authority: OpensslAuthority;
let server: DocumentServer;
let roots: readonly SealCertificate[];

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'muhurdar-decider-'));
	authority = await OpensslAuthority.create();
	server = await DocumentServer.open();
	roots = [authority.certificate('root')];
	const addresses = { crl: `${server.url}/crl`, issuer: `${server.url}/issuer` };
	await authority.issueSeal('good', addresses);
	await authority.issueSeal('addressless');
	await authority.issueSeal('revoked', addresses);
	await authority.revoke('revoked', 'keyCompromise');
	await authority.certifyAgain('root', 'issuer', 'unentitled', 'issuer_that_may_not_issue');
	server.answers('/issuer', sends(readFileSync(authority.path('issuer.pem'))));
	server.answers('/crl', sends(await authority.crl()));
});

afterAll(async () => {
	await server[Symbol.asyncDispose]();
	authority[Symbol.dispose]();
	rmSync(folder, { recursive: true, force: true });
});

interface Asking {
	readonly check?: boolean;
	readonly json?: boolean;
	readonly language?: 'tr' | 'en';
}

async function status(names: readonly string[], { check, json = false, language = 'tr' }: Asking) {
	const card = cardWithFiles(names.map((name) => authority.certificate(name).der));
	const reader = createVirtualReader({
		name: 'MİLKO',
		card,
		cardError: (code) => new CardError(code, 'virtual reader'),
	});
	const monitor = createCardMonitor({ services: [reader], clock: STANDING_TIMER });
	const io = capturedIo();
	try {
		await runStatus({
			monitor,
			lookAtDriver: async () => {
				throw new Error('the module was looked at');
			},
			json,
			check,
			texts: textsOf(language),
			io,
			signal: new AbortController().signal,
			now: Date.now(),
			timer: STANDING_TIMER,
			roots,
		});
	} finally {
		await monitor.close();
	}
	return io.out;
}

async function expiring(
	names: readonly string[],
	{ check, json = false, language = 'tr' }: Asking,
	timer = STANDING_TIMER,
) {
	const io = capturedIo();
	const path = join(folder, `${names.join('-')}.pem`);
	writeFileSync(path, names.map((name) => readFileSync(authority.path(`${name}.pem`), 'utf8')).join(''));
	const exitCode = await runExpiring({
		files: [path],
		withinDays: 90,
		check,
		json,
		monitor: async () => {
			throw new Error('the readers were looked at');
		},
		texts: textsOf(language),
		io,
		signal: new AbortController().signal,
		now: Date.now(),
		timer,
		roots,
	});
	return { exitCode, out: io.out };
}

describe('status', () => {
	it('without --check asks nobody, judges the chain at hand, and names the authority that may not issue', async () => {
		server.asked.length = 0;
		const out = await status(['good', 'unentitled'], {});
		expect(out).toMatch(/^Durum: +bilinmiyor, zincir Kamu SM/m);
		expect(out).toMatch(/^Belirleyen: +Sınama Yayıncısı - Sürüm 3: sertifika imzalamaya yetkili değil$/m);
		expect(server.asked).toEqual([]);
		const english = await status(['good', 'unentitled'], { language: 'en' });
		expect(english).toMatch(/^Decided by: +Sınama Yayıncısı - Sürüm 3: may not sign certificates$/m);
		const report = statusReport.parse(JSON.parse(await status(['good', 'unentitled'], { json: true })));
		expect(report).toMatchObject({
			isRevocationWanted: false,
			readers: [
				{
					card: {
						certificates: [
							{
								assessment: {
									state: {
										kind: 'unknown',
										why: 'chain-untrusted',
										decidedBy: { position: 1, title: 'Sınama Yayıncısı - Sürüm 3' },
									},
									chain: { verdict: 'untrusted', fault: 'may-not-issue' },
								},
							},
							{},
						],
					},
				},
			],
		});
	});

	it('with --check tells a seal that its issuer has revoked as that, and by which answer', async () => {
		const out = await status(['revoked'], { check: true });
		expect(out).toMatch(/^Durum: +iptal, anahtar ele geçmiş ya da geçmiş olabilir, tarih /m);
		expect(out).toMatch(/^Kanıt: +iptal listesi, imzalayan Sınama Yayıncısı - Sürüm 3, /m);
		expect(out).not.toContain(textsOf('tr').card.datesOnly);
	});

	it('with --check names the authority whose revocation nobody could tell', async () => {
		const out = await status(['good'], { check: true });
		expect(out).toMatch(/^Durum: +bilinmiyor, /m);
		expect(out).toMatch(/^Belirleyen: +Sınama Yayıncısı - Sürüm 3: /m);
	});
});

describe('expiring --check', () => {
	it('is critical where the seal is revoked, though its dates are fine, and says why', async () => {
		const byDates = await expiring(['revoked'], {});
		expect(byDates).toMatchObject({ exitCode: 0, out: expect.stringContaining('MUHURDAR OK') });
		const { exitCode, out } = await expiring(['revoked'], { check: true });
		expect(exitCode).toBe(2);
		expect(out).toMatch(
			/^MUHURDAR CRITICAL - 4540536920SIGN0: 109\d gün kaldı, bitiş [\d.]+, iptal, anahtar ele geçmiş[^|]*\(tarihlere, zincire ve iptal durumuna bakıldı\) \| /,
		);
		const english = await expiring(['revoked'], { check: true, language: 'en' });
		expect(english.out).toMatch(/, revoked, the key is, or may be, known to others, since /);
		const report = expiringReport.parse(
			JSON.parse((await expiring(['revoked'], { check: true, json: true })).out),
		);
		expect(report).toMatchObject({
			judgedBy: 'everything',
			status: 'critical',
			certificates: [
				{
					level: 'critical',
					assessment: { state: { kind: 'revoked', reason: 'keyCompromise', decidedBy: { position: 0 } } },
				},
			],
		});
	});

	it('is unknown where nothing proves that an authority is not revoked, and names the authority', async () => {
		const { exitCode, out } = await expiring(['good'], { check: true });
		expect(exitCode).toBe(3);
		expect(out).toMatch(/, belirleyen Sınama Yayıncısı - Sürüm 3: /);
		expect(out.match(/\n/g)).toHaveLength(1);
	});

	it('is critical where an authority may not issue', async () => {
		const { exitCode, out } = await expiring(['addressless', 'unentitled'], { check: true });
		expect(exitCode).toBe(2);
		expect(out).toMatch(/belirleyen Sınama Yayıncısı - Sürüm 3: sertifika imzalamaya yetkili değil/);
	});

	it('counts the pair that can be used, not a revoked one that would last longer', async () => {
		const { out } = await expiring(['revoked', 'good'], { check: true, json: true });
		const { certificates } = expiringReport.parse(JSON.parse(out));
		expect(certificates.map(({ fingerprint }) => fingerprint)).toEqual([
			authority.certificate('good').fingerprint,
		]);
	});

	it('is unknown where time is up before anybody answers', async () => {
		const { exitCode, out } = await expiring(['revoked'], { check: true }, HURRYING_TIMER);
		expect(exitCode).toBe(3);
		expect(out).toContain('çevrimdışı');
	});
});

describe('watch', () => {
	/** Watches a revoked seal that is taken out and put in again. */
	async function watchRevoked(check: boolean, json: boolean, first: RegExp, again: RegExp): Promise<string> {
		const card = cardWithFiles([authority.certificate('revoked').der]);
		const slot = createVirtualReader({
			name: 'MİLKO',
			card,
			cardError: (code) => new CardError(code, 'virtual reader'),
		});
		const monitor = createCardMonitor({ services: [slot] });
		const io = capturedIo();
		const ending = new AbortController();
		const ended = runWatch({
			...{ monitor, json, check, texts: textsOf('tr'), io, roots },
			signal: ending.signal,
			now: () => Date.now(),
		});
		await io.said(first);
		slot.remove();
		await io.said(/(?:boş|"state":"empty")[^\n]*\n$/);
		slot.insert(card);
		await io.said(again);
		ending.abort();
		expect(await ended).toBe(0);
		await monitor.close();
		return io.out;
	}

	it('with --check tells that the seal is revoked, and tells it at once when the card comes again', async () => {
		const said = /SIGN0 iptal, anahtar ele geçmiş/;
		const out = await watchRevoked(true, false, said, /boş\n[\s\S]*SIGN0 iptal, anahtar ele geçmiş/);
		const after = out.slice(out.lastIndexOf('boş\n'));
		expect(after.split('\n').filter((line) => line.includes('Şeker') && !said.test(line))).toEqual([]);
	});

	it('without --check says nothing of how the seal stands but its dates', async () => {
		const out = await watchRevoked(false, true, /"state":"seal"/, /"empty"[\s\S]*"state":"seal"/);
		const certificates = out
			.trimEnd()
			.split('\n')
			.map((line) => watchEvent.parse(JSON.parse(line)))
			.flatMap((event) => ('reader' in event ? (event.reader.card?.certificates ?? []) : []));
		expect(certificates.map(({ assessment, validity }) => [assessment, validity.judgedBy])).toEqual([
			[null, 'dates'],
			[null, 'dates'],
		]);
	});
});
