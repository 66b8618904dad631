import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { StoredAuthority, StoredSealPair } from './authority/index.ts';
import type { HashedPin, VirtualCardState } from './card/index.ts';

/** The sandbox's data directory cannot be used; `path` is the file or directory that was refused. */
export class SandboxDataError extends Error {
	readonly code: 'data-not-readable' | 'data-not-writable' | 'data-damaged';
	readonly path: string;

	constructor(code: SandboxDataError['code'], path: string, options?: ErrorOptions) {
		super(`Sandbox data: ${code}`, options);
		this.name = 'SandboxDataError';
		this.code = code;
		this.path = path;
	}
}

export interface StoredHolder {
	readonly holderNumber: string;
	/** Hexadecimal, twelve bytes. */
	readonly cardSerial: string;
	readonly seal: StoredSealPair;
}

/** What a sandbox with a data directory takes up again. Its keys open nothing outside the sandbox; PINs are not in it. */
export interface StoredSandbox {
	readonly version: 1;
	readonly authority: StoredAuthority;
	readonly holders: readonly StoredHolder[];
}

/** Shape only: what is inside the two values is checked by whoever takes them up. */
const storedSandbox = z.strictObject({
	version: z.literal(1),
	authority: z.custom<StoredAuthority>((value) => typeof value === 'object' && value !== null),
	holders: z
		.array(
			z.strictObject({
				holderNumber: z.string().max(11),
				cardSerial: z.string().regex(/^[0-9a-f]{24}$/),
				seal: z.custom<StoredSealPair>((value) => typeof value === 'object' && value !== null),
			}),
		)
		.max(50),
});

/** A card as it was left, and the PIN and PUK it was issued with: all of them hashed. */
export interface StoredCard {
	readonly version: 1;
	readonly issued: { readonly pin: HashedPin; readonly puk: HashedPin };
	readonly state: VirtualCardState;
}

const hashedPin = z.strictObject({
	length: z.int().min(0).max(16),
	salt: z.string().regex(/^[0-9a-f]{32}$/),
	key: z.string().regex(/^[0-9a-f]{64}$/),
});
const storedPin = z.strictObject({ triesLeft: z.int().min(0).max(3), hash: hashedPin });
const storedCard = z.strictObject({
	version: z.literal(1),
	issued: z.strictObject({ pin: hashedPin, puk: hashedPin }),
	state: z.strictObject({
		lifeCycle: z.enum(['administration', 'operation']),
		pin: storedPin,
		puk: storedPin,
	}),
});

const SANDBOX_FILE = 'sandbox.json';
const CARD_FILE = 'card.json';
const MAX_FILE_BYTES = 1_000_000;

/** Undefined where nothing was stored yet. */
export function loadStoredSandbox(directory: string): Promise<StoredSandbox | undefined> {
	return load(join(directory, SANDBOX_FILE), (value) => storedSandbox.parse(value));
}

export function saveSandbox(directory: string, sandbox: StoredSandbox): Promise<void> {
	return save(directory, SANDBOX_FILE, sandbox);
}

/** Undefined where no card was used yet. */
export function loadStoredCard(directory: string): Promise<StoredCard | undefined> {
	return load(join(directory, CARD_FILE), (value) => storedCard.parse(value));
}

export function saveCard(directory: string, card: StoredCard): Promise<void> {
	return save(directory, CARD_FILE, card);
}

async function load<T>(path: string, parse: (value: unknown) => T): Promise<T | undefined> {
	let text: string;
	try {
		text = await readFile(path, 'utf8');
	} catch (cause) {
		if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
			return undefined;
		}
		throw new SandboxDataError('data-not-readable', path, { cause });
	}
	if (text.length > MAX_FILE_BYTES) {
		throw new SandboxDataError('data-damaged', path);
	}
	try {
		return parse(JSON.parse(text));
	} catch (cause) {
		throw new SandboxDataError('data-damaged', path, { cause });
	}
}

/** Written beside and renamed, so that a crash leaves the former file or none; readable by its owner alone. */
async function save(directory: string, name: string, content: StoredSandbox | StoredCard): Promise<void> {
	const path = join(directory, name);
	const beside = `${path}.new`;
	try {
		await mkdir(directory, { recursive: true, mode: 0o700 });
		await chmod(directory, 0o700);
		await using file = await open(beside, 'w', 0o600);
		await file.writeFile(JSON.stringify(content));
		await file.sync();
		await rename(beside, path);
	} catch (cause) {
		throw new SandboxDataError('data-not-writable', path, { cause });
	}
}
