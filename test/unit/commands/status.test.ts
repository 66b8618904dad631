import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CARD_PIN_ACTS } from '#app';
import {
	type AkisCard,
	CardError,
	type CardMonitor,
	createCardMonitor,
	type DriverReport,
	type ReaderService,
	type Timer,
} from '#card';
import { runStatus, type StatusOptions } from '#commands';
import { textsOf } from '#i18n';
import { createVirtualReader, openSandbox, type Sandbox } from '#sandbox';
import { drawFrame } from '#screens';
import { createTheme } from '#ui';
import { pinLines } from '../../../src/commands/pin-lines.ts';
import { type StatusReport, statusReport } from '../../../src/commands/status-report.ts';
import { slowCard, type VirtualCard } from '../../../src/sandbox/card/index.ts';
import { cardWithFiles, identityCard, sealCertificates } from '../../cards/card-shapes.ts';
import { DRIVER_MISSING, driverReport, driverThatSees } from '../app/driver-reports.ts';
import { insertCard, started } from '../app/walk.ts';
import { hurriedTimer } from '../card/hurried-timer.ts';
import { idle, manualTimer } from '../card/manual-timer.ts';
import { buildCertificate, generalizedTime } from '../certificate/build-certificate.ts';
import { type CapturedIo, capturedIo } from './captured-io.ts';
import {
	AKIS_ATR,
	FOREIGN_ATR,
	readerService,
	type ScriptedReader,
	serviceDown,
	silentService,
} from './scripted-readers.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const DAY_MS = 86_400_000;

/** Time that nobody waits for in vain. */
const STANDING_TIMER = { after: () => () => undefined };
/** Time that is up as soon as somebody waits. */
const HURRYING_TIMER = {
	after(_delayMs: number, call: () => void) {
		queueMicrotask(call);
		return () => undefined;
	},
};

/** The module is for the cards that need it; for others it is not even loaded. */
async function nobodyLooks(): Promise<never> {
	throw new Error('the module was looked at');
}

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await openSandbox({ clock: { now: () => NOW }, seed: 1 });
});

afterAll(() => sandbox.close());

function virtualReader(card: VirtualCard = sandbox.card, name = 'DENEME MİLKO'): ReaderService {
	return createVirtualReader({
		name,
		card,
		cardError: (code) => new CardError(code, 'virtual reader'),
	});
}

interface StatusRun extends Pick<CapturedIo, 'out' | 'err'> {
	readonly exitCode: number;
}

