import {
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
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCertificateFile, readSealCertificate, type SealCertificate } from '#certificate';
import { certificatesPort } from '../../../src/ports/certificate.ts';
import { buildCertificate } from '../certificate/build-certificate.ts';

/** The certificate's end is 14 May 2028, 08:17 UTC. */
const NOW = Date.UTC(2028, 3, 1);

let home: string;

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'muhurdar-save-'));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Every call of the builder signs anew. */
const MADE = buildCertificate();

function seal(): SealCertificate {
	const read = readSealCertificate(MADE);
	if (!read.ok) {
		throw new Error(read.code);
	}
	return read.certificate;
}

const port = () =>
	certificatesPort({
		saveFolder: home,
		cacheFolder: undefined,
		issuerFolder: undefined,
		keepsIssuers: false,
	});
const file = (path: string, format: 'pem' | 'der' | 'ics') =>
	({ certificate: seal(), format, path, language: 'tr', at: NOW }) as const;

describe('saving a certificate', () => {
	it('names a place by number and use, and another one where something stands', async () => {
		expect(await port().place(seal(), 'pem')).toBe(join(home, '4540536920SIGN0.pem'));
		writeFileSync(join(home, '4540536920SIGN0.pem'), '');
		expect(await port().place(seal(), 'pem')).toBe(join(home, '4540536920SIGN0-2.pem'));
		expect(
			await certificatesPort({
				saveFolder: undefined,
				cacheFolder: undefined,
				issuerFolder: undefined,
				keepsIssuers: false,
			}).place(seal(), 'pem'),
		).toBeUndefined();
	});

	it('writes no calendar of a certificate without a known end', async () => {
		const path = join(home, 'a.ics');
		const certificate = { ...seal(), notAfter: Date.UTC(9999, 11, 31, 23, 59, 59) };
		expect(await port().save({ ...file(path, 'ics'), certificate })).toBe('no-end');
		expect(readdirSync(home)).toEqual([]);
	});

	it('takes nothing of a hostile name into the path', async () => {
		const place = await port().place({ ...seal(), holderNumber: '../../etc/x', use: undefined }, 'der');
		expect(place).toMatch(new RegExp(`^${home}/[0-9a-f]{16}\\.der$`));
	});

	it.each(['pem', 'der'] as const)(
		'writes %s for this user alone, and it reads back the same',
		async (format) => {
			const former = process.umask(0);
			const path = join(home, `a.${format}`);
			try {
				expect(await port().save(file(path, format))).toBe('saved');
			} finally {
				process.umask(former);
			}
			expect(statSync(path).mode & 0o777).toBe(0o600);
			const read = readCertificateFile(readFileSync(path));
			expect(read.ok && read.entries).toMatchObject([
				{ ok: true, certificate: { fingerprint: seal().fingerprint } },
			]);
		},
	);

	it('writes over nothing, and through no link', async () => {
		const path = join(home, 'a.pem');
		writeFileSync(path, 'mine');
		expect(await port().save(file(path, 'pem'))).toBe('exists');
		expect(readFileSync(path, 'utf8')).toBe('mine');
		symlinkSync(join(home, 'elsewhere'), join(home, 'b.pem'));
		expect(await port().save(file(join(home, 'b.pem'), 'pem'))).toBe('exists');
		expect(readdirSync(home)).not.toContain('elsewhere');
	});

	it('says so where it cannot write', async () => {
		expect(await port().save(file(join(home, 'none', 'a.pem'), 'pem'))).toBe('not-writable');
	});

	it('writes a calendar of the end and the reminders that are still to come', async () => {
		const path = join(home, 'a.ics');
		expect(await port().save(file(path, 'ics'))).toBe('saved');
		const calendar = readFileSync(path, 'utf8').replaceAll('\r\n ', '');
		expect(calendar.match(/^DTSTART:.*$/gm)?.map((line) => line.trim())).toEqual([
			'DTSTART:20280414T081700Z',
			'DTSTART:20280429T081700Z',
			'DTSTART:20280507T081700Z',
			'DTSTART:20280514T081700Z',
		]);
		expect(calendar).toContain('SUMMARY:Mali mühür 4540536920SIGN0: 30 gün kaldı');
		expect(calendar).toContain('SUMMARY:Mali mühür 4540536920SIGN0: son gün');
		expect(calendar).toMatch(/DESCRIPTION:Iğdır Ödünç Şti\.: bitiş 14\.05\.2028 11:17:00/);
	});
});

describe('assessing a certificate', () => {
	it('of a card gives its details with it, and asks nobody unless it may', async () => {
		const known = await port().assess(
			{ certificate: seal(), given: [], at: NOW, isOnline: false },
			new AbortController().signal,
		);
		expect(known).toMatchObject({
			fingerprint: seal().fingerprint,
			assessment: { wanted: 'dates', judgedBy: ['dates'], chain: { verdict: { kind: 'incomplete' } } },
			details: { kind: 'seal', generation: 3 },
		});
	});
});
