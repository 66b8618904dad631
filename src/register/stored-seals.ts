import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { foldedText } from '#text';
import { DamageFound } from './register-error.ts';
import { recordText, sealOfRow, sumOf } from './register-file.ts';
import { endOfSeal, type RegisteredSeal, type SealRecord } from './registered-seal.ts';

/** Certificates by fingerprint; null where only a list told of them. */
export type StoredDer = ReadonlyMap<string, Uint8Array | null>;

/** Reads and writes rows inside a transaction of whoever calls. */
export class StoredSeals {
	readonly #database: DatabaseSync;

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	/** @throws DamageFound where the row is not as it was written */
	get(id: number): RegisteredSeal | undefined {
		const row = this.#database.prepare('SELECT id, record, sum FROM seals WHERE id = ?').get(id);
		return row === undefined ? undefined : sealOfRow(row);
	}

	ofHolder(holder: string): readonly RegisteredSeal[] {
		return this.#database
			.prepare('SELECT id, record, sum FROM seals WHERE holder = ? ORDER BY id')
			.all(holder)
			.map(sealOfRow);
	}

	/** The number of the seal that a certificate belongs to. */
	idWith(fingerprint: string): number | undefined {
		const row = this.#database
			.prepare('SELECT seal FROM certificates WHERE fingerprint = ?')
			.get(fingerprint);
		return row === undefined ? undefined : Number(row['seal']);
	}

	derOf(fingerprint: string): Uint8Array | null {
		const der = this.#database
			.prepare('SELECT der FROM certificates WHERE fingerprint = ?')
			.get(fingerprint)?.['der'];
		if (!(der instanceof Uint8Array)) {
			return null;
		}
		if (createHash('sha256').update(der).digest('hex') !== fingerprint) {
			throw new DamageFound();
		}
		return der;
	}

	/** @returns the number of the new seal */
	add(record: SealRecord, der: StoredDer): number {
		const { lastInsertRowid } = this.#database
			.prepare("INSERT INTO seals (holder, ends, folded, record, sum) VALUES (?, ?, ?, '', '')")
			.run(record.holderNumber, endOfSeal(record), searchedText(record));
		const id = Number(lastInsertRowid);
		this.#write(id, record, der);
		return id;
	}

	/** @param der certificates that are given anew; of the others the stored ones stay */
	replace({ id, ...record }: RegisteredSeal, der: StoredDer): void {
		this.#database
			.prepare('UPDATE seals SET holder = ?, ends = ?, folded = ? WHERE id = ?')
			.run(record.holderNumber, endOfSeal(record), searchedText(record), id);
		this.#write(id, record, der);
	}

	remove(id: number): void {
		this.#database.prepare('DELETE FROM certificates WHERE seal = ?').run(id);
		this.#database.prepare('DELETE FROM seals WHERE id = ?').run(id);
	}

	#write(id: number, record: SealRecord, der: StoredDer): void {
		const text = recordText(record);
		this.#database
			.prepare('UPDATE seals SET record = ?, sum = ? WHERE id = ?')
			.run(text, sumOf(id, text), id);
		const kept = this.#database.prepare(
			'INSERT INTO certificates (fingerprint, seal, der) VALUES (?, ?, ?) ON CONFLICT (fingerprint) ' +
				'DO UPDATE SET seal = excluded.seal, der = coalesce(excluded.der, der)',
		);
		for (const { fingerprint } of record.certificates) {
			kept.run(fingerprint, id, der.get(fingerprint) ?? null);
		}
	}
}

/** What a search looks through, the holder's name first: the order by holder goes by it. */
export function searchedText({ title, holderNumber, certificates, note, place }: SealRecord): string {
	const serials = certificates.map(({ serialNumber }) => serialNumber);
	return foldedText([title, holderNumber ?? '', note, place.name, ...serials].join('\n'));
}
