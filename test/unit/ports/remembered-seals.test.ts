import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSealCertificate, type SealCertificate } from '#certificate';
import { openSealRegister } from '#register';
import { rememberedSeals } from '../../../src/ports/remembered-seals.ts';
import { buildCertificate, OID, printable, utf8 } from '../certificate/build-certificate.ts';

const NOW = Date.UTC(2026, 0, 15, 12);

/** A seal with one certificate. */
function sealOf(holderNumber: string, serial: number): readonly SealCertificate[] {
	const read = readSealCertificate(
		buildCertificate({
			subject: [
				[OID.serialNumber, printable(holderNumber)],
				[OID.commonName, utf8('Örnek A.Ş.')],
			],
			serial: Uint8Array.from([0x02, 0x01, serial]),
		}),
	);
	if (!read.ok) {
		throw new Error(read.code);
	}
	return [read.certificate];
}

let folder: string;
let directory: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'muhurdar-remembered-'));
	directory = join(folder, 'register');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the seals of the register come with their certificates, the one that was seen last first', async () => {
	let now = NOW;
	const register = openSealRegister(directory, () => now);
	const made = [sealOf('4540536920', 1), sealOf('9000000017', 2)];
	for (const certificates of made) {
		now += 60_000;
		await register.keep({ certificates, place: { kind: 'reader', name: 'udea MILKO' } });
	}
	register.close();
	const seals = await rememberedSeals(directory, () => now);
	expect(seals.map((seal) => seal.map(({ fingerprint }) => fingerprint))).toEqual(
		made.toReversed().map((seal) => seal.map(({ fingerprint }) => fingerprint)),
	);
});

test('a register that is not there is not made, and no place for one remembers nothing', async () => {
	expect(await rememberedSeals(directory, () => NOW)).toEqual([]);
	expect(existsSync(directory)).toBe(false);
	expect(await rememberedSeals(undefined, () => NOW)).toEqual([]);
});

test('a register that cannot be read remembers nothing', async () => {
	writeFileSync(directory, 'no folder');
	expect(await rememberedSeals(directory, () => NOW)).toEqual([]);
});
