import { randomBytes } from 'node:crypto';
import { constants, type FileHandle, lstat, mkdir, open, rm } from 'node:fs/promises';
import type {
	BegunChange,
	ChangeClaim,
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
import { held, LockBusyError, locked } from './lock.ts';
import { keyedHash, MARK_KEY_BYTES, markOf } from './marks.ts';
import { type IntendedPuk, PortalPuks } from './portal-puks.ts';
import type { JournalEvent, JournalRecord } from './record.ts';
import { scan } from './scan.ts';

export interface JournalOptions {
	/** Undefined: there is no place for a journal, and nothing that needs one is done. */
	readonly directory: string | undefined;
	/** Milliseconds since 1970 UTC. */
	readonly now: () => number;
	/** This user's number: what belongs to anybody else is not written to. Undefined where the system has none. */
	readonly uid: number | undefined;
	/** Sees each record that this process wrote, once it is on the disk; it must not fail. */
	readonly onWritten?: ((record: JournalRecord) => void) | undefined;
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

type IntendedEvent = Extract<JournalEvent, { readonly event: 'change-intended' }>;

type GuidedEnd = Extract<JournalEvent, { readonly event: 'guided-ended' }>['outcome'];

export interface CardAct {
	readonly kind: OpenCardAct['kind'];
	readonly cardSerial: string;
	/** Null where the card does not tell. */
	readonly triesLeft: number | null;
}

/** An act that sends the PUK that a portal gave out. */
export interface PortalPukAct extends Omit<CardAct, 'kind'> {
	readonly kind: 'unblock-pin';
	/** The unlock at the portal. */
	readonly unlockId: string;
}

export interface CardActOutcome {
	/** `unknown`: sent, and no answer came. */
	readonly outcome: 'done' | 'refused' | 'not-begun' | 'unknown';
	readonly triesLeft: number | null;
	/** Four upper-case hexadecimal digits. */
	readonly status?: string;
	/** Given where the card refused without comparing anything. */
	readonly compared?: false;
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
	/**
	 * The same for the PUK of a portal, in one visit with the look at what became of former ones: a PUK that a card
	 * refused is not sent to it again, in this run or a later one.
	 */
	intendPortalPuk(act: PortalPukAct): Promise<JournalResult<IntendedPuk>>;
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
	/** Once everything that was asked to be written so far is on the disk, or refused. What only reads is not waited for. */
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

/** An open change, with what a new one is compared by. */
interface KnownIntent extends OpenIntent {
	/** Equal for changes of the same kind, of the same thing, of the same holder, at whichever portal. */
	readonly thing: string;
	readonly content: string | undefined;
}

class FileJournal implements Journal {
	readonly #files: JournalFiles | undefined;
	readonly #now: () => number;
	readonly #uid: number | undefined;
	readonly #onWritten: ((record: JournalRecord) => void) | undefined;
	#known: Known | undefined;
	#markKey: Uint8Array | undefined;
	readonly #intents = new Map<string, KnownIntent>();
	readonly #cardActs = new Map<string, OpenCardAct>();
	readonly #guided = new Map<string, OpenGuided>();
	readonly #puks = new PortalPuks();
	/** One at a time within this process; the lock keeps other processes out. */
	#last: Promise<unknown> = Promise.resolve();
	/** The last of them that may write. */
	#lastWriting: Promise<unknown> = Promise.resolve();

	constructor({ directory, now, uid, onWritten }: JournalOptions) {
		this.#files = directory === undefined ? undefined : journalFiles(directory);
		this.#now = now;
		this.#uid = uid;
		this.#onWritten = onWritten;
	}

	append(event: JournalEvent): Promise<JournalResult<void>> {
		return this.#writing((file) => this.#write(file, event));
	}

	note(event: PortalEvent): Promise<JournalResult<void>> {
		return this.#writing((file) => this.#write(file, this.#eventOf(event)));
	}

	intendCardAct({ kind, cardSerial, triesLeft }: CardAct): Promise<JournalResult<string>> {
		return this.#writing(async (file) => {
			const act = randomBytes(16).toString('base64url');
			const card = this.#mark('card', cardSerial);
			await this.#write(file, { event: 'card-act-intended', act, kind, card, triesLeft });
			return act;
		});
	}

	intendPortalPuk({
		kind,
		cardSerial,
		triesLeft,
		unlockId,
	}: PortalPukAct): Promise<JournalResult<IntendedPuk>> {
		return this.#writing(async (file): Promise<IntendedPuk> => {
			const card = this.#mark('card', cardSerial);
			const held = this.#puks.judge(card, unlockId, triesLeft);
			if (held !== undefined) {
				return held;
			}
			const act = randomBytes(16).toString('base64url');
			await this.#write(file, { event: 'card-act-intended', act, kind, card, triesLeft, unlock: unlockId });
			return { kind: 'intended', act };
		});
	}

	settleCardAct(act: string, outcome: CardActOutcome): Promise<JournalResult<void>> {
		return this.#writing((file) => this.#write(file, { event: 'card-act-settled', act, ...outcome }));
	}

	beginGuided(
		task: OpenGuided['task'],
		certificateSerial: string | undefined,
	): Promise<JournalResult<string>> {
		return this.#writing(async (file) => {
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
		return this.#writing(async (file) => {
			// Another process may have asked the person as well.
			if (this.#guided.has(act)) {
				await this.#write(file, { event: 'guided-ended', act, outcome });
			}
		});
	}

	openGuided(): Promise<JournalResult<readonly OpenGuided[]>> {
		return this.#alone(async () => [...this.#guided.values()]);
	}

	begin(intent: ChangeIntent): Promise<JournalResult<BegunChange>> {
		return this.#writing(async (file, files): Promise<BegunChange> => {
			const holder = this.#holder(intent.holderNumber);
			const subject = this.#subject(intent.subject);
			const thing = thingOf(holder, intent.kind, subject);
			const former = [...this.#intents.values()].find((one) => one.thing === thing);
			if (former !== undefined) {
				const claim = await claimed(files, former);
				return claim === undefined
					? { kind: 'under-way' }
					: { kind: 'former', claim, isSame: await this.#wants(former, intent.content, files) };
			}
			const key = await this.#contentKey(files);
			const hold = await held(files.hold(intent.key));
			if (hold === undefined) {
				throw new TypeError('the key of a new change is held already');
			}
			try {
				await this.#write(file, {
					event: 'change-intended',
					key: intent.key,
					kind: intent.kind,
					instanceId: intent.instanceId,
					holder,
					subject,
					scope: this.#scope(intent),
					content: contentHash(key, intent.key, intent.content),
				});
			} catch (error) {
				hold.release();
				throw error;
			}
			const { kind, instanceId } = intent;
			const open: OpenIntent = {
				key: intent.key,
				kind,
				instanceId,
				at: this.#intents.get(intent.key)?.at ?? 0,
			};
			return { kind: 'begun', claim: { intent: open, release: () => hold.release() } };
		});
	}

	claim(key: string): Promise<JournalResult<ChangeClaim | undefined>> {
		return this.#alone(async (_file, files) => {
			const open = this.#intents.get(key);
			return open === undefined ? undefined : claimed(files, open);
		});
	}

	settle({ key, outcome, by, problem }: ChangeSettlement): Promise<JournalResult<void>> {
		return this.#writing(async (file, files) => {
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
			if (this.#intents.size === 0) {
				// Nothing is compared any more: what the digests stand for can no longer be found by guessing.
				await rm(files.contentKey, { force: true });
			}
		});
	}

	openIntents(): Promise<JournalResult<readonly OpenIntent[]>> {
		return this.#alone(async () =>
			[...this.#intents.values()].map(({ key, kind, instanceId, at }) => ({ key, kind, instanceId, at })),
		);
	}

	openCardActs(): Promise<JournalResult<readonly OpenCardAct[]>> {
		return this.#alone(async () => [...this.#cardActs.values()]);
	}

	async written(): Promise<void> {
		await this.#lastWriting;
	}

	cardMark(cardSerial: string): Promise<JournalResult<string>> {
		return this.#alone(async () => this.#mark('card', cardSerial));
	}

	#writing<T>(work: (file: FileHandle, files: JournalFiles) => Promise<T>): Promise<JournalResult<T>> {
		const turn = this.#alone(work);
		this.#lastWriting = this.#last;
		return turn;
	}

	/** Everything that other processes wrote is known when `work` runs, and none of them writes meanwhile. */
	#alone<T>(work: (file: FileHandle, files: JournalFiles) => Promise<T>): Promise<JournalResult<T>> {
		const turn = this.#last.then(() => this.#locked(work));
		this.#last = turn.catch(() => undefined);
		return turn;
	}

	async #locked<T>(work: (file: FileHandle, files: JournalFiles) => Promise<T>): Promise<JournalResult<T>> {
		const files = this.#files;
		if (files === undefined) {
			return { ok: false, failure: 'not-writable' };
		}
		try {
			await prepare(files.directory, this.#uid);
			return await locked(files.lock, async () => {
				this.#markKey ??=
					(await readKey(files.markKey, this.#uid)) ?? (await newKey(files.markKey, this.#uid));
				await using file = await openOwn(files.journal, this.#uid);
				await this.#catchUp(file, files);
				return { ok: true, value: await work(file, files) };
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
		const { line, head, record } = chained(known.head, at, event);
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
		this.#onWritten?.(record);
	}

	#take({ data, at }: JournalRecord): void {
		this.#takeEvent(data, Date.parse(at));
	}

	#takeEvent(event: JournalEvent, at: number): void {
		switch (event.event) {
			case 'change-intended': {
				const { key, kind, instanceId, content, holder, subject } = event;
				const thing = thingOf(holder, kind, subject);
				this.#intents.set(key, { key, kind, instanceId, at, thing, content });
				break;
			}
			case 'change-settled':
				this.#intents.delete(event.key);
				break;
			case 'card-act-intended': {
				const { act, kind, card } = event;
				this.#cardActs.set(act, { act, kind, card, at });
				this.#puks.intended(event);
				break;
			}
			case 'card-act-settled':
				this.#cardActs.delete(event.act);
				this.#puks.settled(event, at);
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

	#subject(subject: ChangeSubject): IntendedEvent['subject'] {
		return subject.of === 'card' ? { of: 'card', card: this.#mark('card', subject.cardSerial) } : subject;
	}

	#scope({ kind, instanceId, holderNumber, subject }: ChangeIntent): string {
		const text = JSON.stringify(['scope', instanceId, holderNumber, kind, subject]);
		return keyedHash(this.#key, text).slice(0, SCOPE_HEX);
	}

	/** Whether the former change wants this; false where its key is gone, for then nobody can tell. */
	async #wants({ key, content }: KnownIntent, wanted: string, files: JournalFiles): Promise<boolean> {
		const contentKey = await readKey(files.contentKey, this.#uid);
		return contentKey !== undefined && contentHash(contentKey, key, wanted) === content;
	}

	/** A new one where no open change needs the present one. */
	async #contentKey(files: JournalFiles): Promise<Uint8Array> {
		const present = this.#intents.size === 0 ? undefined : await readKey(files.contentKey, this.#uid);
		return present ?? newKey(files.contentKey, this.#uid);
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
	const { O_RDWR, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;
	const file = await open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
	const facts = await file.stat();
	if (facts.uid !== (own ?? facts.uid) || !facts.isFile() || (facts.mode & 0o077) !== 0) {
		await file.close();
		throw new JournalFault('not-writable');
	}
	return file;
}

/** Undefined where there is no whole one. */
async function readKey(path: string, own: number | undefined): Promise<Uint8Array | undefined> {
	await using file = await openOwn(path, own);
	const key = new Uint8Array(MARK_KEY_BYTES);
	const { bytesRead } = await file.read(key, 0, MARK_KEY_BYTES, 0);
	return bytesRead === MARK_KEY_BYTES ? key : undefined;
}

async function newKey(path: string, own: number | undefined): Promise<Uint8Array> {
	await using file = await openOwn(path, own);
	const made = new Uint8Array(randomBytes(MARK_KEY_BYTES));
	await writeWhole(file, made, 0);
	await file.sync();
	return made;
}

/** The claim of an open change; undefined where another desk has it. */
async function claimed(
	files: JournalFiles,
	{ key, kind, instanceId, at }: KnownIntent,
): Promise<ChangeClaim | undefined> {
	const hold = await held(files.hold(key));
	return hold === undefined
		? undefined
		: { intent: { key, kind, instanceId, at }, release: () => hold.release() };
}

/** By what is in the record, so that changes of every run and version are compared. */
function thingOf(
	{ mark }: IntendedEvent['holder'],
	kind: IntendedEvent['kind'],
	subject: IntendedEvent['subject'],
): string {
	const { of, ...which } = subject;
	return JSON.stringify([mark, kind, of, ...Object.values(which)]);
}

function contentHash(key: Uint8Array, changeKey: string, content: string): string {
	return keyedHash(key, JSON.stringify(['content', changeKey, content])).slice(0, SCOPE_HEX);
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
