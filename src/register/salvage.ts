import { createHash, randomUUID } from 'node:crypto';
import { link, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { readSealCertificate } from '#certificate';
import { connect, makePrivate, sealOfRow } from './register-file.ts';
import type { RegisteredSeal, SealRecord } from './registered-seal.ts';
import { recordOf } from './sighting.ts';
import { StoredSeals } from './stored-seals.ts';

/** What became of a damaged register. */
export interface Salvage {
	/** Where the damaged file is kept. */
	readonly aside: string;
	/** Seals that were read whole. */
	readonly kept: number;
	/** Seals whose certificates were read, and whose note, place and dates of seeing were not. */
	readonly rebuilt: number;
}

/** Rows are asked for one by one beyond a damaged page, up to so many numbers after the last one that was read. */
const MAX_GAP = 20_000;

/**
 * Puts a damaged register aside and makes a new one of what can be read in it. Whoever writes at that moment waits or
 * fails, and no second program does the same: the lock is SQLite's, on a file of its own.
 *
 * @returns undefined where another program has done it already
 * @throws what SQLite or the system says; the damaged file then stays where it is
 */
export async function salvage(
	path: string,
	damaged: { readonly dev: number; readonly ino: number },
	now: number,
): Promise<Salvage | undefined> {
	const { DatabaseSync } = await import('node:sqlite');
	const lockPath = `${path}.salvage`;
	const lock = new DatabaseSync(lockPath, { timeout: 5_000 });
	const fresh = `${path}.${randomUUID()}`;
	try {
		lock.exec('BEGIN EXCLUSIVE');
		const { dev, ino } = await stat(path);
		if (dev !== damaged.dev || ino !== damaged.ino) {
			return undefined;
		}
		const old = new DatabaseSync(path, { timeout: 5_000 });
		try {
			// Nobody adds to what is read from here on. Where even the first page is damaged nobody can.
			attempt(() => old.exec('BEGIN IMMEDIATE'));
			const found = readable(old);
			const counts = await fill(fresh, found, now);
			const aside = await putAside(path, now);
			await rename(fresh, path);
			return { aside, ...counts };
		} finally {
			old.close();
		}
	} finally {
		lock.close();
		await rm(lockPath, { force: true });
		await rm(fresh, { force: true });
		await rm(`${fresh}-journal`, { force: true });
	}
}

interface Readable {
	readonly seals: readonly RegisteredSeal[];
	/** Those that are what their fingerprint says. */
	readonly ders: ReadonlyMap<string, Uint8Array>;
}

function readable(database: DatabaseSync): Readable {
	const seals: RegisteredSeal[] = [];
	const known = new Set<number>();
	const take = (row: Readonly<Record<string, unknown>>): void => {
		attempt(() => {
			const seal = sealOfRow(row);
			if (!known.has(seal.id)) {
				known.add(seal.id);
				seals.push(seal);
			}
		});
	};
	const ders = new Map<string, Uint8Array>();
	const takeDer = ({ fingerprint, der }: Readonly<Record<string, unknown>>): void => {
		if (
			typeof fingerprint === 'string' &&
			der instanceof Uint8Array &&
			createHash('sha256').update(der).digest('hex') === fingerprint
		) {
			ders.set(fingerprint, der);
		}
	};
	// In the order of the rows and against it: a damaged page is met from both of its sides.
	for (const order of ['ASC', 'DESC']) {
		each(database, `SELECT id, record, sum FROM seals ORDER BY id ${order}`, take);
		each(database, `SELECT fingerprint, der FROM certificates ORDER BY rowid ${order}`, takeDer);
	}
	const highest = Math.max(0, ...known) + (known.size === 0 ? 0 : MAX_GAP);
	oneByOne(database, highest, known, take);
	for (const { certificates } of seals) {
		for (const { fingerprint } of certificates.filter((one) => !ders.has(one.fingerprint))) {
			attempt(() => {
				const row = database
					.prepare('SELECT fingerprint, der FROM certificates WHERE fingerprint = ?')
					.get(fingerprint);
				takeDer(row ?? {});
			});
		}
	}
	return { seals, ders };
}

function oneByOne(
	database: DatabaseSync,
	highest: number,
	known: ReadonlySet<number>,
	take: (row: Readonly<Record<string, unknown>>) => void,
): void {
	attempt(() => {
		const query = database.prepare('SELECT id, record, sum FROM seals WHERE id = ?');
		for (let id = 1; id <= highest; id += 1) {
			if (!known.has(id)) {
				attempt(() => {
					const row = query.get(id);
					if (row !== undefined) {
						take(row);
					}
				});
			}
		}
	});
}

function each(
	database: DatabaseSync,
	sql: string,
	take: (row: Readonly<Record<string, unknown>>) => void,
): void {
	attempt(() => {
		for (const row of database.prepare(sql).iterate()) {
			take(row);
		}
	});
}

/** What cannot be read is left out: that is what the file is put aside for. */
function attempt(act: () => void): void {
	try {
		act();
	} catch {
		// The rest is read in another way.
	}
}

async function fill(
	path: string,
	{ seals, ders }: Readable,
	now: number,
): Promise<Pick<Salvage, 'kept' | 'rebuilt'>> {
	const { database } = await connect(path);
	try {
		const stored = new StoredSeals(database);
		const told = new Set<string>();
		database.exec('BEGIN IMMEDIATE');
		for (const { id: _, ...record } of seals.toSorted((one, other) => one.id - other.id)) {
			// A certificate that two rows name is of the first: the other is what was left of an unfinished change.
			if (record.certificates.every(({ fingerprint }) => !told.has(fingerprint))) {
				stored.add(record, ders);
				for (const { fingerprint } of record.certificates) {
					told.add(fingerprint);
				}
			}
		}
		const rest = [...ders].filter(([fingerprint]) => !told.has(fingerprint)).map(([, der]) => der);
		const rebuilt = recordsOf(rest, now);
		for (const record of rebuilt) {
			stored.add(record, ders);
		}
		database.exec('COMMIT');
		await makePrivate(path);
		return { kept: seals.length, rebuilt: rebuilt.length };
	} finally {
		database.close();
	}
}

/** Of certificates whose seal could not be read, each by itself: with which other one it belongs is not known. */
function recordsOf(ders: readonly Uint8Array[], now: number): readonly SealRecord[] {
	return ders.flatMap((der) => {
		const read = readSealCertificate(der);
		return read.ok
			? [recordOf([read.certificate], { place: { kind: 'list', name: '' }, at: now, chipSerial: undefined })]
			: [];
	});
}

/** A second name for the damaged file; its first one is taken from it by whoever puts the new one in its place. */
async function putAside(path: string, now: number): Promise<string> {
	const { ino } = await stat(path);
	const stem = `${basename(path)}.damaged-${new Date(now).toISOString().replaceAll(/[-:]|\.\d+/gu, '')}`;
	const folder = dirname(path);
	const names = new Set(await readdir(folder));
	let aside = join(folder, stem);
	for (let count = 2; names.has(basename(aside)); count += 1) {
		if ((await stat(aside)).ino === ino) {
			return aside;
		}
		aside = join(folder, `${stem}-${count}`);
	}
	await link(path, aside);
	// A journal of the damaged file would be played back into the new one.
	await rename(`${path}-journal`, `${aside}-journal`).catch(() => undefined);
	return aside;
}
