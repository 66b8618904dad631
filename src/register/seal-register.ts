import { setTimeout as sleep } from 'node:timers/promises';
import { readSealCertificate, type SealCertificate } from '#certificate';
import { cleanText, foldedText } from '#text';
import { mayBePair, sealsSeenTogether } from './pairing.ts';
import { isBusy, isDamage, RegisterError, registerErrorOf } from './register-error.ts';
import { type Connection, connect, isStillThere, registerPath, sealOfRow } from './register-file.ts';
import { MAX_NOTE_LENGTH, type RegisteredSeal, type SealRecord } from './registered-seal.ts';
import { type Relation, relationOf } from './relation.ts';
import { type Salvage, salvage } from './salvage.ts';
import { recordOf, type Sighting } from './sighting.ts';
import { type StoredDer, StoredSeals } from './stored-seals.ts';

/** How long another program that writes is waited for, in milliseconds. */
const PATIENCE_MS = 5_000;
const RETRY_MS = 20;
/** Fingerprints are told apart by so many digits; fewer are no name of a seal. */
const MIN_FINGERPRINT_DIGITS = 8;

export interface SealQuery {
	/** Words that all have to be somewhere in a seal's names, numbers, place and note; empty: every seal. */
	readonly text?: string | undefined;
	/** `end`: what ends first comes first. `seen`: what was seen last comes first. Default: `end`. */
	readonly order?: 'end' | 'holder' | 'seen' | undefined;
	/** Only what ends from this moment on. */
	readonly endsFrom?: number | undefined;
	/** Only what ends before or at this moment. */
	readonly endsUntil?: number | undefined;
}

/** What a sighting or an import did. */
export interface Kept {
	readonly added: readonly number[];
	readonly updated: readonly number[];
}

/** A seal that another register gave out. */
export interface OfferedSeal {
	readonly record: SealRecord;
	readonly der: StoredDer;
}

/** A seal beside the others of its holder. */
export interface RelatedSeal {
	readonly seal: RegisteredSeal;
	readonly relation: Relation;
}

/**
 * The register of seals of this user: one file, which several programs may read and write at once. Every act is one
 * transaction; a program that is killed leaves none half done.
 *
 * Every act throws {@link RegisterError} where it could not be done, and nothing is changed then.
 */
export class SealRegister {
	readonly path: string;
	readonly #now: () => number;
	#connection: Connection | undefined;
	#salvages: Salvage[] = [];

	/** @param now milliseconds since 1970 UTC */
	constructor(directory: string, now: () => number) {
		this.path = registerPath(directory);
		this.#now = now;
	}

	/** Damaged files that were put aside since this was opened. */
	get salvages(): readonly Salvage[] {
		return this.#salvages;
	}

