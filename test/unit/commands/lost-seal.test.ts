import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pemOf, type SealCertificate } from '#certificate';
import { parseCommandLine, runSeals, runWatchLost, type WatchLostOptions } from '#commands';
import { textsOf } from '#i18n';
import { openSealRegister, type RegisteredSeal } from '#register';
import { watchEvent } from '../../../src/commands/watch-report.ts';
import { madeSeal } from '../../storm/made-seals.ts';
import { OpensslAuthority } from '../certificate/openssl-authority.ts';
import { DocumentServer, sends } from '../certificate/revocation/document-server.ts';
import { capturedIo } from './captured-io.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOLDER = '4540536920';

let home: string;
let directory: string;
let authority: OpensslAuthority;
let server: DocumentServer;
let sign: SealCertificate;
let encrypt: SealCertificate;
let now: number;

beforeAll(async () => {
	server = await DocumentServer.open();
});

afterAll(async () => {
	await server[Symbol.asyncDispose]();
	authority[Symbol.dispose]();
	rmSync(home, { recursive: true, force: true });
});

/** A card's pair under a root of its own, with OCSP and list by OpenSSL. */
beforeEach(async () => {
	authority?.[Symbol.dispose]();
	home = mkdtempSync(join(tmpdir(), 'muhurdar-lost-'));
	directory = join(home, 'register');
	authority = await OpensslAuthority.create();
	now = Date.now();
	const addresses = { ocsp: `${server.url}/ocsp`, crl: `${server.url}/crl`, issuer: `${server.url}/issuer` };
	sign = await authority.issueSeal('sign', addresses);
	encrypt = await authority.issueSeal('encrypt', addresses, { keyUsage: 'keyEncipherment, keyAgreement' });
	server.forget();
	server.answers('/issuer', sends(readFileSync(authority.path('issuer.pem'))));
	const path = join(home, 'muhur.pem');
	writeFileSync(path, pemOf(sign.der) + pemOf(encrypt.der));
	expect((await seals(['add', path])).exitCode).toBe(0);
});

async function seals(words: readonly string[]) {
	const io = capturedIo();
	const parsed = await parseCommandLine(['seals', ...words], io);
	if (parsed.kind !== 'seals') {
		throw new Error(io.err);
	}
	const texts = textsOf(parsed.language ?? 'tr');
	const exitCode = await runSeals({
		act: parsed.act,
		json: parsed.json,
		directory,
		now: () => now,
		texts,
		io,
	});
	return { exitCode, out: io.out, err: io.err };
}

async function stored(): Promise<readonly RegisteredSeal[]> {
	const register = openSealRegister(directory, () => now);
	try {
		return await register.read(await register.ids());
	} finally {
		register.close();
	}
}

describe('seals lost', () => {
	it('says both serial numbers, whom to call, what to say and never to say, and marks the seal', async () => {
		const { exitCode, out, err } = await seals(['lost', HOLDER]);
		expect(exitCode).toBe(0);
		expect(out).toContain(`imza: ${sign.serialNumber} (onluk ${BigInt(`0x${sign.serialNumber}`)})`);
		expect(out).toContain(`şifreleme: ${encrypt.serialNumber} (onluk `);
		expect(out).toContain('444 5 576');
		expect(out).toContain('“Şeker Çiçeği Sanayi A.Ş. adına arıyorum, numaramız 4540536920.”');
		expect(out).toContain('PIN, PUK ve güvenlik sözcüğü telefonda söylenmez');
		expect(out).toContain('muhurdar watch --revocation');
		expect(out).not.toContain('listeden alındı');
		expect(err).toBe('Defterde kayıp olarak işaretlendi. Kart bulunursa: muhurdar seals found\n');
		expect(await stored()).toMatchObject([{ lostAt: now }]);
		expect((await seals(['--only', 'lost'])).out).toContain('(kayıp, ');
		expect((await seals(['lost', HOLDER, '--lang', 'en'])).out).toContain('Nobody needs a PIN');
	});

	it('writes the letter to sign, in Turkish whatever the language, and says that it is no form', async () => {
		const path = join(home, 'dilekce.pdf');
		expect((await seals(['lost', HOLDER, path, '--lang', 'en'])).err).toContain(
			`Written, and only you can read it: ${path}`,
		);
		const { stdout } = await promisify(execFile)('pdftotext', ['-layout', path, '-']);
		const text = stdout.replaceAll(/\s+/gu, ' ');
		expect(text).toContain('Mali mühür sertifikalarının iptali talebi');
		expect(text).toContain('Şeker Çiçeği Sanayi A.Ş. (VKN: 4540536920)');
		expect(text).toContain(`imza: ${sign.serialNumber}`);
		expect(text).toContain(`şifreleme: ${encrypt.serialNumber}`);
		expect(text).toContain('P.K. 74, 41470 Gebze/Kocaeli');
		expect(text).toContain('Bu dilekçe Kamu SM’nin kendi formu değildir');
		expect((await seals(['lost', HOLDER, path])).exitCode).toBe(1);
	});

	it('is taken back where the card is found, and keeps the first time where it is said twice', async () => {
		await seals(['lost', HOLDER]);
		const first = now;
		now += DAY_MS;
		await seals(['lost', HOLDER]);
		expect(await stored()).toMatchObject([{ lostAt: first }]);
		expect((await seals(['found', HOLDER])).err).toMatch(/^Kayıp işareti kaldırıldı: 4540536920/);
		expect(await stored()).toMatchObject([{ lostAt: null }]);
	});

	it('says that nobody can be asked about a certificate that only a list told of', async () => {
		const register = openSealRegister(directory, () => now);
		const listed = madeSeal(1);
		await register.take([{ ...listed, der: new Map() }]);
		register.close();
		expect((await seals(['lost', listed.record.holderNumber ?? ''])).out).toContain('listeden alındı');
	});
});

