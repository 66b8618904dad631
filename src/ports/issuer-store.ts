import { constants } from 'node:fs';
import { chmod, mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { IssuerStore, SealCertificate } from '#certificate';
import { replaceFile } from './new-file.ts';

/** Issuers that are kept at once; Kamu SM has three for seals. */
const MAX_ISSUERS = 64;
/** Names that are looked at in the folder, whoever put them there. */
const MAX_NAMES = 1_000;
/** Longest file that is read, in bytes: a certificate as long as any that is taken, in PEM. */
const MAX_FILE_BYTES = 32 * 1_024;
const FILE_NAME = /^([0-9a-f]{64})\.pem$/;

/**
 * Keeps certificates of authorities in a folder of this user alone, one file each, named by its fingerprint. A file counts
 * only where it holds the one certificate of its name; whether a root vouches for that one, whoever uses it verifies.
 */
export function createIssuerStore(folder: string): IssuerStore {
	return {
		load: () => loadAll(folder),
		save: (certificates) => saveAll(folder, certificates),
	};
}

async function loadAll(folder: string): Promise<readonly SealCertificate[]> {
	const found: SealCertificate[] = [];
	for (const name of await namesIn(folder)) {
		const certificate = await readKept(folder, name);
		if (certificate !== undefined) {
			found.push(certificate);
		}
	}
	return found;
}

async function namesIn(folder: string): Promise<readonly string[]> {
	try {
		const names = await readdir(folder);
		return names
			.slice(0, MAX_NAMES)
			.filter((name) => FILE_NAME.test(name))
			.sort()
			.slice(0, MAX_ISSUERS);
	} catch {
		return [];
	}
}

/** Undefined where the file is not what its name says: it is left alone, and worth nothing. */
async function readKept(folder: string, name: string): Promise<SealCertificate | undefined> {
	const { readCertificateFile } = await import('#certificate');
	try {
		// Without waiting: a pipe of that name would never be written to.
		const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
		await using file = await open(join(folder, name), flags);
		const facts = await file.stat();
		if (!facts.isFile() || facts.size > MAX_FILE_BYTES) {
			return undefined;
		}
		const read = readCertificateFile(await file.readFile());
		const [entry, surplus] = read.ok ? read.entries : [];
		return entry?.ok === true &&
			surplus === undefined &&
			entry.certificate.fingerprint === FILE_NAME.exec(name)?.[1]
			? entry.certificate
			: undefined;
	} catch {
		return undefined;
	}
}

async function saveAll(folder: string, certificates: readonly SealCertificate[]): Promise<boolean> {
	const { pemOf } = await import('#certificate');
	try {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		await chmod(folder, 0o700);
		const there = new Set(await namesIn(folder));
		for (const { fingerprint, der } of certificates) {
			const name = `${fingerprint}.pem`;
			if (there.has(name) && (await readKept(folder, name)) !== undefined) {
				continue;
			}
			if (!there.has(name) && there.size >= MAX_ISSUERS) {
				return false;
			}
			await replaceFile(join(folder, name), [Buffer.from(pemOf(der))]);
			there.add(name);
		}
		return true;
	} catch {
		return false;
	}
}
