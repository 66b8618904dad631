import { execFile } from 'node:child_process';
import { constants, type FileHandle, open, stat, statfs, unlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { DocumentsPort, PrintOutcome, SaveRefusal, WriteOutcome } from '#app';

/** File systems that are on another machine, by their number in `statfs` (Linux, statfs(2) and magic.h). */
const NETWORK_FILE_SYSTEMS: ReadonlySet<number> = new Set([
	0x6969, // NFS
	0x517b, // SMB
	0xff534d42, // CIFS
	0xfe534d42, // SMB2
	0x5346414f, // AFS
	0x73757245, // Coda
	0x564c, // NCP
	0x01021997, // 9P
	0x00c36400, // Ceph
	0x65735546, // FUSE: sshfs and others; what is behind it cannot be told
]);

const OTHERS_CAN_READ = 0o004;
/** Only its owner reads and writes it. */
const PRIVATE_FILE = 0o600;
const PRINT_LIMIT_MS = 20_000;

export interface DocumentOptions {
	/** Where anybody may come by: nothing goes to a folder that others can read, or to another machine. */
	readonly isKiosk: boolean;
}

/** Documents of the holder on this machine. */
export function documentsOnDisk({ isKiosk }: DocumentOptions): DocumentsPort {
	return {
		suggestedPath: (fileName) => join(homedir(), fileName),
		async write(path, bytes) {
			if (path.trim() === '') {
				return refused('no-path');
			}
			const absolute = absolutePath(path.trim());
			try {
				const refusal = await folderRefusal(dirname(absolute), isKiosk);
				return refusal === undefined ? await writeNew(absolute, bytes) : refused(refusal);
			} catch (error) {
				return refused(refusalOf(error));
			}
		},
		print: (path) => printed(path),
	};
}

function absolutePath(path: string): string {
	if (path === '~' || path.startsWith('~/')) {
		return join(homedir(), path.slice(1));
	}
	return isAbsolute(path) ? resolve(path) : resolve(homedir(), path);
}

async function folderRefusal(folder: string, isKiosk: boolean): Promise<SaveRefusal | undefined> {
	const facts = await stat(folder);
	if (!facts.isDirectory()) {
		return 'no-folder';
	}
	if (!isKiosk) {
		return undefined;
	}
	if ((facts.mode & OTHERS_CAN_READ) !== 0) {
		return 'world-readable';
	}
	const { type } = await statfs(folder);
	return NETWORK_FILE_SYSTEMS.has(type) ? 'not-local' : undefined;
}

/** A new file, never one that is there; half a file does not stay. */
async function writeNew(path: string, bytes: Uint8Array): Promise<WriteOutcome> {
	const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
	const file = await open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, PRIVATE_FILE);
	try {
		await fill(file, bytes);
	} catch (error) {
		await unlink(path);
		throw error;
	}
	await syncFolder(dirname(path));
	return { kind: 'written', path };
}

async function fill(file: FileHandle, bytes: Uint8Array): Promise<void> {
	try {
		// Whatever the mask of this process takes away or a default rule of the folder adds.
		await file.chmod(PRIVATE_FILE);
		await file.writeFile(bytes);
		await file.sync();
	} finally {
		await file.close();
	}
}

async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

function refused(reason: SaveRefusal): WriteOutcome {
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

function refusalOf(error: unknown): SaveRefusal {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return REFUSAL_OF_CODE[code] ?? 'not-writable';
}

/** By CUPS, to the printer that this user prints to. */
function printed(path: string): Promise<PrintOutcome> {
	return new Promise((resolvePrint) => {
		execFile('lp', ['--', path], { timeout: PRINT_LIMIT_MS, encoding: 'utf8' }, (error) => {
			if (error === null) {
				resolvePrint({ kind: 'printed' });
			} else {
				resolvePrint({ kind: error.code === 'ENOENT' ? 'absent' : 'failed' });
			}
		});
	});
}
