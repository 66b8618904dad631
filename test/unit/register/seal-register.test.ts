import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import {
	chmodSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSealCertificate, type SealCertificate } from '#certificate';
import {
	endOfSeal,
	openSealRegister,
	type RegisteredSeal,
	type RelatedSeal,
	registerDirectory,
	type SealRegister,
	type Sighting,
} from '#register';
import { createRandomSource } from '../../../src/sandbox/random.ts';
import { madeSeal } from '../../storm/made-seals.ts';
import { runRegisterStorm } from '../../storm/register-storm.ts';
import {
	buildCertificate,
	ENCRYPTION_EXTENSIONS,
	OID,
	printable,
	utcTime,
	utf8,
} from '../certificate/build-certificate.ts';

const NOW = Date.UTC(2026, 0, 15, 12);

let directory: string;
let register: SealRegister;
let now: number;

beforeEach(() => {
	now = NOW;
	directory = join(mkdtempSync(join(tmpdir(), 'muhurdar-register-')), 'register');
	register = openSealRegister(directory, () => now);
});

afterEach(() => {
	register.close();
	rmSync(join(directory, '..'), { recursive: true, force: true });
});

interface Wishes {
	readonly from?: string;
	readonly to?: string;
	readonly number?: string;
	readonly use?: 'SIGN0' | 'ENCR0';
	readonly title?: string;
	readonly serial?: number;
}

let serials = 1;

/** Dates as `YYMMDD`. */
function certificate(wishes: Wishes = {}): SealCertificate {
	const {
		from = '250101',
		to = '280101',
		number = '4540536920',
		use = 'SIGN0',
		title = 'Örnek A.Ş.',
	} = wishes;
	const serial = wishes.serial ?? serials++;
	const read = readSealCertificate(
		buildCertificate({
			subject: [
				[OID.serialNumber, printable(number)],
				[OID.commonName, utf8(title)],
			],
			notBefore: utcTime(`${from}080000Z`),
			notAfter: utcTime(`${to}080000Z`),
			serial: Uint8Array.from([0x02, 0x02, 0x10 + (serial >> 8), serial & 0xff]),
			...(use === 'ENCR0' ? { extensions: ENCRYPTION_EXTENSIONS } : {}),
		}),
	);
	if (!read.ok) {
		throw new Error(read.code);
	}
	return read.certificate;
}

function pair(wishes: Wishes = {}): readonly SealCertificate[] {
	return [certificate({ ...wishes, use: 'SIGN0' }), certificate({ ...wishes, use: 'ENCR0' })];
}

const READER: Sighting['place'] = { kind: 'reader', name: 'ACS ACR39U 00 00' };
const FILE: Sighting['place'] = { kind: 'file', name: 'muhur.pem' };

async function all(from: SealRegister = register): Promise<readonly RegisteredSeal[]> {
	return from.read(await from.ids());
}

async function only(): Promise<RegisteredSeal> {
	const [seal, ...more] = await all();
	if (seal === undefined || more.length > 0) {
		throw new Error(`${more.length + (seal === undefined ? 0 : 1)} seals`);
	}
	return seal;
}

async function related(): Promise<readonly RelatedSeal[]> {
	return register.readRelated(await register.ids());
}

const uses = ({ certificates }: RegisteredSeal) => certificates.map(({ use }) => use);

