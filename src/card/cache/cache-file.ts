import { constants, type Stats } from 'node:fs';
import { lstat, mkdir, open, rename, unlink } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { RememberedCard } from './remembered-card.ts';
import { readStoredCards, storedCards } from './stored-cards.ts';

/** Why cards are not kept on disk, or those that were kept are not gone by. */
export type CacheProblem =
	/** The folder or the file is not this user's alone, or not a folder and a file. */
	| 'not-private'
	/** What is in the file is not what was written. */
	| 'damaged'
	| 'not-readable'
	| 'not-writable';

/** The file in which cards are kept between two runs. */
export interface CacheFile {
	/** Whole cards that were kept; none where the file cannot be gone by. Never rejects. */
	load(): Promise<readonly RememberedCard[]>;
	/** Puts these in place of what was kept, at one stroke. Never rejects. */
	save(cards: readonly RememberedCard[]): Promise<void>;
	/** Of the last load or save. */
	readonly problem: CacheProblem | undefined;
}

const NAME = 'cards.json';
/** Left behind by a program that died while it wrote. */
const NEW_NAME = 'cards.json.new';
/** Sixteen cards with pairs of 1616 bytes have 70 KiB. */
const MAX_FILE_BYTES = 2 ** 20;
const FOR_OTHERS = 0o077;

/** @param folder is made where there is none, for this user alone */
export function openCacheFile(folder: string): CacheFile {
	let problem: CacheProblem | undefined;
	const path = join(folder, NAME);
	const attempt = async <T>(failure: CacheProblem, work: () => Promise<T>): Promise<T | undefined> => {
		try {
			const done = await work();
			problem = undefined;
			return done;
		} catch (error) {
			problem = error instanceof NotKept ? error.problem : failure;
			return undefined;
		}
	};
	return {
		get problem() {
			return problem;
		},
		load: async () =>
			(await attempt('not-readable', async () => {
				const bytes = await readPrivateFile(folder, path);
				const cards = bytes === undefined ? [] : readStoredCards(bytes);
				if (cards === undefined) {
					throw new NotKept('damaged');
				}
				return cards;
			})) ?? [],
		save: async (cards) => {
			await attempt('not-writable', () => replaceFile(folder, path, storedCards(cards)));
		},
	};
}

class NotKept extends Error {
	readonly problem: CacheProblem;

	constructor(problem: CacheProblem) {
		super(problem);
		this.problem = problem;
	}
}

/** Undefined where there is none yet. */
async function readPrivateFile(folder: string, path: string): Promise<Uint8Array | undefined> {
	try {
		expectPrivate(await lstat(folder), constants.S_IFDIR);
		// Without waiting: a pipe of that name would never be written to.
		await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
		const stats = await file.stat();
		expectPrivate(stats, constants.S_IFREG);
		if (stats.size > MAX_FILE_BYTES) {
			throw new NotKept('damaged');
		}
		const bytes = Buffer.alloc(stats.size);
		const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
		return bytes.subarray(0, bytesRead);
	} catch (error) {
		switch (systemCode(error)) {
			case 'ENOENT':
				return undefined;
			case 'ELOOP':
				throw new NotKept('not-private');
			default:
				throw error;
		}
	}
}

async function replaceFile(folder: string, path: string, content: Uint8Array): Promise<void> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	expectPrivate(await lstat(folder), constants.S_IFDIR);
	const newPath = join(folder, NEW_NAME);
	try {
		await unlink(newPath);
	} catch (error) {
		if (systemCode(error) !== 'ENOENT') {
			throw error;
		}
	}
	const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
	{
		await using file = await open(newPath, flags, 0o600);
		await file.writeFile(content);
		await file.sync();
	}
	// A link of that name is replaced, and what it leads to is left alone.
	await rename(newPath, path);
	await using directory = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
	await directory.sync();
}

function expectPrivate({ mode, uid }: Stats, kind: number): void {
	if ((mode & constants.S_IFMT) !== kind || (mode & FOR_OTHERS) !== 0 || uid !== userInfo().uid) {
		throw new NotKept('not-private');
	}
}

function systemCode(error: unknown): unknown {
	return error instanceof Error && 'code' in error ? error.code : undefined;
}
