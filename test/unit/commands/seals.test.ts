import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CardError, createCardMonitor } from '#card';
import { pemOf, readSealCertificate } from '#certificate';
import { parseCommandLine, runSeals, runStatus, type SealsOptions } from '#commands';
import { textsOf } from '#i18n';
import { seenSeals } from '#ports';
import { openSealRegister } from '#register';
import { createVirtualReader } from '#sandbox';
import { readCsv } from '../../../src/commands/seals/csv.ts';
import { sealsReport } from '../../../src/commands/seals/report.ts';
import { cardWithFiles, sealCertificates } from '../../cards/card-shapes.ts';
import { madeSeal } from '../../storm/made-seals.ts';
import {
	buildCertificate,
	ENCRYPTION_EXTENSIONS,
	OID,
	printable,
	utcTime,
	utf8,
} from '../certificate/build-certificate.ts';
import { capturedIo } from './captured-io.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const HOUR = 3_600_000;

let home: string;
let directory: string;

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'muhurdar-seals-'));
	directory = join(home, 'register');
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

/** What the person typed, from the words on. */
async function seals(words: readonly string[], options: Partial<SealsOptions> = {}) {
	const io = capturedIo();
	const parsed = await parseCommandLine(['seals', ...words], io);
	if (parsed.kind !== 'seals') {
		return { exitCode: parsed.kind === 'done' ? parsed.exitCode : undefined, out: io.out, err: io.err };
	}
	const exitCode = await runSeals({
		...{ act: parsed.act, json: parsed.json, directory, now: () => NOW, io },
		texts: textsOf(parsed.language ?? 'tr'),
		...options,
	});
	return { exitCode, out: io.out, err: io.err };
}

let serial = 0;

/** A file with the pair of one card; `YYMMDD`. */
function fileOf(number: string, title: string, from: string, to: string): string {
	const pair = [undefined, ENCRYPTION_EXTENSIONS].map((extensions) => {
		serial += 1;
		return buildCertificate({
			subject: [
				[OID.serialNumber, printable(number)],
				[OID.commonName, utf8(title)],
			],
			notBefore: utcTime(`${from}080000Z`),
			notAfter: utcTime(`${to}080000Z`),
			serial: Uint8Array.of(0x01, serial),
			...(extensions === undefined ? {} : { extensions }),
		});
	});
	const path = join(home, `${number}-${to}.pem`);
	writeFileSync(path, pair.map(pemOf).join(''));
	return path;
}

async function filled(): Promise<void> {
	const files = [
		fileOf('4540536920', 'Iğdır Ödünç Şti.', '250501', '280430'),
		fileOf('1234567890', 'İzmir Örnek A.Ş.', '230301', '260228'),
		fileOf('6180884538', 'Ankara Örnek Ltd.', '230101', '251231'),
	];
	expect(await seals(['add', ...files])).toEqual({
		exitCode: 0,
		out: '',
		err: 'Deftere eklenen: 3, yeniden görülen: 0.\n',
	});
}