describe('what the register keeps', () => {
	it('keeps the pair of a card as one seal, signing first, with reader, time and chip', async () => {
		const [sign, encrypt] = pair();
		if (sign === undefined || encrypt === undefined) throw new Error('no pair');
		const kept = await register.keep({
			certificates: [encrypt, sign],
			place: READER,
			chipSerial: '1234ABCD',
		});
		expect(kept).toEqual({ added: [1], updated: [] });
		expect(await only()).toMatchObject({
			id: 1,
			holderNumber: '4540536920',
			title: 'Örnek A.Ş.',
			firstSeen: NOW,
			lastSeen: NOW,
			place: READER,
			chipSerial: '1234ABCD',
			note: '',
			certificates: [
				{ use: 'SIGN0', serialNumber: sign.serialNumber, notAfter: sign.notAfter },
				{ use: 'ENCR0', serialNumber: encrypt.serialNumber, notAfter: encrypt.notAfter },
			],
		});
		expect((await register.certificatesOf(await only())).map((one) => one?.fingerprint)).toEqual([
			sign.fingerprint,
			encrypt.fingerprint,
		]);
	});

	it('sees a known seal again without a second row, and keeps its note', async () => {
		const certificates = pair();
		await register.keep({ certificates, place: FILE });
		await register.note(1, 'Anahtarı Ayşe Hanım’da');
		now += 3_600_000;
		expect(await register.keep({ certificates, place: READER })).toEqual({ added: [], updated: [1] });
		expect(await only()).toMatchObject({
			note: 'Anahtarı Ayşe Hanım’da',
			firstSeen: NOW,
			lastSeen: now,
			place: READER,
		});
	});

	it('puts the two halves of a pair together that came in two files', async () => {
		const [sign, encrypt] = pair();
		await register.keep({ certificates: sign === undefined ? [] : [sign], place: FILE });
		await register.keep({ certificates: encrypt === undefined ? [] : [encrypt], place: FILE });
		expect(uses(await only())).toEqual(['SIGN0', 'ENCR0']);
	});

	it('leaves a half alone where it could belong to two seals', async () => {
		for (const half of [certificate(), certificate(), certificate({ use: 'ENCR0' })]) {
			await register.keep({ certificates: [half], place: FILE });
		}
		expect((await all()).map(uses)).toEqual([['SIGN0'], ['SIGN0'], ['ENCR0']]);
	});

	it('believes the card about which certificates are a pair', async () => {
		const [sign, encrypt] = pair();
		const other = certificate({ use: 'ENCR0' });
		if (sign === undefined || encrypt === undefined) throw new Error('no pair');
		await register.keep({ certificates: [sign], place: FILE });
		await register.keep({ certificates: [other], place: FILE });
		expect((await all()).map(uses)).toEqual([['SIGN0', 'ENCR0']]);
		await register.keep({ certificates: [sign, encrypt], place: READER });
		const seals = await all();
		expect(seals.map(({ certificates }) => certificates.map(({ fingerprint }) => fingerprint))).toEqual([
			[sign.fingerprint, encrypt.fingerprint],
			[other.fingerprint],
		]);
	});

	it('makes two seals of a card that carries the former pair beside the new one', async () => {
		const certificates = [
			...pair({ from: '230101', to: '260101' }),
			...pair({ from: '251201', to: '281201' }),
		];
		await register.keep({ certificates, place: READER });
		expect((await all()).map((seal) => [uses(seal), new Date(endOfSeal(seal)).getUTCFullYear()])).toEqual([
			[['SIGN0', 'ENCR0'], 2026],
			[['SIGN0', 'ENCR0'], 2028],
		]);
	});

	it('counts its seals, whatever is asked for', async () => {
		expect(await register.count()).toBe(0);
		await register.keep({ certificates: pair(), place: FILE });
		await register.keep({ certificates: pair({ number: '1234567890' }), place: FILE });
		expect([await register.count(), (await register.ids({ text: '1234567890' })).length]).toEqual([2, 1]);
	});

	it('keeps no certificate that is no seal', async () => {
		const personal = readSealCertificate(buildCertificate({ extensions: [] }));
		if (!personal.ok) throw new Error(personal.code);
		expect(await register.keep({ certificates: [personal.certificate], place: READER })).toEqual({
			added: [],
			updated: [],
		});
	});

	it('forgets a seal so that nothing of it is left in the file', async () => {
		await register.keep({ certificates: pair({ title: 'Unutulacak Ltd. Şti.' }), place: FILE });
		await register.note(1, 'UnutulacakNot');
		await register.forget(1);
		const bytes = readFileSync(register.path, 'latin1');
		expect([await all(), bytes.includes('Unutulacak')]).toEqual([[], false]);
	});

	it('finds a seal by the number of its holder, a serial number or the beginning of a fingerprint', async () => {
		const [sign, encrypt] = pair();
		if (sign === undefined || encrypt === undefined) throw new Error('no pair');
		await register.keep({ certificates: [sign, encrypt], place: FILE });
		await register.keep({ certificates: pair({ number: '1234567890' }), place: FILE });
		const found = async (word: string) => (await register.find(word)).map(({ id }) => id);
		expect(await found('4540536920')).toEqual([1]);
		expect(await found(encrypt.serialNumber.toLowerCase())).toEqual([1]);
		expect(await found(sign.fingerprint.slice(0, 12))).toEqual([1]);
		expect(await found('454053692')).toEqual([]);
		expect(await found(sign.fingerprint.slice(0, 6))).toEqual([]);
		expect(await found('')).toEqual([]);
	});

	it('searches names, numbers, notes and places without case and accents, all words of it', async () => {
		await register.take([madeSeal(1, { note: 'Işık Hanım' }), madeSeal(2), madeSeal(10)]);
		const found = async (text: string) => (await register.ids({ text })).toSorted();
		expect(await found('IŞIK')).toEqual([1]);
		expect(await found('izmir Ağrı')).toEqual([]);
		expect(await found('IĞDIR örnek')).toEqual([2, 3]);
		expect(await found('muhurler/10.pem')).toEqual([3]);
		expect(await found("' OR 1=1 --")).toEqual([]);
	});
});