	/** Numbers of the seals that are asked for, in their order. */
	async ids({ text = '', order = 'end', endsFrom, endsUntil }: SealQuery = {}): Promise<readonly number[]> {
		const words = foldedText(text)
			.split(/\s+/u)
			.filter((word) => word !== '');
		const conditions = [
			...words.map(() => 'instr(folded, ?) > 0'),
			...(endsFrom === undefined ? [] : ['ends >= ?']),
			...(endsUntil === undefined ? [] : ['ends <= ?']),
		];
		const orders = {
			end: 'ends, id',
			holder: 'folded, id',
			seen: "json_extract(record, '$.lastSeen') DESC, id",
		};
		const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
		const values = [...words, ...[endsFrom, endsUntil].filter((end) => end !== undefined)];
		return this.#run('read', (_, { database }) =>
			database
				.prepare(`SELECT id FROM seals ${where} ORDER BY ${orders[order]}`)
				.all(...values)
				.map((row) => Number(row['id'])),
		);
	}

	/** How many seals there are, whatever is asked for. */
	async count(): Promise<number> {
		return this.#run('read', (_, { database }) =>
			Number(database.prepare('SELECT count(*) AS seals FROM seals').get()?.['seals']),
		);
	}

	/** The seals of these numbers, as far as they are still there, in the order of the numbers. */
	async read(ids: readonly number[]): Promise<readonly RegisteredSeal[]> {
		return this.#run('read', (stored) =>
			ids.flatMap((id) => {
				const seal = stored.get(id);
				return seal === undefined ? [] : [seal];
			}),
		);
	}

	/** The same, each beside the other seals of its holder. */
	async readRelated(ids: readonly number[]): Promise<readonly RelatedSeal[]> {
		const at = this.#now();
		return this.#run('read', (stored) =>
			ids.flatMap((id) => {
				const seal = stored.get(id);
				if (seal === undefined) {
					return [];
				}
				const siblings = seal.holderNumber === null ? [] : stored.ofHolder(seal.holderNumber);
				return [{ seal, relation: relationOf(seal, siblings, at) }];
			}),
		);
	}

	/**
	 * The seals that a person means by a word: the holder's number, the serial number of one of the certificates, or the
	 * beginning of a fingerprint (eight digits or more).
	 */
	async find(word: string): Promise<readonly RegisteredSeal[]> {
		const text = word.replaceAll(/[\s:]/gu, '');
		if (text === '') {
			return [];
		}
		const serial = text.toLocaleUpperCase('en');
		const fingerprint = text.toLocaleLowerCase('en');
		const isFingerprint = new RegExp(`^[0-9a-f]{${MIN_FINGERPRINT_DIGITS},64}$`).test(fingerprint);
		return this.#run('read', (_, { database }) => {
			const rows = database
				.prepare(
					'SELECT id, record, sum FROM seals WHERE holder = ?1 OR instr(folded, ?2) > 0 OR ' +
						'id IN (SELECT seal FROM certificates WHERE fingerprint >= ?3 AND fingerprint < ?4) ORDER BY ends, id',
				)
				.all(text, foldedText(serial), isFingerprint ? fingerprint : 'x', `${fingerprint}g`);
			return rows
				.map(sealOfRow)
				.filter(
					({ holderNumber, certificates }) =>
						holderNumber === text ||
						certificates.some(
							(one) =>
								one.serialNumber === serial || (isFingerprint && one.fingerprint.startsWith(fingerprint)),
						),
				);
		});
	}

	/** The certificates of a seal themselves; undefined where only a list told of one. */
	async certificatesOf({
		certificates,
	}: Pick<SealRecord, 'certificates'>): Promise<readonly (SealCertificate | undefined)[]> {
		const ders = await this.dersOf(certificates.map(({ fingerprint }) => fingerprint));
		return certificates.map(({ fingerprint }) => {
			const der = ders.get(fingerprint);
			const read = der === null || der === undefined ? undefined : readSealCertificate(der);
			return read?.ok === true ? read.certificate : undefined;
		});
	}

	/** DER of certificates by fingerprint; null where only a list told of one. */
	async dersOf(fingerprints: readonly string[]): Promise<StoredDer> {
		return this.#run(
			'read',
			(stored) => new Map(fingerprints.map((fingerprint) => [fingerprint, stored.derOf(fingerprint)])),
		);
	}

	/** Keeps the seals of a card or a file. What is known already is seen again, and keeps its note. */
	async keep({ certificates, place, chipSerial }: Sighting): Promise<Kept> {
		const at = this.#now();
		const groups = sealsSeenTogether(certificates);
		if (groups.length === 0) {
			return { added: [], updated: [] };
		}
		return this.#run('write', (stored) => {
			const kept = groups.map((group) => {
				const der = new Map(group.map((one) => [one.fingerprint, one.der]));
				return keepRecord(stored, recordOf(group, { place, chipSerial, at }), der);
			});
			return keptOf(kept);
		});
	}

	/** Takes up what another register gave out; a note that stands here stays. */
	async take(offered: readonly OfferedSeal[]): Promise<Kept> {
		return this.#run('write', (stored) =>
			keptOf(offered.map(({ record, der }) => keepRecord(stored, record, der))),
		);
	}

	/** @returns false where the seal is not there any more */
	async note(id: number, text: string): Promise<boolean> {
		return this.change(id, (seal) => ({ ...seal, note: cleanText(text, MAX_NOTE_LENGTH) }));
	}

	/** @returns false where the seal is not there any more */
	async change(id: number, changed: (seal: RegisteredSeal) => RegisteredSeal): Promise<boolean> {
		return this.#run('write', (stored) => {
			const seal = stored.get(id);
			if (seal === undefined) {
				return false;
			}
			stored.replace({ ...changed(seal), id }, new Map());
			return true;
		});
	}

	/** Forgets a seal: nothing of it stays in the file. */
	async forget(id: number): Promise<void> {
		await this.#run('write', (stored) => stored.remove(id));
	}

	close(): void {
		this.#connection?.database.close();
		this.#connection = undefined;
	}

	/**
	 * Runs one transaction; again where another program holds the file, or where it was put aside meanwhile.
	 *
	 * @param act may run more than once
	 */
	async #run<T>(kind: 'read' | 'write', act: (stored: StoredSeals, connection: Connection) => T): Promise<T> {
		const deadline = performance.now() + PATIENCE_MS;
		let wasSalvaged = false;
		for (;;) {
			try {
				const connection = await this.#connected();
				const result = transact(connection, kind, act);
				// A commit into a file that was put aside at that moment is in no register.
				if (kind === 'read' || (await isStillThere(this.path, connection))) {
					return result;
				}
			} catch (error) {
				if (isDamage(error) && !wasSalvaged) {
					wasSalvaged = true;
					await this.#salvage();
				} else if (isBusy(error) && performance.now() < deadline) {
					await sleep(RETRY_MS);
				} else {
					throw registerErrorOf(error, this.path);
				}
			}
		}
	}

	async #connected(): Promise<Connection> {
		if (this.#connection !== undefined && !(await isStillThere(this.path, this.#connection))) {
			this.close();
		}
		this.#connection ??= await connect(this.path);
		return this.#connection;
	}

	async #salvage(): Promise<void> {
		this.close();
		try {
			const { stat } = await import('node:fs/promises');
			const outcome = await salvage(this.path, await stat(this.path), this.#now());
			this.#salvages = outcome === undefined ? this.#salvages : [...this.#salvages, outcome];
		} catch (error) {
			throw registerErrorOf(error, this.path);
		}
	}
}