describe('seals list', () => {
	it('says how to add a seal where there is none', async () => {
		expect(await seals([])).toEqual({
			exitCode: 0,
			out: '',
			err: 'Mühür defterinde mühür yok. Eklemek için: muhurdar seals add DOSYA\n',
		});
	});

	it('lists what ends first, a line a seal, and counts on stderr', async () => {
		await filled();
		expect(await seals([])).toEqual({
			exitCode: 0,
			out:
				'6180884538   31.12.2025  bitti       Ankara Örnek Ltd.\n' +
				'1234567890   28.02.2026  43 gün      İzmir Örnek A.Ş.\n' +
				'4540536920   30.04.2028  835 gün     Iğdır Ödünç Şti.\n',
			err: '3 mühür.\n',
		});
	});

	it.each([
		[['list', 'izmir'], ['1234567890'], '3 mühürden 1 tanesi.'],
		[['list', 'ÖRNEK'], ['6180884538', '1234567890'], '3 mühürden 2 tanesi.'],
		[['list', 'örnek', '618'], ['6180884538'], '3 mühürden 1 tanesi.'],
		[['list', 'yok'], [], 'Arananlara uyan mühür yok.'],
		[['--only', 'ending'], ['1234567890'], '3 mühürden 1 tanesi.'],
		[['--only', 'ending', '--within', '20d'], [], 'Arananlara uyan mühür yok.'],
		[['--only', 'ended'], ['6180884538'], '3 mühürden 1 tanesi.'],
		[['--sort', 'holder'], ['6180884538', '4540536920', '1234567890'], '3 mühür.'],
	])('lists by %j', async (words, numbers, said) => {
		await filled();
		const { out, err } = await seals(words);
		expect(out.split('\n').flatMap((line) => line.slice(0, 10) || [])).toEqual(numbers);
		expect(err).toBe(`${said}\n`);
	});

	it('prints what its schema says, with seal and spare, and which replaces which', async () => {
		await filled();
		await seals(['add', fileOf('1234567890', 'İzmir Örnek A.Ş.', '260105', '290104')]);
		await seals(['add', fileOf('4540536920', 'Iğdır Ödünç Şti.', '250801', '280731')]);
		const { out } = await seals(['--json']);
		const report = sealsReport.parse(JSON.parse(out));
		expect(report.seals.map(({ holder, relation, daysLeft }) => [holder.number, relation, daysLeft])).toEqual(
			[
				['6180884538', 'alone', -16],
				['1234567890', 'replaced', 43],
				['4540536920', 'spare', 835],
				['4540536920', 'spare', 927],
				['1234567890', 'alone', 1084],
			],
		);
		expect(report.seals[1]?.others).toEqual([report.seals[4]?.certificates[0]?.fingerprint]);
		expect((await seals([])).out).toContain('(yerine yenisi var, bitişi 04.01.2029)');
		expect((await seals(['--only', 'spare', '--lang', 'en'])).out).toContain('(has a spare)');
	});

	it('draws nothing of what a title or a note does to a terminal', async () => {
		await seals(['add', fileOf('4540536920', 'A\u{1B}[2J\u{202E}B', '250501', '280430')]);
		await seals(['note', '4540536920', 'x\u{1B}]0;y\u{7}']);
		const { out, err } = await seals([]);
		expect(`${out}${err}`).not.toMatch(/[\u0000-\u0009\u001b\u202e]/u);
	});
});

