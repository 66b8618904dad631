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
