import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { changeKind, revocationReason, unlockState } from '#contract';
import type { PortalAccount } from './account.ts';
import { secretDigest } from './secret-match.ts';

/** A holder's record. */
export interface HolderRecord {
	readonly holderNumber: string;
	readonly title: string;
	readonly phone: string;
	readonly email: string;
	readonly address: string;
	readonly authorisedPerson: string;
	/** T.C. number of the person who may log in by *E-İmzalı Giriş*. */
	readonly signatoryNumber: string;
	readonly wordDigest: Uint8Array;
	/** Rises with every edit. */
	readonly version: number;
}

export interface CertificateRecord {
	readonly ordinal: number;
	readonly serialNumber: string;
	readonly cardSerial: string;
	readonly use: 'SIGN0' | 'ENCR0';
	readonly notBefore: number;
	readonly notAfter: number;
	readonly fingerprint: string;
	readonly standing: 'good' | 'suspended' | 'revoked';
	readonly standingSince: number | null;
	readonly reason: z.infer<typeof revocationReason> | null;
}

export interface CardRecord {
	readonly cardSerial: string;
	/** Undefined once it was deleted, or where the holder chose it. */
	readonly pin: string | undefined;
	readonly puk: string;
	readonly pinsDeletedAt: number | null;
}

export interface UnlockRecord {
	readonly unlockId: string;
	readonly holderNumber: string;
	readonly cardSerial: string;
	readonly state: z.infer<typeof unlockState>;
	readonly newPin: string | undefined;
	readonly startedAt: number;
}

export interface OperationRecord {
	readonly key: string;
	readonly kind: z.infer<typeof changeKind> | null;
	/** Keyed digest of the request, to tell a repetition from another change. */
	readonly request: Uint8Array | null;
	readonly state: 'done' | 'refused' | 'withdrawn';
	/** JSON of the refusal. */
	readonly refusal: string | null;
	readonly resource: string | null;
	readonly at: number;
}

const SCHEMA = `
	PRAGMA journal_mode = DELETE;
	PRAGMA synchronous = FULL;
	PRAGMA secure_delete = ON;
	PRAGMA foreign_keys = ON;
	CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
	CREATE TABLE IF NOT EXISTS holders (
		holderNumber TEXT PRIMARY KEY, title TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL,
		address TEXT NOT NULL, authorisedPerson TEXT NOT NULL, signatoryNumber TEXT NOT NULL,
		wordDigest BLOB NOT NULL, version INTEGER NOT NULL
	) STRICT;
	CREATE TABLE IF NOT EXISTS cards (
		ordinal INTEGER PRIMARY KEY, cardSerial TEXT NOT NULL UNIQUE,
		holderNumber TEXT NOT NULL REFERENCES holders, pin BLOB, puk BLOB NOT NULL, pinsDeletedAt INTEGER
	) STRICT;
	CREATE TABLE IF NOT EXISTS certificates (
		ordinal INTEGER PRIMARY KEY, serialNumber TEXT NOT NULL UNIQUE,
		cardSerial TEXT NOT NULL REFERENCES cards (cardSerial), holderNumber TEXT NOT NULL REFERENCES holders,
		use TEXT NOT NULL, notBefore INTEGER NOT NULL, notAfter INTEGER NOT NULL, fingerprint TEXT NOT NULL,
		standing TEXT NOT NULL, standingSince INTEGER, reason TEXT
	) STRICT;
	CREATE TABLE IF NOT EXISTS unlocks (
		ordinal INTEGER PRIMARY KEY, unlockId TEXT NOT NULL UNIQUE,
		holderNumber TEXT NOT NULL REFERENCES holders, cardSerial TEXT NOT NULL REFERENCES cards (cardSerial),
		state TEXT NOT NULL, newPin BLOB, startedAt INTEGER NOT NULL
	) STRICT;
	CREATE TABLE IF NOT EXISTS operations (
		key TEXT PRIMARY KEY, kind TEXT, request BLOB, state TEXT NOT NULL, refusal TEXT, resource TEXT,
		at INTEGER NOT NULL
	) STRICT;
`;

const bytes = z.instanceof(Uint8Array);