async function statusOf(
	services: readonly ReaderService[],
	options: Partial<Omit<StatusOptions, 'monitor' | 'io'>> & { readonly clock?: Timer } = {},
	cacheFolder?: string,
): Promise<StatusRun> {
	const monitor: CardMonitor = createCardMonitor({
		services,
		clock: options.clock ?? STANDING_TIMER,
		nameFilter: options.readerFilter,
		cacheFolder,
		wantsChipSerials: true,
	});
	const io = capturedIo();
	try {
		const exitCode = await runStatus({
			lookAtDriver: nobodyLooks,
			json: false,
			texts: textsOf('tr'),
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

async function jsonOf(services: readonly ReaderService[], options: Parameters<typeof statusOf>[1] = {}) {
	const { exitCode, out, err } = await statusOf(services, { ...options, json: true });
	const written: unknown = JSON.parse(out);
	const report = statusReport.parse(written);
	// A field that the schema does not know would be dropped by it.
	expect(written).toEqual(report);
	return { exitCode, report, err };
}

it('says in words that no end is known of a certificate that ends in 9999', async () => {
	const der = buildCertificate({ notAfter: generalizedTime('99991231235959Z') });
	const { out } = await statusOf([virtualReader(cardWithFiles([der]))]);
	expect(out).toContain('– belli değil (9999)');
	expect(out).toContain('bitiş belli değil (9999)');
	expect(out).not.toContain('10000');
});

describe('status of the sandbox card', () => {
	it('gives the chip serial as a portal names the card by cardSerial', async () => {
		const { report } = await jsonOf([virtualReader()]);
		sandbox.card.powerOn();
		const answer = await sandbox.card.transmit(Uint8Array.of(0x00, 0xca, 0x01, 0x06, 0x4d));
		sandbox.card.powerOff();

		expect(report.readers[0]?.card?.cardSerial).toBe(
			Buffer.from(answer).subarray(55, 67).toString('hex').toUpperCase(),
		);
		expect(report.readers[0]?.card?.cardSerial).toMatch(/[1-9A-F]/);
	});

	it('gives no chip serial of a card whose command for it is not public', async () => {
		const { report } = await jsonOf([virtualReader(cardWithFiles([], { product: 'v2.2.8' }))], {
			lookAtDriver: async () => DRIVER_MISSING,
		});

		expect(report.readers[0]?.card?.cardSerial).toBeNull();
	});

	it('prints both certificates as JSON', async () => {
		const { exitCode, report, err } = await jsonOf([virtualReader()]);
		expect([exitCode, err]).toEqual([0, '']);
		expect(report).toMatchObject({
			schemaVersion: 1,
			takenAt: '2026-01-15T12:00:00.000Z',
			isComplete: true,
			service: { state: 'running', failure: null },
		});
		const [reader] = report.readers;
		expect(reader).toMatchObject({
			name: 'DENEME MİLKO',
			isVirtual: true,
			state: 'seal',
			error: null,
			atr: AKIS_ATR.toString('hex').toUpperCase(),
			card: {
				product: 'AKİS v1.0',
				generation: 'v1.0',
				holder: { title: 'Şeker Çiçeği Sanayi A.Ş.', taxNumber: '4540536920', isSandbox: true },
			},
		});
		expect(reader?.card?.apduCount).toBeGreaterThan(4);
		expect(reader?.card?.certificates.map(({ fileId, label, use }) => [fileId, label, use])).toEqual([
			['2F10', '4540536920SIGN0', 'SIGN0'],
			['2F11', '4540536920ENCR0', 'ENCR0'],
		]);
		for (const certificate of reader?.card?.certificates ?? []) {
			expect(certificate).toMatchObject({
				isSeal: true,
				isSandbox: true,
				title: 'Şeker Çiçeği Sanayi A.Ş.',
				taxNumber: '4540536920',
				issuer: expect.stringMatching(/^DENEME/),
				key: { type: 'rsa', bits: 2048 },
				validity: { judgedBy: 'dates', state: 'valid' },
			});
		}
	});

	it('prints the same for a person, one fact a line', async () => {
		const { report } = await jsonOf([virtualReader()]);
		const { exitCode, out, err } = await statusOf([virtualReader()]);
		expect([exitCode, err]).toEqual([0, '']);
		const lines = out.split('\n');
		expect(lines).toContain('PC/SC hizmeti: çalışıyor');
		expect(lines).toContain('Okuyucu:       DENEME MİLKO (sanal)');
		expect(lines).toContain('Kart:          AKİS v1.0, tanındı');
		expect(lines).toContain('Mühür:         Şeker Çiçeği Sanayi A.Ş., VKN 4540536920, DENEME ORTAMI');
		expect(lines).toContain('Sertifika:     4540536920SIGN0, DENEME ORTAMI');
		expect(lines).toContain('Sertifika:     4540536920ENCR0, DENEME ORTAMI');
		expect(lines).toContain('Kullanım:      İmza (SIGN0)');
		expect(lines).toContain('Anahtar:       RSA 2048');
		expect(lines).toContain('Yalnız tarihlere bakıldı; iptal sorgusu yapılmadı.');
		const [signing] = report.readers[0]?.card?.certificates ?? [];
		expect(lines).toContain(`Seri no:       ${signing?.serialNumber}`);
		expect(lines).toContain(`SHA-256:       ${signing?.fingerprint}`);
		expect(lines).toContain(`Yayıncı:       ${signing?.issuer}`);
		expect(out).toMatch(/^Geçerlilik: {4}\d\d\.\d\d\.2026 – \d\d\.\d\d\.20\d\d$/m);
		expect(out).toMatch(/^Durum: {9}süresi var, bitiş \d\d\.\d\d\.20\d\d$/m);
		expect(out).toMatch(/^Okuma: {9}\d+ APDU$/m);
	});

	it('speaks English where it is asked to', async () => {
		const { out } = await statusOf([virtualReader()], { texts: textsOf('en') });
		expect(out).toMatch(/^PC\/SC service: running\n/);
		expect(out).toMatch(/^Number: {8}Tax no \(VKN\) 4540536920$/m);
		expect(out).toContain('Judged by dates alone; revocation was not checked.');
	});

	it('judges the dates by the moment it is given', async () => {
		const signingAt = async (now: number) => {
			const { report } = await jsonOf([virtualReader()], { now });
			const signing = report.readers[0]?.card?.certificates[0];
			if (signing === undefined) {
				throw new Error('no certificate was read');
			}
			return signing;
		};
		const { notBefore, notAfter } = await signingAt(NOW);
		const [begin, end] = [Date.parse(notBefore), Date.parse(notAfter)];
		expect((await signingAt(begin - 1)).validity).toMatchObject({ state: 'not-yet-valid', daysLeft: null });
		const hour = new Intl.DateTimeFormat('tr-TR', {
			timeZone: 'Europe/Istanbul',
			hour: '2-digit',
			minute: '2-digit',
		}).format(begin);
		expect((await statusOf([virtualReader()], { now: begin - 1 })).out).toContain(` ${hour}\n`);
		expect((await statusOf([virtualReader()], { now: begin - 2 * DAY_MS })).out).not.toContain(` ${hour}\n`);
		expect((await signingAt(end - DAY_MS)).validity).toMatchObject({ state: 'expiring', daysLeft: 1 });
		expect((await signingAt(end + 1)).validity).toMatchObject({ state: 'expired', daysLeft: null });
	});
});

describe('status of a card with files that hold no certificate', () => {
	it('lists them with their reasons, and the certificates beside them', async () => {
		const files = [new Uint8Array(), ...(await sealCertificates(2)), Uint8Array.of(0x30, 0x82, 0x06, 0x00)];
		const { exitCode, report } = await jsonOf([virtualReader(cardWithFiles(files))]);
		expect(exitCode).toBe(0);
		expect(report.readers[0]?.card).toMatchObject({
			certificates: [{ fileId: '2F11' }, { fileId: '2F12' }],
			unreadable: [
				{ fileId: '2F10', reason: 'empty' },
				{ fileId: '2F13', reason: 'cut-short' },
			],
		});
		const { out } = await statusOf([virtualReader(cardWithFiles(files))]);
		expect(out).toMatch(/^Dosya: +2F10\nHata: +Dosya boş\.$/m);
		expect(out).toMatch(/^Dosya: +2F13\nHata: +Sertifika yarım: dosya erken bitiyor\.$/m);
	});
});

describe('status tells who serves the PIN of a card', () => {
	let files: readonly Uint8Array[];
	beforeAll(async () => {
		files = await sealCertificates(2);
	});

	/** Each act with who serves it and why, as `act servedBy reason`. */
	function told(report: StatusReport, place = 0): readonly string[] | undefined {
		return report.readers[place]?.card?.pinActs.map(({ act, servedBy, reason }) =>
			[act, servedBy, reason].join(' '),
		);
	}

	function newerCard(): ReaderService {
		return virtualReader(cardWithFiles(files, { product: 'v2.2.8' }));
	}

	/** All that the details show, without blanks: the screen breaks lines where it likes. */
	function detailsOf(card: AkisCard, driver: DriverReport | undefined): string {
		const program = started({ columns: 70, rows: 200 });
		insertCard(program, { kind: 'akis', card });
		if (driver !== undefined) {
			const { request } = program.question('look-at-driver');
			program.send({ type: 'driver-told', request, report: driver });
		}
		program.command('details');
		const { lines } = drawFrame(program.state, createTheme({ isUnicode: true, hasColour: false }));
		return lines.flatMap((spans) => spans.map(({ text }) => text.replaceAll(' ', ''))).join('');
	}

	/** As the monitor reads it. */
	async function seen(service: ReaderService): Promise<AkisCard> {
		const monitor = createCardMonitor({ services: [service], clock: STANDING_TIMER });
		try {
			const { readers } = await monitor.settled(new AbortController().signal);
			const slot = readers[0]?.slot;
			if (slot?.kind !== 'seal') {
				throw new Error(`in the reader is ${slot?.kind}`);
			}
			return slot.card;
		} finally {
			await monitor.close();
		}
	}

	it('the card’s own commands, without a look at the module', async () => {
		const { report } = await jsonOf([virtualReader()]);
		expect(told(report)).toEqual([
			'verify-pin apdu commands-public',
			'change-pin apdu commands-public',
			'unblock-pin apdu sandbox-own',
			'sign apdu commands-public',
		]);
		expect(report.module).toBeNull();
		const { out } = await statusOf([virtualReader()]);
		expect(out).toMatch(
			/^PIN: {11}PIN doğrula, PIN değiştir, Mührü sına: karta doğrudan \(APDU\)\. .*herkese açık\.$/m,
		);
	});

	it('nobody, where no public command unblocks', async () => {
		const service = () => virtualReader(cardWithFiles([]));
		const { report } = await jsonOf([service()]);
		expect(told(report)).toContain('unblock-pin  unblock-not-public');
		const { out } = await statusOf([service()]);
		expect(out).toMatch(/^PIN: +PIN kilidini aç: yapılamıyor\. .*herkese açık değil\.$/m);
	});

	it('the vendor’s module, with its name and version', async () => {
		const lookAtDriver = async () => driverThatSees(await seen(newerCard()));
		const { report, exitCode } = await jsonOf([newerCard()], { lookAtDriver });
		expect(exitCode).toBe(0);
		expect(told(report)).toEqual(CARD_PIN_ACTS.map((act) => `${act} vendor-module commands-not-public`));
		expect(report.module).toEqual({
			path: '/usr/lib/libakisp11.so',
			description: 'AKIS PKCS#11 Library',
			manufacturer: 'TUBITAK BILGEM',
			libraryVersion: '1.6',
			cryptokiVersion: '2.20',
			tokens: [expect.objectContaining({ certificates: expect.any(Array) })],
		});
		const { out } = await statusOf([newerCard()], { lookAtDriver, texts: textsOf('en') });
		expect(out).toMatch(
			/^PIN: +Test the PIN, Change the PIN, Unblock the PIN, Try the seal: by the AKİS driver \(AKIS PKCS#11 Library 1\.6\)\. /m,
		);
	});

	it.each<[DriverReport, string, RegExp]>([
		[DRIVER_MISSING, 'missing', /bu bilgisayarda bulunamadı\.$/m],
		[driverThatSees(), 'sees-no-card', /çalışıyor, kartı görmüyor\.$/m],
		[driverReport({ kind: 'in-use' }), 'in-use', /başka bir işlem sürüyor\.$/m],
		[
			driverReport({ kind: 'failed', path: '/a.so', code: 'no-answer', detail: '' }),
			'no-answer',
			/yanıt vermedi, süreci kapatıldı\.$/m,
		],
		[
			driverReport({
				kind: 'refused',
				path: '/a.so',
				refusal: { rule: 'other-machine', found: 'arm64', needed: 'x64' },
			}),
			'other-machine',
			/arm64\. Gereken: x64\.$/m,
		],
	])('nobody now, and what is wrong with the module: %#', async (driver, reason, sentence) => {
		const lookAtDriver = async () => driver;
		const { report, exitCode } = await jsonOf([newerCard()], { lookAtDriver });
		expect(exitCode).toBe(0);
		expect(told(report)).toEqual(CARD_PIN_ACTS.map((act) => `${act}  ${reason}`));
		const { out } = await statusOf([newerCard()], { lookAtDriver });
		expect(out).toContain('şimdi yapılamıyor. ');
		expect(out).toMatch(sentence);
	});

	it('for each of two cards, by one look at the module', async () => {
		let looks = 0;
		const other = await seen(virtualReader(cardWithFiles(files.slice(0, 1), { product: 'v2.2.8' })));
		const lookAtDriver = async () => {
			looks += 1;
			return driverThatSees({ ...other, certificates: [] });
		};
		const { report } = await jsonOf([newerCard(), virtualReader(sandbox.card, 'B')], { lookAtDriver });
		expect(looks).toBe(1);
		expect(told(report, 0)?.[0]).toBe('verify-pin  sees-other-card');
		expect(told(report, 1)?.[0]).toBe('verify-pin apdu commands-public');
	});

	it('as the details of the screen tell it', async () => {
		const card = await seen(newerCard());
		for (const driver of [undefined, DRIVER_MISSING, driverThatSees(card), driverThatSees()]) {
			const texts = textsOf('tr');
			for (const text of pinLines(card, driver, texts)) {
				expect(detailsOf(card, driver)).toContain(text.replaceAll(' ', ''));
			}
		}
	});

	it('and ends without a word where it is interrupted during the look', async () => {
		const interruption = new AbortController();
		const lookAtDriver = async () => {
			interruption.abort();
			return driverReport({ kind: 'in-use' });
		};
		const run = await statusOf([newerCard()], { lookAtDriver, signal: interruption.signal });
		expect(run).toEqual({ exitCode: 1, out: '', err: '' });
	});
});

describe('status without a card that can be read', () => {
	it.each([
		['not-running', 'sudo systemctl start pcscd'],
		['binding-missing', 'pcsclite'],
		['access-denied', 'polkit'],
		['stopped', 'komutu yeniden çalıştırın'],
		['failed', 'Komutu yeniden çalıştırın'],
	] as const)('tells the remedy where the service is down: %s', async (failure, remedy) => {
		const { exitCode, report, err } = await jsonOf([serviceDown(failure)]);
		expect(exitCode).toBe(3);
		expect(report).toMatchObject({ isComplete: true, service: { state: 'down', failure }, readers: [] });
		expect(err).toContain(remedy);
		expect(err.split('\n')).toHaveLength(2);
	});

	it('still reads the virtual card where the service is down', async () => {
		const { exitCode, report, err } = await jsonOf([serviceDown('not-running'), virtualReader()]);
		expect(exitCode).toBe(0);
		expect(report.readers.map(({ state }) => state)).toEqual(['seal']);
		expect(err).toContain('sudo systemctl start pcscd');
	});

	it('tells that there is no reader', async () => {
		const { exitCode, out, err } = await statusOf([readerService()]);
		expect(exitCode).toBe(3);
		expect(out).toBe('PC/SC hizmeti: çalışıyor\n');
		expect(err).toBe('Okuyucu görünmüyor. MİLKO okuyucuyu USB girişine takın.\n');
	});

	it('tells that no reader has the text in its name', async () => {
		const service = readerService({ name: 'ACS ACR39U', slot: 'empty' });
		const { exitCode, err } = await statusOf([service], { readerFilter: 'milko' });
		expect(exitCode).toBe(3);
		expect(err).toBe('Adında "milko" geçen okuyucu yok. --reader seçeneğini denetleyin.\n');
	});

	it.each<[Omit<ScriptedReader, 'name'>, string, number, string]>([
		[{ slot: 'empty' }, 'empty', 3, 'Okuyucu boş'],
		[{ slot: 'present', atr: FOREIGN_ATR }, 'foreign', 3, 'Bu kart bir AKİS kartı değil'],
		[{ slot: 'mute' }, 'unresponsive', 1, 'Kart yanıt vermiyor'],
		[
			{ slot: 'present', atr: AKIS_ATR, refusal: 'sharing-violation' },
			'in-use',
			6,
			'Kartı başka bir program kullanıyor. Karta dokunulmadı; o program bitince komutu yeniden çalıştırın',
		],
		[{ slot: 'present', atr: AKIS_ATR, refusal: 'access-denied' }, 'failed', 6, 'Kart okunamadı'],
	])('tells what is in the reader and what to do: %o', async (reader, state, exitCode, sentence) => {
		// Of a card that was not recognised the driver is asked too.
		const lookAtDriver = ['foreign', 'failed'].includes(state) ? async () => DRIVER_MISSING : nobodyLooks;
		const service = readerService({ name: 'ACS ACR39U', ...reader });
		// Another program keeps the card for as long as anybody waits.
		const result = await jsonOf([service], { clock: hurriedTimer(), lookAtDriver });
		expect(result.exitCode).toBe(exitCode);
		expect(result.report.readers).toEqual([
			{
				name: 'ACS ACR39U',
				isVirtual: false,
				state,
				error: state === 'failed' ? reader.refusal : null,
				progress: null,
				statusWord: null,
				atr: reader.atr === undefined ? null : Buffer.from(reader.atr).toString('hex').toUpperCase(),
				card: null,
			},
		]);
		expect(result.err).toContain(`ACS ACR39U: ${sentence}`);
	});

	it.each([
		['tr', 'Kart okunmaya başlanmıştı, olduğu gibi duruyor', 'dokunulmadı'],
		['en', 'Reading had begun and the card is as it was', 'not touched'],
	] as const)(
		'does not say that a card was not touched that another program took in the middle of the reading (%s)',
		async (language, words, former) => {
			const service = takenService();
			const result = await jsonOf([service], { clock: hurriedTimer(), texts: textsOf(language) });
			expect(result.exitCode).toBe(6);
			expect(result.report.readers).toMatchObject([{ state: 'in-use', card: null }]);
			expect(result.err).toContain(words);
			expect(result.err).not.toContain(former);
		},
	);

	it('names the error for a person too', async () => {
		const service = readerService({ name: 'A', slot: 'present', atr: AKIS_ATR, refusal: 'access-denied' });
		const { out } = await statusOf([service], { lookAtDriver: async () => DRIVER_MISSING });
		expect(out).toMatch(/^Kart: {10}okunamadı\nHata: {10}access-denied\nATR: {11}3BBA11/m);
	});

	it('says nothing of an empty reader beside a card that was read', async () => {
		const { exitCode, err, report } = await jsonOf([
			readerService({ name: 'A', slot: 'empty' }),
			virtualReader(),
		]);
		expect([exitCode, err]).toEqual([0, '']);
		expect(report.readers.map(({ state }) => state)).toEqual(['empty', 'seal']);
	});

	it.each<[string, (seal: ReaderService, other: ReaderService) => readonly ReaderService[], number]>([
		['a seal that was read decides', (seal, other) => [other, seal], 0],
		['without it nothing says that there is no seal', (_seal, other) => [other], 6],
	])('beside a card that could not be read, %s', async (_, services, exitCode) => {
		const other = readerService({ name: 'A', slot: 'present', atr: AKIS_ATR, refusal: 'access-denied' });
		const readers = [...services(virtualReader(), other), virtualReader(identityCard(), 'C')];
		const run = await jsonOf(readers, { lookAtDriver: async () => DRIVER_MISSING });
		expect(run.exitCode).toBe(exitCode);
		expect(run.report.readers.map(({ state }) => state)).toContain('failed');
	});

	it('does not say that there is no seal where a certificate of the card cannot be read', async () => {
		const run = await jsonOf([virtualReader(cardWithFiles([Uint8Array.of(0x30, 0x82, 0x04, 0x00)]))]);
		expect(run.report.readers[0]).toMatchObject({
			state: 'akis',
			card: { unreadable: [{ fileId: '2F10' }] },
		});
		expect(run.exitCode).toBe(6);
	});

	it('keeps a reader’s name from moving the cursor', async () => {
		const { out, err } = await statusOf([readerService({ name: 'A\u{1B}[2J', slot: 'empty' })]);
		expect(out + err).not.toContain('\u{1B}');
	});
});

/** A card that answers the first command of each conversation; then another program has it. */
function takenService(): ReaderService {
	const connect = async () => {
		let sent = 0;
		return {
			async transmit(): Promise<Uint8Array> {
				sent++;
				if (sent > 1) {
					throw new CardError('sharing-violation', 'another program has a transaction');
				}
				return Uint8Array.of(0x90, 0x00);
			},
			close: async () => undefined,
		};
	};
	return {
		kind: 'pcsc',
		watch(listener) {
			queueMicrotask(() => {
				listener({ kind: 'service-up' });
				listener({ kind: 'reader-added', reader: { name: 'A', isVirtual: false, connect } });
				listener({ kind: 'slot-changed', name: 'A', slot: 'present', atr: AKIS_ATR });
			});
			return async () => undefined;
		},
	};
}

/** `status --json` of a card that takes 1.5 s for each command, in a time that passes by itself. */
async function slowStatus(card: VirtualCard, language: 'tr' | 'en') {
	const timer = hurriedTimer();
	const slow = slowCard(card, { bitsPerSecond: Number.POSITIVE_INFINITY, perCommandMs: 1_500 }, timer);
	const monitor = createCardMonitor({ services: [virtualReader(slow, 'DENEME')], clock: timer });
	const io = capturedIo();
	const exitCode = await runStatus({
		monitor,
		lookAtDriver: async () => DRIVER_MISSING,
		json: true,
		texts: textsOf(language),
		io,
		signal: new AbortController().signal,
		now: NOW,
		timer,
	});
	const seconds = timer.now / 1000;
	await monitor.close();
	return { exitCode, report: statusReport.parse(JSON.parse(io.out)), err: io.err, seconds };
}

describe('status that waits', () => {
	it('prints what is known when a reading does not end', async () => {
		const service = readerService({ name: 'A', slot: 'present', atr: AKIS_ATR });
		const timer = manualTimer();
		// Never closed: that would wait for the reading's end by a clock that stands still.
		const monitor = createCardMonitor({ services: [service], clock: STANDING_TIMER });
		const reading = Promise.withResolvers<void>();
		monitor.subscribe(({ readers }) => {
			if (readers[0]?.slot.kind === 'reading') {
				reading.resolve();
			}
		});
		const io = capturedIo();
		const signal = new AbortController().signal;
		const run = runStatus({
			monitor,
			lookAtDriver: nobodyLooks,
			json: true,
			texts: textsOf('tr'),
			io,
			signal,
			now: NOW,
			timer,
		});
		await reading.promise;
		await idle();
		timer.fire(15_000);
		expect(await run).toBe(6);
		expect(statusReport.parse(JSON.parse(io.out))).toMatchObject({
			isComplete: false,
			service: { state: 'running' },
			readers: [{ state: 'reading', card: null, progress: { certificate: 0, bytesRead: 0 } }],
		});
		expect(io.err).toContain('15 saniyedir yeni bir şey öğrenilemedi');
		expect(io.err).toContain('A: Kartın okunması bitmedi');
	});

	it.each(['tr', 'en'] as const)(
		'waits for a card that takes 1.5 s a command, and says on stderr how far it is (%s)',
		async (language) => {
			const card = cardWithFiles(await sealCertificates(2), { product: 'v2.2.8' });
			const { exitCode, report, err, seconds } = await slowStatus(card, language);
			expect(seconds).toBeGreaterThan(20);
			expect(exitCode).toBe(0);
			expect(report).toMatchObject({ isComplete: true, readers: [{ state: 'seal', progress: null }] });
			expect(report.readers[0]?.card?.certificates).toHaveLength(2);
			expect(err).toMatch(
				{
					tr: /^DENEME: Sertifika 1 okunuyor: \d+\/\d+ bayt\.$/m,
					en: /^DENEME: Reading certificate 1: \d+\/\d+ bytes\.$/m,
				}[language],
			);
		},
	);

	it('gives up after two minutes and says what was read by then and what was not', async () => {
		const [file] = await sealCertificates(1);
		const card = cardWithFiles(
			Array.from({ length: 16 }, () => file as Uint8Array),
			{ product: 'v2.2.8' },
		);
		const { exitCode, report, err, seconds } = await slowStatus(card, 'en');
		expect(seconds).toBe(120);
		expect(exitCode).toBe(6);
		expect(report.isComplete).toBe(false);
		const [reader] = report.readers;
		expect(reader).toMatchObject({ state: 'reading', card: null });
		expect(reader?.progress?.certificate).toBeGreaterThan(5);
		expect(reader?.progress?.bytesTotal).toBe(file?.length);
		expect(err).toContain('Not everything could be found out in 120 seconds');
		expect(err).toMatch(/^DENEME: Reading certificate \d+: .+ bytes\. Reading the card did not end\./m);
	});

	it('prints that the service did not answer', async () => {
		const { exitCode, report } = await jsonOf([silentService()], { timer: HURRYING_TIMER });
		expect(exitCode).toBe(1);
		expect(report).toMatchObject({
			isComplete: false,
			service: { state: 'starting', failure: null },
			readers: [],
		});
	});

	it('ends without a word when it is interrupted', async () => {
		const interruption = new AbortController();
		const run = statusOf([silentService()], { signal: interruption.signal });
		interruption.abort();
		expect(await run).toEqual({ exitCode: 1, out: '', err: '' });
	});
});

describe('cards that are kept', () => {
	it('cost a sentence where they cannot be, and the card is shown all the same', async () => {
		const above = mkdtempSync(join(tmpdir(), 'muhurdar-status-'));
		const inTheWay = join(above, 'cards');
		writeFileSync(inTheWay, 'a file');
		try {
			const { exitCode, out, err } = await statusOf([virtualReader()], { json: true }, inTheWay);
			expect([exitCode, statusReport.parse(JSON.parse(out)).readers[0]?.state]).toEqual([0, 'seal']);
			expect(err).toBe(`${textsOf('tr').commands.status.cache['not-writable']}\n`);
		} finally {
			rmSync(above, { recursive: true });
		}
	});
});

describe('a clock that cannot be right', () => {
	it('ten years ahead is doubted first', async () => {
		const now = Date.UTC(2036, 10, 29);
		const { out } = await statusOf([virtualReader()], { now });
		expect(out).toMatch(/^Bilgisayarın tarihi 29\.11\.2036 görünüyor;.*Önce tarihi denetleyin\.\n\n/);
		expect((await jsonOf([virtualReader()], { now })).report.clockDoubt).toBe('ahead');
	});

	it('is told where no card is in too, when the program is newer', async () => {
		expect((await jsonOf([], { now: Date.UTC(2010, 0, 1) })).report.clockDoubt).toBe('behind');
	});
});
