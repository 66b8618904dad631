import { randomUUID } from 'node:crypto';
import {
	chmodSync,
	lstatSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePortalAddress } from '#api';
import { CardError, createCardMonitor, type DriverReport, type ReaderService } from '#card';
import { readSealCertificate } from '#certificate';
import { type DoctorOptions, runDoctor } from '#commands';
import { createVirtualReader, openSandbox, type Sandbox } from '#sandbox';
import { doctorBundle, doctorReport } from '../../../src/commands/doctor-report.ts';
import type { VirtualCard } from '../../../src/sandbox/card/index.ts';
import { answering, cardWithFiles, sealCertificates } from '../../cards/card-shapes.ts';
import { driverThatSees } from '../app/driver-reports.ts';
import { SEAL_CARD } from '../app/walk.ts';
import { hurriedTimer } from '../card/hurried-timer.ts';
import { capturedIo } from './captured-io.ts';
import {
	AKIS_ATR,
	FOREIGN_ATR,
	readerService,
	type ScriptedReader,
	serviceDown,
} from './scripted-readers.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const YEAR_MS = 365 * 86_400_000;
const HOME = '/home/sekercicek';
const STANDING_TIMER = { after: () => () => undefined };

const TERMINAL: DoctorOptions['terminal'] = {
	isInteractive: true,
	hasCursorControl: true,
	columns: 80,
	rows: 24,
	colourLevel: 3,
	hasLightGround: false,
	isUnicode: true,
	graphics: 'none',
	recorder: undefined,
	isScreenReader: false,
};

const HOST: Pick<DriverReport, 'system' | 'readers'> = {
	system: { kind: 'debian', name: 'Debian 12', machine: 'x64' },
	readers: [],
};
const MISSING: DriverReport = { ...HOST, module: { kind: 'missing', searched: [] } };

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
	sandbox = await openSandbox({ clock: { now: () => NOW }, seed: 1 });
	folder = mkdtempSync(join(tmpdir(), 'muhurdar-doctor-'));
});

afterAll(async () => {
	await sandbox.close();
	rmSync(folder, { recursive: true });
});

function virtualReader(name = 'MİLKO', card: VirtualCard = sandbox.card): ReaderService {
	return createVirtualReader({
		name,
		card,
		cardError: (code) => new CardError(code, 'virtual reader'),
	});
}

async function doctorOf(services: readonly ReaderService[], options: Partial<DoctorOptions> = {}) {
	const monitor = createCardMonitor({ services, clock: hurriedTimer() });
	const io = capturedIo();
	try {
		const exitCode = await runDoctor({
			lookAtNeighbours: async () => ({ programs: [], isWhole: true, places: [] }),
			lookAtDriver: async () => MISSING,
			portal: undefined,
			terminal: TERMINAL,
			system: { version: '1.2.3', node: 'v24', platform: 'linux', machine: 'x64' },
			bundle: undefined,
			home: HOME,
			json: true,
			language: 'tr',
			signal: new AbortController().signal,
			now: NOW,
			timer: STANDING_TIMER,
			...options,
			monitor,
			io,
		});
		return { exitCode, out: io.out, err: io.err };
	} finally {
		await monitor.close();
	}
}

async function reportOf(services: readonly ReaderService[], options: Partial<DoctorOptions> = {}) {
	const { exitCode, out, err } = await doctorOf(services, options);
	const written: unknown = JSON.parse(out);
	const report = doctorReport.parse(written);
	// A field that the schema does not know would be dropped by it.
	expect(written).toEqual(report);
	const states = Object.fromEntries(report.links.map(({ link, state, reason }) => [link, [state, reason]]));
	return { exitCode, report, states, err };
}

function portalThat(
	ask: Exclude<DoctorOptions['portal'], 'unknown' | undefined>['ask'],
): DoctorOptions['portal'] {
	const parsed = parsePortalAddress('https://portal.example.com/');
	if (!parsed.ok) {
		throw new Error(parsed.code);
	}
	return { address: parsed.url, ask };
}