const holderRow = z.object({
	holderNumber: z.string(),
	title: z.string(),
	phone: z.string(),
	email: z.string(),
	address: z.string(),
	authorisedPerson: z.string(),
	signatoryNumber: z.string(),
	wordDigest: bytes,
	version: z.number(),
});

const certificateRow = z.object({
	ordinal: z.number(),
	serialNumber: z.string(),
	cardSerial: z.string(),
	use: z.enum(['SIGN0', 'ENCR0']),
	notBefore: z.number(),
	notAfter: z.number(),
	fingerprint: z.string(),
	standing: z.enum(['good', 'suspended', 'revoked']),
	standingSince: z.number().nullable(),
	reason: revocationReason.nullable(),
});

const cardRow = z.object({
	cardSerial: z.string(),
	pin: bytes.nullable(),
	puk: bytes,
	pinsDeletedAt: z.number().nullable(),
});

const unlockRow = z.object({
	unlockId: z.string(),
	holderNumber: z.string(),
	cardSerial: z.string(),
	state: unlockState,
	newPin: bytes.nullable(),
	startedAt: z.number(),
});

const operationRow = z.object({
	key: z.string(),
	kind: changeKind.nullable(),
	request: bytes.nullable(),
	state: z.enum(['done', 'refused', 'withdrawn']),
	refusal: z.string().nullable(),
	resource: z.string().nullable(),
	at: z.number(),
});