describe('watch --revocation', () => {
	/** Time that passes when the test says so. */
	function manualHours() {
		let waiting: (() => void) | undefined;
		let asked = Promise.withResolvers<number>();
		return {
			timer: {
				after(ms: number, call: () => void) {
					waiting = call;
					asked.resolve(ms);
					return () => undefined;
				},
			},
			/** Settles with the wait once the command waits. */
			waits: () => asked.promise,
			pass(ms: number) {
				now += ms;
				asked = Promise.withResolvers();
				waiting?.();
			},
		};
	}

	function watching(options: Partial<WatchLostOptions> = {}) {
		const io = capturedIo();
		const hours = manualHours();
		const ending = new AbortController();
		const ended = runWatchLost({
			...{ directory, json: true, texts: textsOf('tr'), io, signal: ending.signal, now: () => now },
			timer: hours.timer,
			roots: [authority.certificate('root')],
			...options,
		});
		return { io, hours, ending, ended };
	}

	function events(out: string) {
		return out
			.trimEnd()
			.split('\n')
			.map((line) => watchEvent.parse(JSON.parse(line)));
	}

	async function publish(): Promise<void> {
		const list = await authority.crl();
		server.answers('/crl', sends(list));
	}

	let last: Promise<unknown> = Promise.resolve();

	/** OpenSSL answers from files of one folder, and so one request after the other. */
	function respond(): void {
		server.answers('/ocsp', async (response, body) => {
			const answer = last.then(() => authority.answer(body));
			last = answer.catch(() => undefined);
			response.writeHead(200).end(await answer);
		});
	}

	it('asks OCSP and the list each hour until both certificates are revoked, and keeps when it saw it', async () => {
		respond();
		await publish();
		await seals(['lost', HOLDER]);
		const { io, hours, ended } = watching();
		expect(await hours.waits()).toBe(HOUR_MS);
		const told = () =>
			events(io.out).flatMap((event) =>
				event.event === 'revocation-asked'
					? [[event.use, event.ocsp, event.list]]
					: event.event === 'revocation-seen'
						? [[event.use, 'seen', event.source, event.reason]]
						: [],
			);
		const sorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).toSorted();
		expect(sorted(told())).toEqual(
			sorted([
				['SIGN0', 'good', 'good'],
				['ENCR0', 'good', 'good'],
			]),
		);
		// The authority revokes the one: OCSP knows it at once, the list is not made anew yet.
		await authority.revoke('sign', 'keyCompromise');
		hours.pass(HOUR_MS);
		expect(await hours.waits()).toBe(HOUR_MS);
		expect(sorted(told().slice(2))).toEqual(
			sorted([
				['SIGN0', 'revoked', 'good'],
				['SIGN0', 'seen', 'ocsp', 'keyCompromise'],
				['ENCR0', 'good', 'good'],
			]),
		);
		const seenSign = now;
		// Then the other, which only the list tells of: the responder is away.
		await authority.revoke('encrypt', 'keyCompromise');
		await publish();
		server.answers('/ocsp', (response) => {
			response.writeHead(503).end();
		});
		hours.pass(HOUR_MS);
		expect(await ended).toBe(0);
		expect(told().slice(5)).toEqual([
			['ENCR0', 'unknown', 'revoked'],
			['ENCR0', 'seen', 'crl', 'keyCompromise'],
		]);
		expect(
			(await stored())[0]?.certificates.map(({ revoked }) => [revoked?.source, revoked?.seenAt]),
		).toEqual([
			['ocsp', seenSign],
			['crl', now],
		]);
		expect((await seals(['--only', 'revoked'])).out).toContain('iptal edilmiş, ');
		// Nothing is left to wait for.
		expect(await watching().ended).toBe(1);
	});

	it('goes on where nobody answers and where it is only suspended, and ends when it is told to', async () => {
		await seals(['lost', HOLDER]);
		const { io, hours, ending, ended } = watching({ json: false });
		await hours.waits();
		expect(io.out.match(/OCSP yanıt yok; liste yanıt yok/g)).toHaveLength(2);
		await authority.revoke('sign', 'certificateHold');
		respond();
		await publish();
		hours.pass(HOUR_MS);
		await hours.waits();
		expect(io.out).toMatch(/imza [0-9A-F]+: OCSP askıda; liste askıda/);
		expect(io.out).not.toContain('İPTAL EDİLDİ');
		ending.abort();
		expect(await ended).toBe(0);
		expect((await seals([])).out).toContain('askıda');
	});

	it('goes on where both certificates are suspended, which is no revocation', async () => {
		await seals(['lost', HOLDER]);
		await authority.revoke('sign', 'certificateHold');
		await authority.revoke('encrypt', 'certificateHold');
		respond();
		await publish();
		const { io, hours, ending, ended } = watching({ json: false });
		await hours.waits();
		expect(io.out.match(/OCSP askıda; liste askıda/g)).toHaveLength(2);
		ending.abort();
		expect(await ended).toBe(0);
		expect(io.out).not.toContain(textsOf('tr').commands.seals.watching.allSeen);
		expect((await seals(['list', '--only', 'revoked'])).out).toBe('');
	});

	it('says what to do where no seal is lost', async () => {
		const { io, ended } = watching();
		expect([await ended, io.out]).toEqual([1, '']);
		expect(io.err).toContain('muhurdar seals lost NUMARA');
	});

	it.each(['--check', '--reader', '--holder'])('refuses to look at readers as well: %s', async (option) => {
		const io = capturedIo();
		const words = ['watch', '--revocation', option, ...(option === '--check' ? [] : [HOLDER])];
		expect(await parseCommandLine(words, io)).toEqual({ kind: 'done', exitCode: 2 });
		expect(io.err).toContain(`--revocation ile ${option}`);
	});
});

