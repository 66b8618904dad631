import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SealCertificate } from '#certificate';
import { type ExpiringOptions, parseCommandLine, runExpiring } from '#commands';
import { textsOf } from '#i18n';
import { openSealRegister, type SealRegister } from '#register';
import { expiringReport } from '../../../src/commands/expiring-report.ts';
import { madeSeal } from '../../storm/made-seals.ts';
import { OpensslAuthority } from '../certificate/openssl-authority.ts';
import { DocumentServer, sends } from '../certificate/revocation/document-server.ts';
import { capturedIo } from './captured-io.ts';

const SEALS = 20;
const DAY_MS = 86_400_000;

let home: string;
let authority: OpensslAuthority;
let server: DocumentServer;
let register: SealRegister;
let certificates: readonly SealCertificate[];
let now: number;

beforeAll(async () => {
	home = mkdtempSync(join(tmpdir(), 'muhurdar-expiring-'));
	authority = await OpensslAuthority.create();
	server = await DocumentServer.open();
	const addresses = { ocsp: `${server.url}/ocsp`, issuer: `${server.url}/issuer` };
	const issued: SealCertificate[] = [];
	for (let number = 0; number < SEALS; number += 1) {
		const holderNumber = `${1_000_000_000 + number}`;
		issued.push(
			await authority.issueSeal(`seal-${number}`, addresses, { holderNumber, title: `Örnek ${number}` }),
		);
	}
	certificates = issued;
	now = Date.now();
});

afterAll(async () => {
	register?.close();
	await server[Symbol.asyncDispose]();
	authority[Symbol.dispose]();
	rmSync(home, { recursive: true, force: true });
});

beforeEach(async () => {
	register?.close();
	rmSync(join(home, 'register'), { recursive: true, force: true });
	register = openSealRegister(join(home, 'register'), () => now);
	for (const certificate of certificates) {
		await register.keep({ certificates: [certificate], place: { kind: 'file', name: 'x.pem' } });
	}
	server.forget();
	server.answers('/issuer', sends(readFileSync(authority.path('issuer.pem'))));
});

async function expiring(options: Partial<ExpiringOptions> = {}) {
	const io = capturedIo();
	const exitCode = await runExpiring({
		...{ files: [], withinDays: 90, json: false, texts: textsOf('tr'), io, now },
		signal: new AbortController().signal,
		register: { directory: join(home, 'register'), now: () => now },
		monitor: () => Promise.reject(new Error('no card is looked at')),
		roots: [authority.certificate('root')],
		timer: { after: () => () => undefined },
		...options,
	});
	return { exitCode, out: io.out, err: io.err };
}

describe('expiring --register', () => {
	it('says in one line that nothing ends soon, with counts in place of hundreds of figures', async () => {
		expect(await expiring()).toEqual({
			exitCode: 0,
			out: `MUHURDAR OK - ${SEALS} sertifika, yakında biten yok (yalnız tarihlere bakıldı) | 'critical'=0 'warning'=0 'fine'=${SEALS}\n`,
			err: '',
		});
	});

	it('names those that end soon, twenty at most, and the lost ones as lost', async () => {
		const [first] = await register.ids();
		await register.change(first ?? 0, (seal) => ({ ...seal, lostAt: now }));
		const { exitCode, out } = await expiring();
		expect(exitCode).toBe(2);
		expect(out).toMatch(/^MUHURDAR CRITICAL - 1000000\d{3}SIGN0: \d+ gün kaldı, bitiş [\d.]+, kayıp \(/);
		const later = await expiring({ now: now + 1_020 * DAY_MS });
		expect(later.exitCode).toBe(2);
		expect(later.out.match(/SIGN0/g)).toHaveLength(20);
	});

	it('says of a seal that only a list told of that it has no certificate to judge', async () => {
		await register.take([{ ...madeSeal(1), der: new Map() }]);
		const { exitCode, out } = await expiring({ json: true });
		expect(exitCode).toBe(3);
		expect(expiringReport.parse(JSON.parse(out)).problems).toEqual([
			{ source: expect.stringContaining('Örnek Ticaret'), code: 'only-listed' },
		]);
	});

	it('is unknown where the register cannot be read', async () => {
		const { exitCode, out, err } = await expiring({ register: { directory: undefined, now: () => now } });
		expect([exitCode, err]).toEqual([3, expect.stringMatching(/^Mühür defteri için yer yok/)]);
		expect(out).toMatch(/^MUHURDAR UNKNOWN - register: mühür defteri okunamadı/);
	});

	it('asks about eight certificates at a time at most, and eight where there are more', async () => {
		await authority.revoke('seal-3', 'keyCompromise');
		let underWay = 0;
		let most = 0;
		let asked = 0;
		let full = Promise.withResolvers<void>();
		server.answers('/ocsp', async (response, body) => {
			underWay += 1;
			asked += 1;
			most = Math.max(most, underWay);
			if (underWay === 8 || asked > SEALS - 8) {
				full.resolve();
				full = Promise.withResolvers<void>();
			} else {
				// Until so many wait as may: whoever asked for less would wait for ever.
				await full.promise;
			}
			const answer = await oneByOne(() => authority.answer(body));
			underWay -= 1;
			response.writeHead(200).end(answer);
		});
		const { exitCode, out } = await expiring({ check: true, json: true });
		const report = expiringReport.parse(JSON.parse(out));
		expect([most, asked, exitCode]).toEqual([8, SEALS, 2]);
		// What all of them want is fetched once.
		expect(server.asked.filter((path) => path === '/issuer')).toHaveLength(1);
		const critical = report.certificates.filter(({ level }) => level === 'critical');
		expect(critical.map(({ label, assessment }) => [label, assessment?.state.kind])).toEqual([
			['1000000003SIGN0', 'revoked'],
		]);
	});

	it.each([
		[['--register', 'x.pem'], /--register ile dosya/],
		[['--register', '--reader', 'ACS'], /--register ile --reader/],
		[['--register', '--holder', '4540536920'], /--register ile --holder/],
	])('refuses %j', async (words, sentence) => {
		const io = capturedIo();
		expect(await parseCommandLine(['expiring', ...words], io)).toEqual({ kind: 'done', exitCode: 3 });
		expect(io.err).toMatch(sentence);
	});
});

let last: Promise<unknown> = Promise.resolve();

/** OpenSSL answers from files of one folder. */
function oneByOne<T>(work: () => Promise<T>): Promise<T> {
	const next = last.then(work);
	last = next.catch(() => undefined);
	return next;
}