describe('doctor of a card that refuses', () => {
	it.each([
		['the application', '6285', (p1: number) => p1 === 0x04],
		['the application', '6982', (p1: number) => p1 === 0x04],
		['a certificate file', '6982', (p1: number, fileId: string) => p1 === 0x02 && fileId === '2f11'],
	])('%s with %s tells the status word, in the report and in the bundle', async (_, word, isRefused) => {
		const card = answering(cardWithFiles(await sealCertificates(2)), (command) => {
			const [, ins, p1 = 0] = command;
			const fileId = Buffer.from(command.subarray(5, 7)).toString('hex');
			return ins === 0xa4 && isRefused(p1, fileId) ? Buffer.from(word, 'hex') : undefined;
		});
		const bundle = join(folder, `refused-${randomUUID()}.json`);
		const { report } = await reportOf([virtualReader('MİLKO', card)], { bundle });
		const evidence = report.links.flatMap((link) => link.evidence).join(' ');
		expect(evidence).toContain(`SW ${word}`);
		expect(readFileSync(bundle, 'utf8')).toContain(`SW ${word}`);
	});
});

describe('doctor of a chain that holds', () => {
	it('finds every link well, in order, and is silent on stderr', async () => {
		const { exitCode, report, err } = await reportOf([readerService(), virtualReader()]);
		expect(report.links.map(({ link, state }) => `${link} ${state}`)).toEqual([
			'service ok',
			'reader ok',
			'card ok',
			'driver not-needed',
			'certificates ok',
			'portal not-needed',
			'terminal ok',
			'neighbours ok',
		]);
		expect([exitCode, err, report.isComplete]).toEqual([0, '', true]);
	});

	it('prints one link a line for a person, in both languages', async () => {
		const services = () => [readerService(), virtualReader()];
		const turkish = await doctorOf(services(), { json: false });
		expect(turkish.out).toMatch(/^PC\/SC hizmeti: iyi · çalışıyor\nOkuyucu: {7}iyi · MİLKO: tanındı\n/);
		expect(turkish.out).toContain('Portal:        gerekmez · DENEME ORTAMI programın içindedir\n');
		expect(turkish.out).toContain('iptal sorgusu yapılmadı');
		const english = await doctorOf(services(), { json: false, language: 'en' });
		expect(english.out).toMatch(/^PC\/SC service: well · running\n/);
		expect(english.out).toContain('not needed · the sandbox is part of the program');
	});

	it('says who answers at the portal', async () => {
		const portal = portalThat(async () => ({ ok: true, value: { name: 'Portal A' } }));
		const { exitCode, report } = await reportOf([readerService(), virtualReader()], { portal });
		expect(exitCode).toBe(0);
		expect(report.links[5]).toMatchObject({
			state: 'ok',
			evidence: ['https://portal.example.com/', 'Portal A'],
		});
	});

	it('does not take a script for trouble of the terminal', async () => {
		const terminal = { ...TERMINAL, isInteractive: false };
		const { exitCode, states } = await reportOf([readerService(), virtualReader()], { terminal });
		expect([exitCode, states['terminal']]).toEqual([0, ['unknown', 'no-terminal']]);
	});
});

