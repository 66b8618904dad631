import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Another process has held the lock for too long. */
export class LockBusyError extends Error {
	constructor() {
		super('The journal is locked');
		this.name = 'LockBusyError';
	}
}

const PATIENCE_MS = 5_000;
const RETRY_MS = 20;

/**
 * Runs `work` while no other process may. The lock is SQLite's on an empty database: the system gives it back when
 * its process dies, however it dies, which a file of our own as a sign would not.
 */
export async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
	const { DatabaseSync } = await import('node:sqlite');
	const database = new DatabaseSync(path, { timeout: 0 });
	try {
		await take(database);
		return await work();
	} finally {
		database.close();
	}
}

/** What one process is about, until it lets go or ends. */
export interface Hold {
	release(): void;
}

/**
 * Takes a hold that no other process, and nobody else in this one, has at the moment; undefined where somebody has it.
 * The file is there only while it is held, or after a process that was killed.
 */
export async function held(path: string): Promise<Hold | undefined> {
	const { DatabaseSync } = await import('node:sqlite');
	const database = new DatabaseSync(path, { timeout: 0 });
	try {
		database.exec('BEGIN EXCLUSIVE');
	} catch (error) {
		database.close();
		if (isBusy(error)) {
			return undefined;
		}
		throw error;
	}
	return {
		release() {
			// Taken away before it is let go of: whoever comes next makes a file of its own.
			rmSync(path, { force: true });
			database.close();
		},
	};
}

async function take(database: { exec(sql: string): void }): Promise<void> {
	const deadline = performance.now() + PATIENCE_MS;
	for (;;) {
		try {
			database.exec('BEGIN EXCLUSIVE');
			return;
		} catch (error) {
			if (!isBusy(error)) {
				throw error;
			}
			if (performance.now() >= deadline) {
				throw new LockBusyError();
			}
		}
		await sleep(RETRY_MS);
	}
}

/** SQLITE_BUSY. */
function isBusy(error: unknown): boolean {
	return error instanceof Error && 'errcode' in error && error.errcode === 5;
}