describe('spare and replaced', () => {
	it('takes a seal that was made in the last three months of another one for its replacement', async () => {
		await register.keep({ certificates: pair({ from: '230301', to: '260228' }), place: READER });
		await register.keep({ certificates: pair({ from: '260110', to: '290109' }), place: READER });
		expect((await related()).map(({ relation }) => relation)).toMatchObject([
			{ kind: 'replaced', by: { id: 2 } },
			{ kind: 'alone' },
		]);
	});

	it('takes two seals of one holder that are in date, and were made apart from the end, for seal and spare', async () => {
		await register.keep({ certificates: pair({ from: '250101', to: '280101' }), place: READER });
		await register.keep({ certificates: pair({ from: '250601', to: '280601' }), place: READER });
		expect((await related()).map(({ relation }) => relation)).toMatchObject([
			{ kind: 'spare', others: [{ id: 2 }] },
			{ kind: 'spare', others: [{ id: 1 }] },
		]);
	});

	it('takes neither a lost nor a revoked seal nor one of another holder for a spare', async () => {
		await register.keep({ certificates: pair(), place: READER });
		await register.keep({ certificates: pair({ from: '250601', to: '280601' }), place: READER });
		await register.keep({ certificates: pair({ number: '1234567890' }), place: READER });
		await register.change(2, (seal) => ({ ...seal, lostAt: NOW }));
		expect((await related()).map(({ relation }) => relation.kind)).toEqual(['alone', 'alone', 'alone']);
	});
});

describe('the file of the register', () => {
	it('is this user’s alone, in a folder of its own under the state folder', async () => {
		await register.take([madeSeal(1)]);
		expect([statSync(directory).mode & 0o777, statSync(register.path).mode & 0o777]).toEqual([0o700, 0o600]);
		expect(readdirSync(directory)).toEqual(['seals.db']);
		chmodSync(register.path, 0o644);
		register.close();
		await all();
		expect(statSync(register.path).mode & 0o777).toBe(0o600);
		expect(registerDirectory({ HOME: '/home/a' })).toBe('/home/a/.local/state/muhurdar/register');
		expect(registerDirectory({ HOME: '/home/a', XDG_STATE_HOME: '/s' })).toBe('/s/muhurdar/register');
		expect(registerDirectory({ XDG_STATE_HOME: 's' })).toBeUndefined();
	});

	it('follows no link that lies in its place', async () => {
		await register.take([madeSeal(1)]);
		register.close();
		const elsewhere = join(directory, 'elsewhere');
		writeFileSync(elsewhere, '');
		rmSync(register.path);
		symlinkSync(elsewhere, register.path);
		await expect(all()).rejects.toMatchObject({ code: 'not-writable', path: register.path });
		expect(statSync(elsewhere).size).toBe(0);
	});

	it('is not touched where a later version wrote it', async () => {
		await register.take([madeSeal(1)]);
		register.close();
		const database = new DatabaseSync(register.path);
		database.exec('PRAGMA user_version = 2');
		database.close();
		await expect(register.take([madeSeal(2)])).rejects.toMatchObject({ code: 'newer' });
	});

	it('says that it is busy where another program holds it for too long, and changes nothing', async () => {
		await register.take([madeSeal(1)]);
		const other = new DatabaseSync(register.path);
		other.exec('BEGIN EXCLUSIVE');
		await expect(register.note(1, 'x')).rejects.toMatchObject({ code: 'busy' });
		other.exec('ROLLBACK');
		other.close();
		expect(await only()).toMatchObject({ note: '' });
	});

	it('is written by three programs at once, and loses nothing of any', async () => {
		const writers = [1, 31, 61].map((first) =>
			fork(join(import.meta.dirname, 'fixtures', 'second-writer.ts'), [
				directory,
				`${first}`,
				`${first + 29}`,
			]),
		);
		const codes = await Promise.all(writers.map(async (writer) => (await once(writer, 'exit'))[0]));
		expect(codes).toEqual([0, 0, 0]);
		const titles = (await all()).map(({ title }) => title).toSorted();
		const wanted = Array.from({ length: 90 }, (_, index) => madeSeal(index + 1).record.title).toSorted();
		expect(titles).toEqual(wanted);
	});

	it('takes nothing on a full disk, is read there, and goes on when there is room', async () => {
		const disk = mkdtempSync(join(tmpdir(), 'muhurdar-disk-'));
		const namespaces = process.getuid?.() === 0 ? ['-m'] : ['-U', '-r', '-m'];
		try {
			const { stdout } = await promisify(execFile)('unshare', [
				...namespaces,
				...[
					'sh',
					'-c',
					'mount -t tmpfs -o size=256k,mode=0700 tmpfs "$1" && exec "$2" "$3" "$1"',
					'sh',
					disk,
				],
				...[process.execPath, join(import.meta.dirname, 'fixtures', 'on-a-full-disk.ts')],
			]);
			expect(JSON.parse(stdout)).toEqual({
				whileFull: 'disk-full',
				noteWhileFull: 'disk-full',
				readWhileFull: ['', ''],
				files: ['seals.db'],
				withRoom: true,
				after: [
					[1, 'yer açıldı'],
					[2, ''],
				],
			});
		} finally {
			rmSync(disk, { recursive: true });
		}
	});

	it('holds what was told as done, and no half act, wherever a writer is killed', async () => {
		const { calls, kills, broken } = await runRegisterStorm(14);
		expect([calls > 100, kills, broken]).toEqual([true, 14, []]);
	});
});