describe('doctor of an open link', () => {
	it('knows nothing of what stands behind a service that is down', async () => {
		const { exitCode, states, err } = await reportOf([serviceDown('not-running')]);
		expect(exitCode).toBe(3);
		expect(states).toMatchObject({
			service: ['trouble', 'not-running'],
			reader: ['unknown', null],
			card: ['unknown', null],
			certificates: ['unknown', null],
		});
		expect(err).toContain('sudo systemctl start pcscd');
	});

	it('ends with 3 without a reader, before an unreachable portal', async () => {
		const portal = portalThat(async () => ({ ok: false, problem: { code: 'unreachable' } }));
		const { exitCode, states, err } = await reportOf([readerService()], { portal });
		expect([exitCode, states['reader']]).toEqual([3, ['trouble', 'no-reader']]);
		expect(err).toContain('Okuyucu: Okuyucu görünmüyor.');
	});

	it.each<[Omit<ScriptedReader, 'name'>, string, number]>([
		[{ slot: 'empty' }, 'empty', 3],
		[{ slot: 'present', atr: FOREIGN_ATR }, 'foreign', 3],
		[{ slot: 'mute' }, 'unresponsive', 1],
		[{ slot: 'present', atr: AKIS_ATR, refusal: 'sharing-violation' }, 'in-use', 1],
		[{ slot: 'present', atr: AKIS_ATR, refusal: 'access-denied' }, 'failed', 1],
	])('tells what is in the reader: %o', async (reader, reason, code) => {
		const { exitCode, states, report } = await reportOf([readerService({ name: 'A', ...reader })]);
		expect([exitCode, states['card']]).toEqual([code, ['trouble', reason]]);
		expect(report.links[2]?.remedy).toMatch(/\.$/);
	});

	it.each([
		['unreachable', 4],
		['timeout', 4],
		['server-error', 1],
	] as const)('ends by what the portal’s problem is: %s', async (code, expected) => {
		const portal = portalThat(async () => ({ ok: false, problem: { code } }));
		const { exitCode, states } = await reportOf([readerService(), virtualReader()], { portal });
		expect([exitCode, states['portal']]).toEqual([expected, ['trouble', code]]);
	});

	it.each<[DriverReport['module'], string, RegExp]>([
		[{ kind: 'missing', searched: [] }, 'missing', /card\.module YOL/],
		[{ kind: 'in-use' }, 'in-use', /komutu yeniden çalıştırın/],
		[
			{ kind: 'failed', path: '/a.so', code: 'crashed', detail: 'signal 11' },
			'crashed',
			/Sürücü çöktü\..*komutu/,
		],
		[
			{ kind: 'refused', path: '/a.so', refusal: { rule: 'other-machine', found: 'ARM', needed: 'x86-64' } },
			'other-machine',
			/ARM.*x86-64/,
		],
	])('tells the driver’s remedy without speaking of keys: %o', async (module, reason, remedy) => {
		const lookAtDriver = async (): Promise<DriverReport> => ({ ...HOST, module });
		const { states, report } = await reportOf([readerService()], { lookAtDriver });
		expect(states['driver']).toEqual(['trouble', reason]);
		expect(report.links[3]?.remedy).toMatch(remedy);
		expect(report.links[3]?.remedy).not.toMatch(/\br ile\b|\(d\)|kendiliğinden/);
	});

	it('finds a driver well that sees the card, and one that has no card to see', async () => {
		const files = await sealCertificates(2);
		const newerCard = () => virtualReader('B', cardWithFiles(files, { product: 'v2.2.8' }));
		const certificates = files.map((der, place) => {
			const read = readSealCertificate(der);
			if (!read.ok) {
				throw new Error(read.code);
			}
			return { fileId: `2F1${place}`, certificate: read.certificate };
		});
		const seen = await reportOf([readerService(), newerCard()], {
			lookAtDriver: async () => driverThatSees({ ...SEAL_CARD, certificates }),
		});
		expect([seen.exitCode, seen.states['driver']]).toEqual([0, ['ok', null]]);
		expect(seen.report.links[3]?.evidence).toEqual([
			'AKIS PKCS#11 Library 1.6',
			'/usr/lib/libakisp11.so',
			'1 kart',
		]);
		const alone = await reportOf([readerService()], { lookAtDriver: async () => driverThatSees() });
		expect(alone.states['driver']).toEqual(['ok', null]);
		expect(alone.report.links[3]?.evidence).toContain('kart takılınca bakılır');
		const blind = await reportOf([readerService(), newerCard()], {
			lookAtDriver: async () => driverThatSees(),
		});
		expect([blind.exitCode, blind.states['driver']]).toEqual([1, ['trouble', 'sees-no-card']]);
	});

	it('finds certificates well that end soon, with a remedy for the days to come', async () => {
		const open = await reportOf([readerService(), virtualReader()]);
		const [, end = ''] = /, (\d{4}-\d{2}-\d{2})$/.exec(open.report.links[4]?.evidence[0] ?? '') ?? [];
		const now = Date.parse(end) - 20 * 86_400_000;
		const { exitCode, states, report, err } = await reportOf([readerService(), virtualReader()], { now });
		expect([exitCode, states['certificates']]).toEqual([0, ['ok', 'expiring']]);
		expect(report.links[4]?.evidence[0]).toContain('SIGN0: bitiyor');
		expect(err).toContain('Sertifikalar: Mührün süresi yakında doluyor.');
	});

	it.each([
		[-YEAR_MS, 'not-yet-valid'],
		[20 * YEAR_MS, 'expired'],
	])('judges the certificates by the moment it is given: %d', async (offset, reason) => {
		const { exitCode, states } = await reportOf([readerService(), virtualReader()], { now: NOW + offset });
		expect([exitCode, states['certificates']]).toEqual([1, ['trouble', reason]]);
	});

	it.each([
		[{ hasCursorControl: false }, 'no-cursor'],
		[{ columns: 59 }, 'too-small'],
	])('tells what the terminal lacks: %o', async (lack, reason) => {
		const terminal = { ...TERMINAL, ...lack };
		const { exitCode, states } = await reportOf([readerService(), virtualReader()], { terminal });
		expect([exitCode, states['terminal']]).toEqual([1, ['trouble', reason]]);
	});

	it('ends without a word when it is interrupted', async () => {
		const interruption = new AbortController();
		interruption.abort();
		const run = await doctorOf([readerService()], { signal: interruption.signal });
		expect(run).toEqual({ exitCode: 1, out: '', err: '' });
	});
});

