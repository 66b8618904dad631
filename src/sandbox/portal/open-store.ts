import { randomBytes } from 'node:crypto';
import { constants, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { SandboxDataError } from '../stored-sandbox.ts';
import { PortalStore } from './store.ts';

const KEY_BYTES = 32;

/**
 * The portal's memory: in a directory, or in this process alone.
 *
 * @throws SandboxDataError where the directory cannot be used
 */
export async function openPortalStore(directory: string | undefined): Promise<PortalStore> {
	const { DatabaseSync } = await import('node:sqlite');
	if (directory === undefined) {
		return new PortalStore(new DatabaseSync(':memory:'), randomBytes(KEY_BYTES));
	}
	const path = join(directory, 'portal.db');
	try {
		await mkdir(directory, { recursive: true, mode: 0o700 });
		// Made here, so that nobody else can read it; SQLite takes what is there.
		await (await openOwn(path)).close();
		const key = await storedKey(join(directory, 'portal.key'));
		return new PortalStore(new DatabaseSync(path), key);
	} catch (cause) {
		const isDamaged = cause instanceof Error && 'errcode' in cause && DAMAGED.has(Number(cause.errcode));
		throw new SandboxDataError(isDamaged ? 'data-damaged' : 'data-not-writable', path, { cause });
	}
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const DAMAGED = new Set([11, 26]);

async function storedKey(path: string): Promise<Uint8Array> {
	await using file = await openOwn(path);
	const key = new Uint8Array(KEY_BYTES);
	const { bytesRead } = await file.read(key, 0, KEY_BYTES, 0);
	if (bytesRead === KEY_BYTES) {
		return key;
	}
	const made = new Uint8Array(randomBytes(KEY_BYTES));
	await file.write(made, 0, KEY_BYTES, 0);
	await file.sync();
	return made;
}

function openOwn(path: string) {
	const { O_RDWR, O_CREAT, O_NOFOLLOW } = constants;
	return open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600);
}