const metaRow = z.object({ value: z.string() });

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Everything that the sandbox's portal remembers beyond a session. PINs and PUKs are encrypted in it, as the
 * guide says of Kamu SM; what is deleted is overwritten (SQLite's `secure_delete`).
 */
export class PortalStore {
	readonly #database: DatabaseSync;
	readonly #key: Uint8Array;

	/** @param key 32 bytes: encrypts PINs, keys the digests of requests */
	constructor(database: DatabaseSync, key: Uint8Array) {
		this.#database = database;
		this.#key = key;
		database.exec(SCHEMA);
	}

	/** Names this memory; made at its first use. */
	instanceId(invent: () => string): string {
		const kept = this.#database.prepare("SELECT value FROM meta WHERE name = 'instanceId'").get();
		if (kept !== undefined) {
			return metaRow.parse(kept).value;
		}
		const instanceId = invent();
		this.#database.prepare("INSERT INTO meta VALUES ('instanceId', ?)").run(instanceId);
		return instanceId;
	}

	/** All of `work`, or nothing where it throws. */
	atomically<T>(work: () => T): T {
		this.#database.exec('BEGIN IMMEDIATE');
		try {
			const result = work();
			this.#database.exec('COMMIT');
			return result;
		} catch (error) {
			this.#database.exec('ROLLBACK');
			throw error;
		}
	}

	/** Those that are not known yet; a known holder stays as it is. */
	enrol(accounts: readonly PortalAccount[]): void {
		this.atomically(() => {
			for (const account of accounts) {
				if (this.holder(account.holder.holderNumber) === undefined) {
					this.#enrolOne(account);
				}
			}
		});
	}

	/** In the order of their enrolment. */
	holders(): readonly HolderRecord[] {
		return this.#database
			.prepare('SELECT * FROM holders ORDER BY rowid')
			.all()
			.map((row) => holderRow.parse(row));
	}

	holder(holderNumber: string): HolderRecord | undefined {
		const row = this.#database.prepare('SELECT * FROM holders WHERE holderNumber = ?').get(holderNumber);
		return row === undefined ? undefined : holderRow.parse(row);
	}

	/** Gives the details a new version. */
	editHolder(
		holderNumber: string,
		edit: Partial<Pick<HolderRecord, 'email' | 'address' | 'authorisedPerson' | 'phone'>>,
	): void {
		const holder = this.holder(holderNumber);
		if (holder === undefined) {
			throw new TypeError('an edit of a holder that is not enrolled');
		}
		const { email, address, authorisedPerson, phone } = { ...holder, ...edit };
		this.#database
			.prepare(
				`UPDATE holders SET email = ?, address = ?, authorisedPerson = ?, phone = ?, version = version + 1
				WHERE holderNumber = ?`,
			)
			.run(email, address, authorisedPerson, phone, holderNumber);
	}

	setSecurityWord(holderNumber: string, word: string): void {
		this.#database
			.prepare('UPDATE holders SET wordDigest = ? WHERE holderNumber = ?')
			.run(secretDigest(word), holderNumber);
	}

	/** By the beginning of their validity, oldest first; those that follow `after`, or the first ones. */
	certificates(
		holderNumber: string,
		after: CertificateRecord | undefined,
		limit: number,
	): readonly CertificateRecord[] {
		return this.#database
			.prepare(
				`SELECT * FROM certificates WHERE holderNumber = ? AND (notBefore, ordinal) > (?, ?)
				ORDER BY notBefore, ordinal LIMIT ?`,
			)
			.all(holderNumber, after?.notBefore ?? -Number.MAX_SAFE_INTEGER, after?.ordinal ?? 0, limit)
			.map((row) => certificateRow.parse(row));
	}

	certificateAt(holderNumber: string, ordinal: number): CertificateRecord | undefined {
		const row = this.#database
			.prepare('SELECT * FROM certificates WHERE holderNumber = ? AND ordinal = ?')
			.get(holderNumber, ordinal);
		return row === undefined ? undefined : certificateRow.parse(row);
	}

	certificate(holderNumber: string, serialNumber: string): CertificateRecord | undefined {
		const row = this.#database
			.prepare('SELECT * FROM certificates WHERE holderNumber = ? AND serialNumber = ?')
			.get(holderNumber, serialNumber);
		return row === undefined ? undefined : certificateRow.parse(row);
	}

	certificatesOfCard(cardSerial: string): readonly CertificateRecord[] {
		return this.#database
			.prepare('SELECT * FROM certificates WHERE cardSerial = ? ORDER BY ordinal')
			.all(cardSerial)
			.map((row) => certificateRow.parse(row));
	}

	setStanding(
		serialNumber: string,
		standing: CertificateRecord['standing'],
		since: number | null,
		reason: CertificateRecord['reason'],
	): void {
		this.#database
			.prepare('UPDATE certificates SET standing = ?, standingSince = ?, reason = ? WHERE serialNumber = ?')
			.run(standing, since, reason, serialNumber);
	}

	/** In the order of their issue. */
	cards(holderNumber: string): readonly CardRecord[] {
		return this.#database
			.prepare('SELECT * FROM cards WHERE holderNumber = ? ORDER BY ordinal')
			.all(holderNumber)
			.map((row) => this.#card(row));
	}

	card(holderNumber: string, cardSerial: string): CardRecord | undefined {
		const row = this.#database
			.prepare('SELECT * FROM cards WHERE holderNumber = ? AND cardSerial = ?')
			.get(holderNumber, cardSerial);
		return row === undefined ? undefined : this.#card(row);
	}

	/** Undefined: the portal does not know the PIN any more. */
	setPin(cardSerial: string, pin: string | undefined): void {
		this.#database
			.prepare('UPDATE cards SET pin = ?, pinsDeletedAt = NULL WHERE cardSerial = ?')
			.run(pin === undefined ? null : this.#sealed(pin), cardSerial);
	}

	/** The PUK stays: an unlock needs it, and no one is shown it. */
	deletePin(cardSerial: string, at: number): void {
		this.#database
			.prepare('UPDATE cards SET pin = NULL, pinsDeletedAt = ? WHERE cardSerial = ?')
			.run(at, cardSerial);
	}

	addUnlock(unlock: UnlockRecord): void {
		this.#database
			.prepare(
				`INSERT INTO unlocks (unlockId, holderNumber, cardSerial, state, newPin, startedAt)
				VALUES (?, ?, ?, ?, ?, ?)`,
			)
			.run(
				unlock.unlockId,
				unlock.holderNumber,
				unlock.cardSerial,
				unlock.state,
				unlock.newPin === undefined ? null : this.#sealed(unlock.newPin),
				unlock.startedAt,
			);
	}

	unlock(holderNumber: string, unlockId: string): UnlockRecord | undefined {
		const row = this.#database
			.prepare('SELECT * FROM unlocks WHERE holderNumber = ? AND unlockId = ?')
			.get(holderNumber, unlockId);
		return row === undefined ? undefined : this.#unlock(row);
	}

	/** Newest first; the open ones are among them, however old they are. */
	unlocks(holderNumber: string, limit: number): readonly UnlockRecord[] {
		return this.#database
			.prepare(
				`SELECT * FROM (
					SELECT * FROM unlocks WHERE holderNumber = ? ORDER BY state = 'open' DESC, ordinal DESC LIMIT ?
				) ORDER BY ordinal DESC`,
			)
			.all(holderNumber, limit)
			.map((row) => this.#unlock(row));
	}

	hasOpenUnlock(cardSerial: string): boolean {
		return (
			this.#database
				.prepare("SELECT 1 FROM unlocks WHERE cardSerial = ? AND state = 'open' LIMIT 1")
				.get(cardSerial) !== undefined
		);
	}

	/** Its PIN is forgotten with it. */
	closeUnlock(unlockId: string, state: UnlockRecord['state']): void {
		this.#database
			.prepare('UPDATE unlocks SET state = ?, newPin = NULL WHERE unlockId = ?')
			.run(state, unlockId);
	}

	operation(key: string): OperationRecord | undefined {
		const row = this.#database.prepare('SELECT * FROM operations WHERE key = ?').get(key);
		return row === undefined ? undefined : operationRow.parse(row);
	}

	addOperation({ key, kind, request, state, refusal, resource, at }: OperationRecord): void {
		this.#database
			.prepare('INSERT INTO operations VALUES (?, ?, ?, ?, ?, ?, ?)')
			.run(key, kind, request, state, refusal, resource, at);
	}

	/** Differs for different texts, and tells nothing of them to whoever has not the key. */
	digest(text: string): Uint8Array {
		return new Uint8Array(createHmac('sha256', this.#key).update(text).digest());
	}

	/** May be called again. */
	close(): void {
		if (this.#database.isOpen) {
			this.#database.close();
		}
	}

	#enrolOne({ holder, cards }: PortalAccount): void {
		const { holderNumber } = holder;
		this.#database
			.prepare('INSERT INTO holders VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)')
			.run(
				holderNumber,
				holder.title,
				holder.phone,
				holder.email,
				holder.address,
				holder.signatory.name,
				holder.signatory.number,
				secretDigest(holder.securityWord),
			);
		// Prepared once: a holder may have hundreds of cards, and the first screen of a sandbox waits for this.
		const insertCard = this.#database.prepare(
			'INSERT INTO cards (cardSerial, holderNumber, pin, puk) VALUES (?, ?, ?, ?)',
		);
		const insertCertificate = this.#database.prepare(
			`INSERT INTO certificates (serialNumber, cardSerial, holderNumber, use, notBefore, notAfter,
			fingerprint, standing, standingSince, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		);
		for (const { cardSerial, pin, puk, certificates } of cards) {
			insertCard.run(cardSerial, holderNumber, this.#sealed(pin.reveal()), this.#sealed(puk.reveal()));
			for (const certificate of certificates) {
				const standing = certificate.standing ?? { kind: 'good' };
				insertCertificate.run(
					certificate.serialNumber,
					cardSerial,
					holderNumber,
					certificate.use,
					certificate.notBefore,
					certificate.notAfter,
					certificate.fingerprint,
					standing.kind,
					standing.kind === 'good' ? null : standing.since,
					standing.kind === 'revoked' ? standing.reason : null,
				);
			}
		}
	}

	#card(row: unknown): CardRecord {
		const { cardSerial, pin, puk, pinsDeletedAt } = cardRow.parse(row);
		return {
			cardSerial,
			pin: pin === null ? undefined : this.#opened(pin),
			puk: this.#opened(puk),
			pinsDeletedAt,
		};
	}

	#unlock(row: unknown): UnlockRecord {
		const unlock = unlockRow.parse(row);
		return { ...unlock, newPin: unlock.newPin === null ? undefined : this.#opened(unlock.newPin) };
	}

	/** Nonce, tag, ciphertext. */
	#sealed(text: string): Uint8Array {
		const nonce = randomBytes(NONCE_BYTES);
		const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
		const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
		return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
	}

	#opened(sealed: Uint8Array): string {
		const cipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, NONCE_BYTES));
		cipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
		const text = Buffer.concat([cipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), cipher.final()]);
		return text.toString('utf8');
	}
}