describe('seals renew', () => {
	it('says from when on where it is too early', async () => {
		const opens = new Intl.DateTimeFormat('tr-TR', {
			timeZone: 'Europe/Istanbul',
			day: '2-digit',
			month: '2-digit',
			year: 'numeric',
		}).format(Math.min(sign.notAfter, encrypt.notAfter) - 90 * DAY_MS);
		expect((await seals(['renew', HOLDER])).out).toContain(`henüz açılmadı; ${opens} günü açılır.`);
	});

	it('ticks what can be seen, in order, and says what it cannot see', async () => {
		now = sign.notAfter - 30 * DAY_MS;
		const ticks = async (word: string) =>
			(await seals(['renew', word])).out.split('\n').flatMap((line) => /^\[.\] \d/.exec(line)?.[0] ?? []);
		expect(await ticks(HOLDER)).toEqual([
			...['[x] 1', '[?] 2', '[?] 3', '[?] 4', '[ ] 5', '[ ] 6', '[?] 7', '[ ] 8'],
		]);
		const renewed = madeSeal(1);
		const begin = now + 5 * DAY_MS;
		const certificates = renewed.record.certificates.map((one) => ({
			...one,
			notBefore: begin,
			notAfter: begin + 1095 * DAY_MS,
		}));
		const register = openSealRegister(directory, () => now);
		await register.take([
			{ ...renewed, record: { ...renewed.record, holderNumber: HOLDER, certificates, firstSeen: now } },
		]);
		register.close();
		expect(await ticks(sign.serialNumber)).toEqual([
			...['[x] 1', '[x] 2', '[x] 3', '[x] 4', '[x] 5', '[ ] 6', '[?] 7', '[ ] 8'],
		]);
		now = begin + DAY_MS;
		expect((await ticks(sign.serialNumber)).slice(5)).toEqual(['[x] 6', '[?] 7', '[ ] 8']);
		now = encrypt.notAfter + DAY_MS;
		expect((await ticks(sign.serialNumber)).slice(5)).toEqual(['[x] 6', '[?] 7', '[x] 8']);
	});
});