describe('seals add, note, forget', () => {
	it('names a file that holds no seal, and one that is none', async () => {
		const other = join(home, 'kisisel.pem');
		writeFileSync(other, pemOf(buildCertificate({ extensions: [] })));
		const text = join(home, 'not.txt');
		writeFileSync(text, 'not');
		const { exitCode, err } = await seals(['add', other, text]);
		expect(exitCode).toBe(1);
		expect(err).toContain(`${other}: mali mühür sertifikası yok`);
		expect(err).toContain(`${text}: `);
		expect(err).toContain('Deftere eklenen: 0');
	});

	it('touches none where a word means several, and lists them with their serial numbers', async () => {
		await filled();
		await seals(['add', fileOf('4540536920', 'Iğdır Ödünç Şti.', '250801', '280731')]);
		const { exitCode, err } = await seals(['forget', '4540536920']);
		expect(exitCode).toBe(1);
		expect(err).toMatch(/Birden çok mühür var: 4540536920\./);
		const serials = [...err.matchAll(/\[([0-9A-F]+), /g)].map(([, found]) => found ?? '');
		expect(serials).toHaveLength(2);
		expect((await seals(['note', serials[0] ?? '', 'kasada', 'duruyor'])).exitCode).toBe(0);
		expect((await seals(['list', 'kasada'])).out).toContain('(yedeği var; kasada duruyor)');
		expect((await seals(['forget', serials[0] ?? ''])).err).toMatch(
			/^Defterden silindi: 4540536920 {3}30\.04\.2028/,
		);
		expect((await seals([])).err).toBe('3 mühür.\n');
	});

	it('says what a seal can be called where there is none of that name', async () => {
		expect((await seals(['forget', '999'])).err).toMatch(/^Defterde böyle bir mühür yok: 999\. VKN/);
	});

	it.each([
		[['sil'], /seals komutundan sonra/],
		[['note', '4540536920'], /seals note komutundan sonra/],
		[['forget'], /seals forget komutundan sonra/],
		[['forget', 'a', 'b'], /Komut seals forget|seals forget/],
		[['add'], /seals add/],
		[['add', 'x', '--sort', 'end'], /--sort/],
		[['list', '--csv'], /--csv/],
		[['export', '--csv', '--json'], /--csv ile --json/],
		[['--only', 'all'], /--only/],
	])('refuses %j with one sentence, exit 2', async (words, sentence) => {
		const { exitCode, out, err } = await seals(words);
		expect([exitCode, out]).toEqual([2, '']);
		expect(err).toMatch(sentence);
		expect(err.trimEnd().split('\n')).toHaveLength(1);
	});

	it('says where no place is for the register, and why it cannot be written', async () => {
		expect(await seals([], { directory: undefined })).toMatchObject({
			exitCode: 1,
			err: expect.stringMatching(/^Mühür defteri için yer yok\. HOME/),
		});
		writeFileSync(join(home, 'bir-dosya'), '');
		expect(await seals([], { directory: join(home, 'bir-dosya') })).toMatchObject({
			exitCode: 1,
			err: expect.stringMatching(/^Mühür defteri açılamadı: izin yok/),
		});
	});

	it('names the damaged file that it put aside, and how much of it could be read', async () => {
		await filled();
		writeFileSync(join(directory, 'seals.db'), 'x'.repeat(10_000));
		const { exitCode, err } = await seals([]);
		expect(exitCode).toBe(0);
		expect(err).toContain(`Bozuk dosya saklandı: ${directory}/seals.db.damaged-20260115T120000Z.`);
	});
});

describe('seals export and import', () => {
	it('moves the register to another machine with certificates, notes and all', async () => {
		await filled();
		await seals(['note', '1234567890', 'kasada; "üstte", =1+1']);
		const path = join(home, 'defter.json');
		expect((await seals(['export', '--json', path])).err).toBe(
			`Yazıldı, yalnız siz okuyabilirsiniz: ${path}\n`,
		);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		const there = { directory: join(home, 'there') };
		expect(await seals(['import', path], there)).toEqual({
			exitCode: 0,
			out: '',
			err: 'Deftere eklenen: 3, yeniden görülen: 0.\n',
		});
		expect((await seals(['--json'], there)).out).toBe((await seals(['--json'])).out);
		expect((await seals(['export'], there)).out).toBe(readFileSync(path, 'utf8'));
		expect((await seals(['export', path])).err).toMatch(/Aynı adda|dosya var/);
	});

	it.each([
		[',', '\r\n'],
		[';', '\n'],
	])('takes its own CSV back, with %j between cells too', async (separator, end) => {
		await filled();
		await seals(['note', '1234567890', '=HYPERLINK("x"), \'a']);
		const path = join(home, 'defter.csv');
		await seals(['export', '--csv', path]);
		const text = readFileSync(path, 'utf8');
		expect(text).toContain('"\'=HYPERLINK(""x""), \'a"');
		if (separator === ';') {
			const rows = readCsv(text) ?? [];
			const cell = (value: string) =>
				`"${(/^[='"]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
			writeFileSync(path, rows.map((row) => row.map(cell).join(separator)).join(end));
		}
		const there = { directory: join(home, 'there') };
		expect((await seals(['import', path], there)).err).toBe('Deftere eklenen: 3, yeniden görülen: 0.\n');
		expect((await seals(['--json'], there)).out).toBe((await seals(['--json'])).out);
	});

	it('keeps its own note where the other register has another one', async () => {
		await filled();
		const path = join(home, 'defter.json');
		await seals(['note', '1234567890', 'onların notu']);
		await seals(['export', path]);
		await seals(['note', '1234567890', 'bizim not']);
		expect((await seals(['import', path])).err).toBe('Deftere eklenen: 0, yeniden görülen: 3.\n');
		expect((await seals(['list', 'bizim', 'not'])).out).toContain('bizim not');
	});

	it('believes a certificate and not what is written beside it, and refuses one that was altered', async () => {
		await filled();
		const { seals: all, ...head } = JSON.parse((await seals(['export'])).out);
		const [first, second, third] = all;
		first.holder.title = 'Başkası';
		first.certificates[0].notAfter = '2099-01-01T00:00:00.000Z';
		second.certificates[0].der = Buffer.from(buildCertificate()).toString('base64');
		third.certificates[0].notAfter = 'yarın';
		const path = join(home, 'oynanmis.json');
		writeFileSync(path, JSON.stringify({ ...head, seals: [first, second, third] }));
		const there = { directory: join(home, 'there') };
		const { exitCode, err } = await seals(['import', path], there);
		expect(exitCode).toBe(1);
		expect(err).toContain(`${path}, 2. kayıt: sertifika, kayıttaki parmak izine uymuyor`);
		expect(err).toContain(`${path}, 3. kayıt: kayıt okunamadı`);
		expect((await seals([], there)).out).toBe('6180884538   31.12.2025  bitti       Ankara Örnek Ltd.\n');
	});

	it.each(['{"schemaVersion":2,"seals":[]}', 'ad,soyad\r\na,b\r\n', '"açık tırnak', '[]', '\0\0'])(
		'takes %j for no register',
		async (content) => {
			const path = join(home, 'dosya');
			writeFileSync(path, content);
			expect(await seals(['import', path])).toMatchObject({
				exitCode: 1,
				err: expect.stringContaining('mühür defterinden çıkmış bir JSON ya da CSV dosyası değil'),
			});
		},
	);
});

/** As a library reads it that nobody here wrote. */
async function calendarRead(path: string) {
	const { stdout } = await promisify(execFile)('/usr/bin/python3', [
		join(import.meta.dirname, 'read-calendar.py'),
		path,
	]);
	return JSON.parse(stdout);
}

describe('seals calendar', () => {
	it('writes every end with its reminders, the opening of each renewal, and when a new seal was first seen', async () => {
		await seals(['add', fileOf('4540536920', 'Iğdır; Ödünç, Şti. \\ '.repeat(6), '250501', '280430')]);
		await seals(['add', fileOf('1234567890', 'İzmir Örnek A.Ş.', '230301', '260228')]);
		await seals(['add', fileOf('1234567890', 'İzmir Örnek A.Ş.', '260105', '290104')]);
		await seals(['add', fileOf('6180884538', 'Kayıp Ltd.', '250101', '271231')]);
		const register = openSealRegister(directory, () => NOW);
		const [lost] = await register.find('6180884538');
		await register.change(lost?.id ?? 0, (seal) => ({ ...seal, lostAt: NOW }));
		register.close();
		const path = join(home, 'bitisler.ics');
		expect(await seals(['calendar', path])).toMatchObject({
			exitCode: 0,
			err: `Yazıldı, yalnız siz okuyabilirsiniz: ${path}\n`,
		});
		const { version, events, errors } = await calendarRead(path);
		expect([version, errors]).toEqual(['2.0', []]);
		const told = events.map(({ at, summary, remindDays }: Record<string, unknown>) => [
			at,
			summary,
			remindDays,
		]);
		const izmir = 'İzmir Örnek A.Ş. (1234567890)';
		const igdir = `${'Iğdır; Ödünç, Şti. \\ '.repeat(6)} (4540536920)`;
		const all = [0, 7, 15, 30, 60, 90];
		expect(told).toEqual([
			['2026-02-28T08:00:00+00:00', `Mali mühür bitiyor: ${izmir}`, [0]],
			['2026-01-15T12:00:00+00:00', `Yeni mali mühür ilk kez görüldü: ${izmir}`, [0]],
			['2028-04-30T08:00:00+00:00', `Mali mühür bitiyor: ${igdir}`, all],
			['2028-01-31T08:00:00+00:00', `Mali mühür yenileme dönemi açılıyor: ${igdir}`, [0]],
			['2029-01-04T08:00:00+00:00', `Mali mühür bitiyor: ${izmir}`, all],
			['2028-10-06T08:00:00+00:00', `Mali mühür yenileme dönemi açılıyor: ${izmir}`, [0]],
		]);
		expect(new Set(events.map(({ uid }: { uid: string }) => uid)).size).toBe(6);
	});
});

describe('seals report', () => {
	it('writes a page for each holder who has to renew, with dates and steps, and nobody else on it', async () => {
		await filled();
		await seals(['add', fileOf('1111111110', 'Yedekli Ltd.', '230201', '260131')]);
		await seals(['add', fileOf('1111111110', 'Yedekli Ltd.', '240201', '270131')]);
		const path = join(home, 'rapor.pdf');
		expect(await seals(['report', path])).toMatchObject({
			exitCode: 0,
			err: `Yazıldı, yalnız siz okuyabilirsiniz: ${path}\n`,
		});
		const page = async (number: number) =>
			(await promisify(execFile)('pdftotext', ['-layout', '-f', `${number}`, '-l', `${number}`, path, '-']))
				.stdout;
		const [first, second] = [await page(1), await page(2)];
		expect(first).toContain('Unvan: Ankara Örnek Ltd.');
		expect(first).toContain('Kalan süre: bitti (16 gün önce)');
		expect(second).toContain('Unvan: İzmir Örnek A.Ş.');
		expect(second).toContain('VKN: 1234567890');
		expect(second).toContain('Mührün bitişi: 28.02.2026');
		expect(second).toContain('Yenileme dönemi başlangıcı: 30.11.2025');
		// Seven working days before Saturday, 28 February.
		expect(second).toContain('En geç başvuru: 19.02.2026');
		expect(second).toContain('yalnız yetkili kişiye teslim edilir');
		expect(second).not.toContain('Ankara');
		await expect(page(3)).rejects.toThrow();
	});

	it('writes the same as a table, and says where nobody has to renew', async () => {
		await filled();
		const path = join(home, 'rapor.csv');
		await seals(['report', path, '--csv', '--within', '60d']);
		expect(readCsv(readFileSync(path, 'utf8'))).toEqual([
			[
				'holder_number',
				'holder_title',
				'ends',
				'days_left',
				'renewal_opens',
				'apply_by',
				'has_spare',
				'note',
			],
			['6180884538', 'Ankara Örnek Ltd.', '2025-12-31', '-16', '2025-10-02', '2025-12-22', 'no', ''],
			['1234567890', 'İzmir Örnek A.Ş.', '2026-02-28', '43', '2025-11-30', '2026-02-19', 'no', ''],
		]);
		await seals(['forget', '6180884538']);
		const { exitCode, err } = await seals(['report', join(home, 'yok.pdf'), '--within', '10d']);
		expect([exitCode, err]).toEqual([0, '10 gün içinde yenilenmesi gereken mühür yok; dosya yazılmadı.\n']);
		expect((await seals(['report', path])).exitCode).toBe(1);
	});
});

describe('seals that readers show', () => {
	/** A card with these files in a virtual reader; `status` looks at it. */
	async function status(certificates: readonly Uint8Array[], isKept: boolean) {
		const slot = createVirtualReader({
			name: 'ACS ACR39U',
			card: cardWithFiles(certificates),
			cardError: (code) => new CardError(code, 'virtual reader'),
		});
		const monitor = createCardMonitor({ services: [slot] });
		const seen = isKept ? seenSeals({ directory: async () => directory, now: () => NOW }) : undefined;
		try {
			await runStatus({
				...{ monitor, seen, json: true, texts: textsOf('tr'), io: capturedIo(), now: NOW },
				lookAtDriver: async () => ({ module: { kind: 'missing', searched: [] } }) as never,
				signal: new AbortController().signal,
			});
		} finally {
			await seen?.close();
			await monitor.close();
		}
	}

	it('are kept with reader and time where that is wanted, and not where it is not', async () => {
		const pair = [buildCertificate(), buildCertificate({ extensions: ENCRYPTION_EXTENSIONS })];
		await status(pair, false);
		expect((await seals([])).err).toMatch(/mühür yok/);
		await status(pair, true);
		await status(pair, true);
		const report = sealsReport.parse(JSON.parse((await seals(['--json'])).out));
		expect(report.seals).toMatchObject([
			{
				holder: { number: '4540536920' },
				place: { kind: 'reader', name: 'ACS ACR39U' },
				firstSeen: new Date(NOW).toISOString(),
				certificates: [{ use: 'SIGN0' }, { use: 'ENCR0' }],
			},
		]);
	});

	it('are not kept where they are the sandbox’s', async () => {
		await status(await sealCertificates(2), true);
		expect((await seals([])).err).toMatch(/mühür yok/);
	});

	it('hold nothing up where the register cannot be written, and it is told once', async () => {
		const told: string[] = [];
		const seen = seenSeals({
			directory: async () => undefined,
			now: () => NOW,
			onTrouble: ({ code }) => told.push(code),
		});
		const read = readSealCertificate(buildCertificate());
		if (!read.ok) throw new Error(read.code);
		const card = { certificates: [{ fileId: '2F10', certificate: read.certificate }] };
		const snapshot = (name: string) =>
			({ service: { kind: 'running' }, readers: [{ name, slot: { kind: 'seal', card } }] }) as never;
		await seen.keep(snapshot('a'));
		await seen.keep(snapshot('b'));
		await seen.close();
		expect(told).toEqual(['no-place']);
	});
});

it('reads a register in portions, and holds no lock between them', async () => {
	const register = openSealRegister(directory, () => NOW);
	await register.take(Array.from({ length: 300 }, (_, index) => madeSeal(index + 1)));
	const io = capturedIo();
	const waiting: Promise<unknown>[] = [];
	// Whoever reads the output writes to the register meanwhile.
	const stdout = (text: string) => {
		waiting.push(register.note(1, `${text.length}`));
	};
	const parsed = await parseCommandLine(['seals'], io);
	if (parsed.kind !== 'seals') throw new Error(parsed.kind);
	const code = await runSeals({
		...{ act: parsed.act, json: false, directory, now: () => NOW + HOUR, texts: textsOf('tr') },
		io: { ...io, stdout },
	});
	expect([code, waiting.length, await Promise.all(waiting)]).toEqual([0, 3, [true, true, true]]);
	register.close();
});
