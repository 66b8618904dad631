import { randomBytes } from 'node:crypto';
import { constants, type FileHandle, lstat, mkdir, open } from 'node:fs/promises';
import type {
	ChangeIntent,
	ChangeJournal,
	ChangeSettlement,
	ChangeSubject,
	JournalFailure,
	JournalResult,
	OpenIntent,
	PortalEvent,
} from '#api';
import { type ChainHead, chained, EMPTY_CHAIN } from './chain.ts';
import { type JournalFiles, journalFiles } from './journal-files.ts';
import { LockBusyError, locked } from './lock.ts';
import { keyedHash, MARK_KEY_BYTES, markOf } from './marks.ts';
import type { JournalEvent, JournalRecord } from './record.ts';
import { scan } from './scan.ts';

export interface JournalOptions {
	/** Undefined: there is no place for a journal, and nothing that needs one is done. */
	readonly directory: string | undefined;
	/** Milliseconds since 1970 UTC. */
	readonly now: () => number;
	/** This user's number: what belongs to anybody else is not written to. Undefined where the system has none. */
	readonly uid: number | undefined;
}

/** An act on a card without an outcome. */
export interface OpenCardAct {
	readonly act: string;
	readonly kind: Extract<JournalEvent, { readonly event: 'card-act-intended' }>['kind'];
	readonly card: string;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
}

/** What a person was sent to the site for, without an outcome. */
export interface OpenGuided {
	readonly act: string;
	readonly task: Extract<JournalEvent, { readonly event: 'guided-begun' }>['task'];
	/** Upper-case hexadecimal; undefined where it is about the account. */
	readonly certificateSerial: string | undefined;
	/** Milliseconds since 1970 UTC. */
	readonly at: number;
}

type GuidedEnd = Extract<JournalEvent, { readonly event: 'guided-ended' }>['outcome'];

export interface CardAct {
	readonly kind: OpenCardAct['kind'];
	readonly cardSerial: string;
	/** Null where the card does not tell. */
	readonly triesLeft: number | null;
}

export interface CardActOutcome {
	/** `unknown`: sent, and no answer came. */
	readonly outcome: 'done' | 'refused' | 'not-begun' | 'unknown';
	readonly triesLeft: number | null;
	/** Four upper-case hexadecimal digits. */
	readonly status?: string;
}

/**
 * The append-only journal of this user. What is written is on the disk when the call resolves. Any number of
 * processes may write to the same one. Nothing is opened before the first call.
 */
export interface Journal extends ChangeJournal {
	append(event: JournalEvent): Promise<JournalResult<void>>;
	/** Writes down what happened in a session at the portal. */
	note(event: PortalEvent): Promise<JournalResult<void>>;
	/** To be on the disk before the first byte of an act goes to a card. Gives the number of the act. */
	intendCardAct(act: CardAct): Promise<JournalResult<string>>;
	settleCardAct(act: string, outcome: CardActOutcome): Promise<JournalResult<void>>;
	/** Card acts without an outcome, oldest first. */
	openCardActs(): Promise<JournalResult<readonly OpenCardAct[]>>;
	/** To be on the disk before a person is sent to the authority's site. Gives the number of the act. */
	beginGuided(
		task: OpenGuided['task'],
		certificateSerial: string | undefined,
	): Promise<JournalResult<string>>;
	endGuided(act: string, outcome: GuidedEnd): Promise<JournalResult<void>>;
	/** Guided acts without an outcome, oldest first. */
	openGuided(): Promise<JournalResult<readonly OpenGuided[]>>;
	/** Once everything that was asked to be written so far is on the disk, or refused. */
	written(): Promise<void>;
	/** Stands for a card's serial number in records. */
	cardMark(cardSerial: string): Promise<JournalResult<string>>;
}

export function createJournal(options: JournalOptions): Journal {
	return new FileJournal(options);
}

const SCOPE_HEX = 32;

/** A fault of the journal that is a value outside this room. */
class JournalFault extends Error {
	readonly failure: JournalFailure;

