import { randomUUID } from 'node:crypto';
import { constants, type FileHandle, open, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SaveRefusal, WriteOutcome } from '#app';

/** Only its owner reads and writes it. */
const PRIVATE_FILE = 0o600;

/** Writes a new file that only this user can read, never over one that is there; half a file does not stay. */
export async function writeNewFile(path: string, bytes: Uint8Array): Promise<WriteOutcome> {
	try {
		const folder = dirname(path);
		if (!(await stat(folder)).isDirectory()) {
			return refused('no-folder');
		}
		await createFile(path, bytes, { hasModes: true });
		await syncFolder(folder);
		return { kind: 'written', path };
	} catch (error) {
		return refused(refusalOf(error));
	}
}

/**
 * Puts a file that only this user can read in place of one that is there, or of none: it is there whole, or as it was.
 *
 * @param chunks its content, in order
 * @throws what the system says
 */
export async function replaceFile(path: string, chunks: readonly Uint8Array[]): Promise<void> {
	const unfinished = `${path}.${randomUUID()}`;
	try {
		await createFile(unfinished, chunks, { hasModes: true });
		await rename(unfinished, path);
	} catch (error) {
		await rm(unfinished, { force: true });
		throw error;
	}
}

/**
 * Creates the file and brings it to the disk.
 *
 * @param hasModes false on a file system that keeps no modes (FAT): there the mode is asked for and not insisted on
 * @throws what the system says, after the file is gone again
 */
export async function createFile(
	path: string,
	content: Uint8Array | readonly Uint8Array[],
	{ hasModes }: { readonly hasModes: boolean },
): Promise<void> {
	const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
	const file = await open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, PRIVATE_FILE);
	try {
		await fill(file, content, hasModes);
	} catch (error) {
		await unlink(path);
		throw error;
	}
}

async function fill(
	file: FileHandle,
	content: Uint8Array | readonly Uint8Array[],
	hasModes: boolean,
): Promise<void> {
	try {
		if (hasModes) {
			// Whatever the mask of this process takes away or a default rule of the folder adds.
			await file.chmod(PRIVATE_FILE);
		}
		await file.writeFile(content);
		await file.sync();
	} finally {
		await file.close();
	}
}

async function syncFolder(folder: string): Promise<void> {
	await using handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
	await handle.sync();
}

export function refused(reason: SaveRefusal): WriteOutcome {
	return { kind: 'refused', reason };
}

const REFUSAL_OF_CODE: Readonly<Record<string, SaveRefusal>> = {
	EEXIST: 'exists',
	ELOOP: 'exists',
	ENOENT: 'no-folder',
	ENOTDIR: 'no-folder',
	ENAMETOOLONG: 'no-path',
	ENOSPC: 'disk-full',
	EDQUOT: 'disk-full',
};

export function refusalOf(error: unknown): SaveRefusal {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return REFUSAL_OF_CODE[code] ?? 'not-writable';
}
