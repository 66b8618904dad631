import { execFileSync } from 'node:child_process';
import {
	chmodSync,
	mkdirSync,
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
import { pemOf, pinnedRoots, readSealCertificate, type SealCertificate } from '#certificate';
import { createIssuerStore } from '#ports';
import { buildCertificate, utcTime } from '../certificate/build-certificate.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'muhurdar-issuers-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const [first, second] = pinnedRoots() as readonly [SealCertificate, SealCertificate];

function certificateUntil(year: number): SealCertificate {
	const read = readSealCertificate(buildCertificate({ notAfter: utcTime(`${year}0101000000Z`) }));
	if (!read.ok) throw new Error('not read');
	return read.certificate;
}

describe('the store of issuers', () => {
	it('gives back what was saved, and leaves no half file', async () => {
		const store = createIssuerStore(join(folder, 'deep', 'inside'));
		expect(await store.save([first, second])).toBe(true);
		expect((await store.load()).map(({ fingerprint }) => fingerprint).sort()).toEqual(
			[first, second].map(({ fingerprint }) => fingerprint).sort(),
		);
		const inside = join(folder, 'deep', 'inside');
		expect(readdirSync(inside)).toHaveLength(2);
		expect(readdirSync(inside).map((name) => statSync(join(inside, name)).mode & 0o777)).toEqual([
			0o600, 0o600,
		]);
	});

	it('counts no file that is not the one certificate of its name, and leaves it where it is', async () => {
		const store = createIssuerStore(folder);
		const name = (fill: string): string => join(folder, `${fill.repeat(64)}.pem`);
		writeFileSync(name('1'), pemOf(first.der));
		writeFileSync(name('2'), 'merhaba');
		writeFileSync(name('3'), Buffer.alloc(1_000_000));
		writeFileSync(join(folder, `${second.fingerprint}.pem`), pemOf(second.der) + pemOf(first.der));
		writeFileSync(join(folder, 'original'), pemOf(first.der));
		symlinkSync(join(folder, 'original'), join(folder, `${first.fingerprint}.pem`));
		execFileSync('mkfifo', [name('4')]);
		mkdirSync(name('5'));
		expect(await store.load()).toEqual([]);
		expect(readdirSync(folder)).toHaveLength(8);
	});

	it('replaces a damaged file by the certificate of its name', async () => {
		const store = createIssuerStore(folder);
		const path = join(folder, `${first.fingerprint}.pem`);
		writeFileSync(path, 'damaged');
		chmodSync(path, 0o644);
		expect(await store.save([first])).toBe(true);
		expect(readFileSync(path, 'utf8')).toBe(pemOf(first.der));
		expect(statSync(path).mode & 0o777).toBe(0o600);
	});

	it('keeps 64 and no more, and says so', async () => {
		const store = createIssuerStore(folder);
		const many = Array.from({ length: 65 }, (_, index) => certificateUntil(26 + (index % 24))).map(
			(certificate, index) => ({ ...certificate, fingerprint: index.toString(16).padStart(64, '0') }),
		);
		expect(await store.save(many)).toBe(false);
		expect(readdirSync(folder)).toHaveLength(64);
	});
});