	constructor(failure: JournalFailure, options?: ErrorOptions) {
		super(`Journal: ${failure}`, options);
		this.name = 'JournalFault';
		this.failure = failure;
	}
}

/** What was read of the journal. */
interface Known {
	/** Of the file, so that another one in its place is noticed. */
	readonly inode: number;
	readonly offset: number;
	readonly head: ChainHead;
}

class FileJournal implements Journal {
	readonly #files: JournalFiles | undefined;
	readonly #now: () => number;
	readonly #uid: number | undefined;
	#known: Known | undefined;
	#markKey: Uint8Array | undefined;
	readonly #intents = new Map<string, OpenIntent>();
	readonly #cardActs = new Map<string, OpenCardAct>();
	readonly #guided = new Map<string, OpenGuided>();
	/** One at a time within this process; the lock keeps other processes out. */
	#last: Promise<unknown> = Promise.resolve();

	constructor({ directory, now, uid }: JournalOptions) {
		this.#files = directory === undefined ? undefined : journalFiles(directory);
		this.#now = now;
		this.#uid = uid;
	}

	append(event: JournalEvent): Promise<JournalResult<void>> {
		return this.#alone((file) => this.#write(file, event));
	}

	note(event: PortalEvent): Promise<JournalResult<void>> {
		return this.#alone((file) => this.#write(file, this.#eventOf(event)));
	}