describe('the bundle', () => {
	it('is for its owner alone, and has no name and no whole number in it', async () => {
		const bundle = join(folder, 'rapor.json');
		const canaries = ['4540536920', 'Şeker Çiçeği', '00112233445566'];
		const services = () => [
			readerService({ name: 'ACS 00112233445566 Şeker Çiçeği Sanayi A.Ş. 4540536920', slot: 'empty' }),
			virtualReader(),
		];
		const open = await doctorOf(services());
		expect(open.out).toContain('00112233445566');
		const before = process.umask(0o000);
		const { exitCode, err } = await doctorOf(services(), { bundle }).finally(() => process.umask(before));
		expect([exitCode, err]).toEqual([
			0,
			`Yazıldı, yalnız siz okuyabilirsiniz: ${bundle}\nRaporda ad ve tam numara yoktur; birine vermeden önce bakın.\n`,
		]);
		expect(statSync(bundle).mode & 0o777).toBe(0o600);
		const text = readFileSync(bundle, 'utf8');
		for (const canary of canaries) {
			expect(text).not.toContain(canary);
		}
		const written: unknown = JSON.parse(text);
		expect(doctorBundle.parse(written)).toEqual(written);
		expect(text).toContain('ACS …566 …. …920');
	});

	it('hides what a driver tells of numbers and places', async () => {
		const bundle = join(folder, 'driver.json');
		const lookAtDriver = async (): Promise<DriverReport> => ({
			...HOST,
			module: {
				kind: 'failed',
				path: `${HOME}/a.so`,
				code: 'crashed',
				detail: 'token 4540536920 SN AB12345678CD',
			},
		});
		const { out } = await doctorOf([readerService()], { lookAtDriver, bundle });
		expect(out).toContain(`${HOME}/a.so`);
		const report = doctorBundle.parse(JSON.parse(readFileSync(bundle, 'utf8'))).report;
		expect(report.links[3]?.evidence).toEqual(['~/a.so', 'token …920 SN …8CD']);
	});

	it('overwrites nothing and follows no link', async () => {
		const there = join(folder, 'there');
		const link = join(folder, 'link');
		writeFileSync(there, 'kept');
		chmodSync(there, 0o644);
		symlinkSync(join(folder, 'nowhere'), link);
		for (const bundle of [there, link]) {
			const { exitCode, err } = await doctorOf([readerService(), virtualReader()], { bundle });
			expect([exitCode, err]).toEqual([
				1,
				`${bundle}: Bu adda bir dosya var; üzerine yazılmadı. Başka bir ad yazın.\n`,
			]);
		}
		expect(readFileSync(there, 'utf8')).toBe('kept');
		expect(lstatSync(link).isSymbolicLink()).toBe(true);
	});
});
