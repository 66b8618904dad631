import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EvidenceStore, KeptEvidence } from '#certificate';
import { replaceFile } from './new-file.ts';

/** Answers that are kept at once; what was kept longest goes first. */
const MAX_FILES = 64;
/** Longest file that is read back, in bytes: as long as a list may be. */
const MAX_BYTES = 64 * 1_048_576;

/** `<hash of the key>-<kept at>-<expires at>`, both in seconds since 1970: what is to be known without opening a file. */
const FILE_NAME = /^([0-9a-f]{64})-(\d{1,12})-(\d{1,12})$/;

interface KeptFile {
	readonly name: string;
	readonly hash: string;
	readonly keptAt: number;
	readonly expiresAt: number;
}

/**
 * Keeps verified answers in a folder of this user alone. They are verified again when they are used, so a changed
 * file is worth nothing. What goes wrong on the disk is not told: without a store everything works, only more is
 * asked for.
 */
export function createEvidenceStore(folder: string): EvidenceStore {
	return {
		load: (key, at) => quietly(() => load(folder, key, at)),
		save: (key, chunks, expiresAt, at) => quietly(() => save(folder, key, chunks, expiresAt, at)),
	};
}

async function load(folder: string, key: string, at: number): Promise<KeptEvidence | undefined> {
	const hash = hashOf(key);
	const latest = (await keptFiles(folder))
		.filter((file) => file.hash === hash && file.expiresAt >= at)
		.sort((one, other) => other.keptAt - one.keptAt)[0];
	if (latest === undefined) {
		return undefined;
	}
	await using file = await open(join(folder, latest.name), constants.O_RDONLY | constants.O_NOFOLLOW);
	const { size } = await file.stat();
	return size > MAX_BYTES ? undefined : { chunks: [await file.readFile()], keptAt: latest.keptAt };
}

async function save(
	folder: string,
	key: string,
	chunks: readonly Uint8Array[],
	expiresAt: number,
	at: number,
): Promise<void> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	await chmod(folder, 0o700);
	const hash = hashOf(key);
	const name = `${hash}-${seconds(at)}-${seconds(expiresAt)}`;
	await replaceFile(join(folder, name), chunks);
	await tidy(folder, name, at);
}

/** Removes what expired, what the new file replaces, and what is too much. */
async function tidy(folder: string, newest: string, at: number): Promise<void> {
	const hash = newest.slice(0, 64);
	const others = (await keptFiles(folder)).filter(({ name }) => name !== newest);
	const [gone, stay] = [
		others.filter((file) => file.expiresAt < at || file.hash === hash),
		others.filter((file) => file.expiresAt >= at && file.hash !== hash),
	];
	const surplus = stay.sort((one, other) => other.keptAt - one.keptAt).slice(MAX_FILES - 1);
	for (const { name } of [...gone, ...surplus]) {
		await rm(join(folder, name), { force: true });
	}
}

async function keptFiles(folder: string): Promise<readonly KeptFile[]> {
	return (await readdir(folder)).flatMap((name) => {
		const [, hash, keptAt, expiresAt] = FILE_NAME.exec(name) ?? [];
		return hash === undefined || keptAt === undefined || expiresAt === undefined
			? []
			: [{ name, hash, keptAt: Number(keptAt) * 1000, expiresAt: Number(expiresAt) * 1000 }];
	});
}

function hashOf(key: string): string {
	return createHash('sha256').update(key).digest('hex');
}

function seconds(at: number): number {
	return Math.floor(at / 1000);
}

async function quietly<T>(act: () => Promise<T>): Promise<T | undefined> {
	try {
		return await act();
	} catch {
		return undefined;
	}
}