	intendCardAct({ kind, cardSerial, triesLeft }: CardAct): Promise<JournalResult<string>> {
		return this.#alone(async (file) => {
			const act = randomBytes(16).toString('base64url');
			const card = this.#mark('card', cardSerial);
			await this.#write(file, { event: 'card-act-intended', act, kind, card, triesLeft });
			return act;
		});
	}

	settleCardAct(act: string, outcome: CardActOutcome): Promise<JournalResult<void>> {
		return this.#alone((file) => this.#write(file, { event: 'card-act-settled', act, ...outcome }));
	}

	beginGuided(
		task: OpenGuided['task'],
		certificateSerial: string | undefined,
	): Promise<JournalResult<string>> {
		return this.#alone(async (file) => {
			const act = randomBytes(16).toString('base64url');
			const subject =
				certificateSerial === undefined
					? ({ of: 'account' } as const)
					: ({ of: 'certificate', serialNumber: certificateSerial } as const);
			await this.#write(file, { event: 'guided-begun', act, task, subject });
			return act;
		});
	}

	endGuided(act: string, outcome: GuidedEnd): Promise<JournalResult<void>> {
		return this.#alone(async (file) => {
			// Another process may have asked the person as well.
			if (this.#guided.has(act)) {
				await this.#write(file, { event: 'guided-ended', act, outcome });
			}
		});
	}

	openGuided(): Promise<JournalResult<readonly OpenGuided[]>> {
		return this.#alone(async () => [...this.#guided.values()]);
	}

	intend(intent: ChangeIntent): Promise<JournalResult<void>> {
		return this.#alone((file) =>
			this.#write(file, {
				event: 'change-intended',
				key: intent.key,
				kind: intent.kind,
				instanceId: intent.instanceId,
				holder: this.#holder(intent.holderNumber),
				subject: this.#subject(intent.subject),
				scope: this.#scope(intent),
			}),
		);
	}

	settle({ key, outcome, by, problem }: ChangeSettlement): Promise<JournalResult<void>> {
		return this.#alone(async (file) => {
			// Written by another process meanwhile, which had asked as well.
			if (this.#intents.has(key)) {
				await this.#write(file, {
					event: 'change-settled',
					key,
					outcome,
					by,
					...(problem === undefined ? {} : { problem }),
				});
			}
		});
	}

	openIntents(): Promise<JournalResult<readonly OpenIntent[]>> {
		return this.#alone(async () => [...this.#intents.values()]);
	}

	openCardActs(): Promise<JournalResult<readonly OpenCardAct[]>> {
		return this.#alone(async () => [...this.#cardActs.values()]);
	}

	scopeOf(intent: Omit<ChangeIntent, 'key'>): Promise<JournalResult<string>> {
		return this.#alone(async () => this.#scope(intent));
	}

	async written(): Promise<void> {
		await this.#last;
	}

	cardMark(cardSerial: string): Promise<JournalResult<string>> {
		return this.#alone(async () => this.#mark('card', cardSerial));
	}

	/** Everything that other processes wrote is known when `work` runs, and none of them writes meanwhile. */
	#alone<T>(work: (file: FileHandle) => Promise<T>): Promise<JournalResult<T>> {
		const turn = this.#last.then(() => this.#locked(work));
		this.#last = turn.catch(() => undefined);
		return turn;
	}

	async #locked<T>(work: (file: FileHandle) => Promise<T>): Promise<JournalResult<T>> {
		const files = this.#files;
		if (files === undefined) {
			return { ok: false, failure: 'not-writable' };
		}
		try {
			await prepare(files.directory, this.#uid);
			return await locked(files.lock, async () => {
				this.#markKey ??= await markKey(files.markKey, this.#uid);
				await using file = await openOwn(files.journal, this.#uid);
				await this.#catchUp(file, files);
				return { ok: true, value: await work(file) };
			});
		} catch (error) {
			return { ok: false, failure: failureOf(error) };
		}
	}

	async #catchUp(file: FileHandle, files: JournalFiles): Promise<void> {
		const { ino, size } = await file.stat();
		const known = this.#known ?? { inode: ino, offset: 0, head: EMPTY_CHAIN };
		if (known.inode !== ino || size < known.offset) {
			throw new JournalFault('damaged');
		}
		const end = await scan(file, known.offset, known.head, (record) => this.#take(record));
		if (end.kind === 'fault') {
			throw new JournalFault('damaged');
		}
		this.#known = { inode: ino, offset: end.offset, head: end.head };
		if (end.kind === 'torn') {
			await file.truncate(end.offset);
			await file.sync();
			if (end.offset > 0) {
				await this.#write(file, { event: 'tail-cut', bytes: end.bytes });
			}
		}
		if (end.offset === 0) {
			await syncDirectory(files.directory);
			await this.#write(file, { event: 'journal-begun', journal: randomBytes(16).toString('base64url') });
		}
	}

	/** Whole and on the disk, or not there at all. */
	async #write(file: FileHandle, event: JournalEvent): Promise<void> {
		const known = this.#known;
		if (known === undefined) {
			throw new TypeError('written before it was read');
		}
		const at = this.#now();
		const { line, head } = chained(known.head, at, event);
		const bytes = new TextEncoder().encode(`${line}\n`);
		try {
			await writeWhole(file, bytes, known.offset);
			await file.datasync();
		} catch (error) {
			// What is half there would be cut off at the next opening; better now, as long as it can be.
			await file.truncate(known.offset).catch(() => undefined);
			throw error;
		}
		this.#known = { ...known, offset: known.offset + bytes.length, head };
		this.#takeEvent(event, at);
	}

	#take({ data, at }: JournalRecord): void {
		this.#takeEvent(data, Date.parse(at));
	}

	#takeEvent(event: JournalEvent, at: number): void {
		switch (event.event) {
			case 'change-intended': {
				const { key, kind, instanceId, scope } = event;
				this.#intents.set(key, { key, kind, instanceId, scope, at });
				break;
			}
			case 'change-settled':
				this.#intents.delete(event.key);
				break;
			case 'card-act-intended': {
				const { act, kind, card } = event;
				this.#cardActs.set(act, { act, kind, card, at });
				break;
			}
			case 'card-act-settled':
				this.#cardActs.delete(event.act);
				break;
			case 'guided-begun': {
				const { act, task, subject } = event;
				const certificateSerial = subject.of === 'certificate' ? subject.serialNumber : undefined;
				this.#guided.set(act, { act, task, certificateSerial, at });
				break;
			}
			case 'guided-ended':
				this.#guided.delete(event.act);
				break;
			case 'journal-begun':
			case 'tail-cut':
			case 'answer-refused':
			case 'session-begun':
			case 'session-ended':
			case 'pins-given':
			case 'pin-document-given':
				break;
		}
	}

	#subject(subject: ChangeSubject): Extract<JournalEvent, { readonly event: 'change-intended' }>['subject'] {
		return subject.of === 'card' ? { of: 'card', card: this.#mark('card', subject.cardSerial) } : subject;
	}

	#scope({ kind, instanceId, holderNumber, subject }: Omit<ChangeIntent, 'key'>): string {
		const text = JSON.stringify(['scope', instanceId, holderNumber, kind, subject]);
		return keyedHash(this.#key, text).slice(0, SCOPE_HEX);
	}

	#eventOf(event: PortalEvent): JournalEvent {
		if (event.event === 'answer-refused') {
			return event;
		}
		const holder = this.#holder(event.holderNumber);
		switch (event.event) {
			case 'session-begun':
				return { event: event.event, holder, way: event.way };
			case 'session-ended':
				return { event: event.event, holder, why: event.why };
			case 'pins-given':
				return {
					event: event.event,
					holder,
					cards: event.cardSerials.map((cardSerial) => this.#mark('card', cardSerial)),
				};
			case 'pin-document-given':
				return { event: event.event, holder };
		}
	}

	#holder(holderNumber: string): { readonly ends: string; readonly mark: string } {
		return { ends: holderNumber.slice(-3), mark: this.#mark('holder', holderNumber) };
	}

	#mark(what: 'holder' | 'card', number: string): string {
		return markOf(this.#key, what, number);
	}

	get #key(): Uint8Array {
		if (this.#markKey === undefined) {
			throw new TypeError('marked before the key was read');
		}
		return this.#markKey;
	}
}

