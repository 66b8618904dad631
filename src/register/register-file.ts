import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { chmod, mkdir, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { DamageFound, RegisterError } from './register-error.ts';
import { type RegisteredSeal, type SealRecord, sealRecord } from './registered-seal.ts';

/*
 * The file of the register: SQLite with a rollback journal. It is one file whenever nobody writes, it can be read on a
 * full or read-only disk, and a transaction of a program that was killed is taken back by whoever opens it next. A
 * write-ahead log would let readers go on while somebody writes, which takes milliseconds here, and needs two more files
 * that cannot be made on a full disk.
 */

/** SQLite's `user_version`; it rises when the tables change. */
const VERSION = 1;
/** Milliseconds that SQLite itself waits; longer waiting is done without holding the program up. */
const BUSY_TIMEOUT_MS = 20;

const CONNECTION = `
	PRAGMA journal_mode = DELETE;
	PRAGMA synchronous = EXTRA;
	PRAGMA secure_delete = ON;
	PRAGMA cell_size_check = ON;
	PRAGMA cache_size = -16384;
`;

/** The index by end holds what is searched, so that a search reads neither records nor certificates. */
const TABLES = `
	CREATE TABLE seals (
		id INTEGER PRIMARY KEY AUTOINCREMENT, holder TEXT, ends INTEGER NOT NULL, folded TEXT NOT NULL,
		record TEXT NOT NULL, sum TEXT NOT NULL
	) STRICT;
	CREATE INDEX sealsByEnd ON seals (ends, id, folded);
	CREATE INDEX sealsByHolder ON seals (holder, id);
	CREATE TABLE certificates (fingerprint TEXT PRIMARY KEY, seal INTEGER NOT NULL, der BLOB) STRICT;
	CREATE INDEX certificatesBySeal ON certificates (seal);
	CREATE TABLE size (seals INTEGER NOT NULL) STRICT;
	INSERT INTO size VALUES (0);
	CREATE TRIGGER sealAdded AFTER INSERT ON seals BEGIN UPDATE size SET seals = seals + 1; END;
	CREATE TRIGGER sealRemoved AFTER DELETE ON seals BEGIN UPDATE size SET seals = seals - 1; END;
	PRAGMA user_version = ${VERSION};
`;

export function registerPath(directory: string): string {
	return join(directory, 'seals.db');
}

/** A connection, and which file it is to. */
export interface Connection {
	readonly database: DatabaseSync;
	readonly file: Pick<Stats, 'dev' | 'ino'>;
}

/**
 * Opens the file for this user alone, and makes it where there is none.
 *
 * @throws what SQLite or the system says
 */
export async function connect(path: string): Promise<Connection> {
	const { DatabaseSync } = await import('node:sqlite');
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	const file = await makeOwn(path);
	const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
	try {
		database.exec(CONNECTION);
		makeTables(database, path);
		checkWhole(database);
	} catch (error) {
		database.close();
		throw error;
	}
	return { database, file };
}

/** Made here, so that nobody else can read it; SQLite takes what is there, and gives its journal the same mode. */
async function makeOwn(path: string): Promise<Stats> {
	const { O_RDONLY, O_CREAT, O_NOFOLLOW } = constants;
	await using file = await open(path, O_RDONLY | O_CREAT | O_NOFOLLOW, 0o600);
	const stats = await file.stat();
	if (!stats.isFile()) {
		throw new RegisterError('not-writable', path);
	}
	if ((stats.mode & 0o077) !== 0) {
		await file.chmod(0o600);
	}
	return stats;
}

function makeTables(database: DatabaseSync, path: string): void {
	const versionNow = (): number => Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
	if (versionNow() === 0) {
		database.exec('BEGIN IMMEDIATE');
		// Another program may have made them meanwhile.
		database.exec(versionNow() === 0 ? `${TABLES} COMMIT` : 'ROLLBACK');
	}
	if (versionNow() > VERSION) {
		throw new RegisterError('newer', path);
	}
}

/**
 * Whether every row is there, and in the order by end: a page that was overwritten may be a right page of another place,
 * and SQLite then leaves rows out without a word. The rows themselves have sums.
 *
 * @throws DamageFound where it is not
 */
function checkWhole(database: DatabaseSync): void {
	const facts = (how: string): string =>
		JSON.stringify(
			database.prepare(`SELECT count(*) AS seals, sum(id), sum(ends % 999983) FROM seals ${how}`).get(),
		);
	database.exec('BEGIN');
	try {
		const rows = facts('NOT INDEXED');
		const size = Number(database.prepare('SELECT seals FROM size').get()?.['seals']);
		if (rows !== facts('INDEXED BY sealsByEnd') || JSON.parse(rows).seals !== size) {
			throw new DamageFound();
		}
	} finally {
		database.exec('ROLLBACK');
	}
}

/** Whether the path still leads to the file that was opened: a damaged one is put aside while others have it open. */
export async function isStillThere(path: string, { file }: Connection): Promise<boolean> {
	try {
		const { dev, ino } = await stat(path);
		return dev === file.dev && ino === file.ino;
	} catch {
		return false;
	}
}

/** Of a row: a bit that tips in the file is found when the row is read, which SQLite alone does not do. */
export function sumOf(id: number, record: string): string {
	return createHash('sha256').update(`${id}\n${record}`).digest('hex').slice(0, 32);
}

/** @throws DamageFound where the row is not as it was written */
export function sealOfRow(row: Readonly<Record<string, unknown>>): RegisteredSeal {
	const { id, record, sum } = row;
	if (typeof id !== 'number' || typeof record !== 'string' || sum !== sumOf(id, record)) {
		throw new DamageFound();
	}
	const parsed = sealRecord.safeParse(JSON.parse(record));
	if (!parsed.success) {
		throw new DamageFound();
	}
	return { id, ...parsed.data };
}

export function recordText(record: SealRecord): string {
	// Through the schema: a field that does not belong there is not stored, and what could not be read back is not written.
	return JSON.stringify(sealRecord.parse(record));
}

/** Keeps the file this user's alone, whatever made it. */
export async function makePrivate(path: string): Promise<void> {
	await chmod(path, 0o600);
}