function transact<T>(
	connection: Connection,
	kind: 'read' | 'write',
	act: (stored: StoredSeals, connection: Connection) => T,
): T {
	const { database } = connection;
	database.exec(kind === 'read' ? 'BEGIN' : 'BEGIN IMMEDIATE');
	try {
		const result = act(new StoredSeals(database), connection);
		database.exec('COMMIT');
		return result;
	} catch (error) {
		if (database.isTransaction) {
			database.exec('ROLLBACK');
		}
		throw error;
	}
}

interface KeptOne {
	readonly id: number;
	readonly isNew: boolean;
}

function keptOf(all: readonly KeptOne[]): Kept {
	const added = new Set(all.filter(({ isNew }) => isNew).map(({ id }) => id));
	const updated = all.map(({ id }) => id).filter((id) => !added.has(id));
	return { added: [...added], updated: [...new Set(updated)] };
}

/**
 * Puts a seal into the register: beside the others, or in place of what is known of its certificates. A pair that was seen
 * together is one seal whatever was thought of its certificates before.
 */
function keepRecord(stored: StoredSeals, seen: SealRecord, der: StoredDer): KeptOne {
	const known = knownSeals(stored, seen);
	const [base, ...others] = known;
	if (base === undefined) {
		return { id: stored.add(seen, der), isNew: true };
	}
	const isPair = seen.certificates.length === 2;
	const alone = [...base.certificates, ...seen.certificates];
	const wanted = isPair ? seen.certificates : uniqueByFingerprint(alone);
	const all = [...known.flatMap(({ certificates }) => certificates), ...seen.certificates];
	const certificates = wanted
		.map((one) => {
			const revoked = all.find((other) => other.fingerprint === one.fingerprint && other.revoked !== null);
			return { ...one, revoked: one.revoked ?? revoked?.revoked ?? null };
		})
		.toSorted((one, other) => (other.use ?? '').localeCompare(one.use ?? '', 'en'));
	const isTaken = (fingerprint: string): boolean =>
		certificates.some((one) => one.fingerprint === fingerprint);
	for (const other of others) {
		const rest = other.certificates.filter(({ fingerprint }) => !isTaken(fingerprint));
		if (rest.length === 0) {
			stored.remove(other.id);
		} else {
			stored.replace({ ...other, certificates: rest }, new Map());
		}
	}
	const latest = known.reduce((best, one) => (one.lastSeen > best.lastSeen ? one : best), base);
	const isLater = seen.place.kind !== 'list' || seen.lastSeen > latest.lastSeen;
	stored.replace(
		{
			id: base.id,
			holderNumber: seen.holderNumber,
			title: seen.title,
			isSandbox: seen.isSandbox,
			certificates,
			firstSeen: Math.min(seen.firstSeen, ...known.map(({ firstSeen }) => firstSeen)),
			lastSeen: Math.max(seen.lastSeen, latest.lastSeen),
			place: isLater ? seen.place : latest.place,
			chipSerial: seen.chipSerial ?? latest.chipSerial,
			note: joinedNotes([...known.map(({ note }) => note)]) || seen.note,
			lostAt: known.find(({ lostAt }) => lostAt !== null)?.lostAt ?? seen.lostAt,
		},
		der,
	);
	const left = base.certificates.filter(({ fingerprint }) => !isTaken(fingerprint));
	if (left.length > 0) {
		const { id: _, ...record } = base;
		stored.add({ ...record, certificates: left }, new Map());
	}
	return { id: base.id, isNew: false };
}

/** The seals that hold one of the certificates, else the one that waits for this other half. */
function knownSeals(
	stored: StoredSeals,
	{ certificates, holderNumber }: SealRecord,
): readonly RegisteredSeal[] {
	const ids = certificates.flatMap(({ fingerprint }) => stored.idWith(fingerprint) ?? []);
	const known = [...new Set(ids)].toSorted((one, other) => one - other).flatMap((id) => stored.get(id) ?? []);
	const [alone, more] = certificates;
	if (known.length > 0 || alone === undefined || more !== undefined || holderNumber === null) {
		return known;
	}
	const halves = stored
		.ofHolder(holderNumber)
		.filter(
			({ certificates: [half, other] }) =>
				half !== undefined &&
				other === undefined &&
				mayBePair({ ...half, holderNumber }, { ...alone, holderNumber }),
		);
	// Which of two it belongs to nobody can tell from here.
	return halves.length === 1 ? halves : [];
}

function uniqueByFingerprint(certificates: SealRecord['certificates']): SealRecord['certificates'] {
	return [...new Map(certificates.map((one) => [one.fingerprint, one])).values()];
}

function joinedNotes(notes: readonly string[]): string {
	return cleanText([...new Set(notes.filter((note) => note !== ''))].join('; '), MAX_NOTE_LENGTH);
}

/** @throws RegisterError `no-place` where the environment names no folder */
export function openSealRegister(directory: string | undefined, now: () => number): SealRegister {
	if (directory === undefined) {
		throw new RegisterError('no-place', undefined);
	}
	return new SealRegister(directory, now);
}