/** A folder of this user's own, which nobody else can look into. */
async function prepare(directory: string, own: number | undefined): Promise<void> {
	await mkdir(directory, { recursive: true, mode: 0o700 });
	const { mode, uid } = await lstat(directory);
	if (uid !== (own ?? uid) || (mode & constants.S_IFMT) !== constants.S_IFDIR || (mode & 0o022) !== 0) {
		throw new JournalFault('not-writable');
	}
}

/** Never through a link, never one that someone else put there. */
async function openOwn(path: string, own: number | undefined): Promise<FileHandle> {
	const { O_RDWR, O_CREAT, O_NOFOLLOW } = constants;
	const file = await open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600);
	const facts = await file.stat();
	if (facts.uid !== (own ?? facts.uid) || !facts.isFile() || (facts.mode & 0o077) !== 0) {
		await file.close();
		throw new JournalFault('not-writable');
	}
	return file;
}

/** Made at its first use. */
async function markKey(path: string, own: number | undefined): Promise<Uint8Array> {
	await using file = await openOwn(path, own);
	const key = new Uint8Array(MARK_KEY_BYTES);
	const { bytesRead } = await file.read(key, 0, MARK_KEY_BYTES, 0);
	if (bytesRead === MARK_KEY_BYTES) {
		return key;
	}
	const made = new Uint8Array(randomBytes(MARK_KEY_BYTES));
	await writeWhole(file, made, 0);
	await file.sync();
	return made;
}

async function writeWhole(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
	for (let done = 0; done < bytes.length; ) {
		const { bytesWritten } = await file.write(bytes, done, bytes.length - done, offset + done);
		if (bytesWritten === 0) {
			throw new JournalFault('disk-full');
		}
		done += bytesWritten;
	}
}

/** So that the file's name is on the disk as well. */
async function syncDirectory(directory: string): Promise<void> {
	await using opened = await open(directory, constants.O_RDONLY);
	await opened.sync();
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** SQLITE_FULL. */
const SQLITE_FULL = 13;

function failureOf(error: unknown): JournalFailure {
	if (error instanceof JournalFault) {
		return error.failure;
	}
	if (error instanceof LockBusyError) {
		return 'busy';
	}
	if (error instanceof Error && 'errcode' in error) {
		return error.errcode === SQLITE_FULL ? 'disk-full' : 'not-writable';
	}
	if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
		return FULL.has(error.code) ? 'disk-full' : 'not-writable';
	}
	throw error;
}