describe('a damaged register', () => {
	const COUNT = 60;
	const asides = () => readdirSync(directory).filter((name) => name.includes('damaged'));

	beforeEach(async () => {
		await register.take(Array.from({ length: COUNT }, (_, index) => madeSeal(index + 1)));
		register.close();
	});

	it('is put aside whole where it is no register at all, and a new one begins', async () => {
		writeFileSync(register.path, 'bu bir veri tabanı değil'.repeat(1000));
		expect(await all()).toEqual([]);
		expect(register.salvages).toEqual([
			{ aside: join(directory, 'seals.db.damaged-20260115T120000Z'), kept: 0, rebuilt: 0 },
		]);
		expect(readFileSync(join(directory, asides()[0] ?? ''), 'utf8')).toContain('bu bir veri tabanı değil');
		await register.take([madeSeal(1)]);
		expect(await all()).toHaveLength(1);
	});

	it('gives every row that can be read, with its note, where a row is damaged', async () => {
		await register.note(7, 'kalmalı');
		register.close();
		const bytes = readFileSync(register.path);
		// A letter of a title, which SQLite itself does not notice.
		const place = bytes.indexOf(`"title":"${madeSeal(5).record.title}"`, 0, 'utf8');
		bytes[place + 12] = (bytes[place + 12] ?? 0) ^ 1;
		writeFileSync(register.path, bytes);
		const seals = await all();
		expect(register.salvages).toMatchObject([{ kept: COUNT - 1 }]);
		expect(asides()).toHaveLength(1);
		expect(seals.filter(({ note }) => note === 'kalmalı')).toHaveLength(1);
		expect(seals).toHaveLength(COUNT - 1);
	});

	it('says so where it can neither be read nor put aside, and leaves it where it is', async () => {
		writeFileSync(register.path, 'x'.repeat(5000));
		writeFileSync(`${register.path}.salvage`, 'y'.repeat(5000));
		await expect(all()).rejects.toMatchObject({ code: 'damaged', path: register.path });
		expect(readFileSync(register.path, 'utf8')).toBe('x'.repeat(5000));
	});

	it('never shows what was not written, whatever happened to its bytes', async () => {
		const whole = new Map((await all()).map(({ id: _, ...record }) => [record.title, record]));
		register.close();
		const original = readFileSync(register.path);
		const random = createRandomSource(18).stream('damage');
		const below = (limit: number) =>
			Number(random.bytes(4).reduce((sum, byte) => sum * 256 + byte, 0)) % limit;
		let salvaged = 0;
		for (let round = 0; round < 60; round += 1) {
			const bytes = Buffer.from(original);
			switch (round % 4) {
				case 0:
					for (let count = 0; count < 20; count += 1) {
						bytes[below(bytes.length)] = below(256);
					}
					break;
				case 1:
					bytes.fill(0, ...pageAt(below(bytes.length / 4096)));
					break;
				case 2:
					bytes.copy(bytes, pageAt(below(bytes.length / 4096))[0], ...pageAt(below(bytes.length / 4096)));
					break;
			}
			writeFileSync(register.path, round % 4 === 3 ? bytes.subarray(0, below(bytes.length)) : bytes);
			const seals = await all();
			for (const { id: _, ...record } of seals.filter(({ place }) => place.name !== '')) {
				expect(record).toEqual(whole.get(record.title));
			}
			expect(new Set(seals.map(({ id }) => id)).size).toBe(seals.length);
			const isPutAside = register.salvages.length > 0;
			salvaged += isPutAside ? 1 : 0;
			expect(isPutAside || seals.length === COUNT, `round ${round}`).toBe(true);
			expect(asides().length, `round ${round}`).toBe(isPutAside ? 1 : 0);
			register.close();
			rmSync(directory, { recursive: true });
			register = openSealRegister(directory, () => now);
			await register.ids();
			register.close();
		}
		expect(salvaged).toBeGreaterThan(30);
	});
});

function pageAt(page: number): [number, number] {
	return [Math.floor(page) * 4096, Math.floor(page) * 4096 + 4096];
}
