import { close, constants, fstat, open, read, type Stats } from 'node:fs';
import { Socket } from 'node:net';
import { promisify } from 'node:util';

/** `not-readable`: not there, not allowed, no file. */
export type FileRead =
	| { readonly ok: true; readonly bytes: Uint8Array }
	| { readonly ok: false; readonly code: 'not-readable' | 'too-large' };

const PIECE_BYTES = 1_048_576;

/** Reads a file of at most `maxBytes`; also one that has no length of its own, such as a pipe. */
export async function readBoundedFile(path: string, maxBytes: number): Promise<FileRead> {
	const pieces: Uint8Array[] = [];
	let length = 0;
	try {
		for await (const piece of filePieces(path)) {
			length += piece.length;
			if (length > maxBytes) {
				return { ok: false, code: 'too-large' };
			}
			pieces.push(Uint8Array.from(piece));
		}
	} catch {
		// A file system can fail in any number of ways, and all mean the same here.
		return { ok: false, code: 'not-readable' };
	}
	return { ok: true, bytes: Buffer.concat(pieces) };
}

/**
 * A file piece by piece, each in the memory of the one before it: what is kept must be copied. A pipe is read as the
 * event loop reads one, so that a writer who says nothing keeps the process from ending no longer than a signal takes.
 */
export async function* filePieces(path: string): AsyncGenerator<Uint8Array> {
	// Without O_NONBLOCK a pipe that nobody writes to would hold a thread of the process for ever.
	const fd = await openFile(path, constants.O_RDONLY | constants.O_NONBLOCK);
	const memory = Buffer.allocUnsafe(PIECE_BYTES);
	if ((await statFile(fd)).isFIFO()) {
		yield* pipePieces(fd, memory);
		return;
	}
	try {
		while (true) {
			const { bytesRead } = await readFile(fd, memory, 0, memory.length, null);
			if (bytesRead === 0) {
				return;
			}
			yield memory.subarray(0, bytesRead);
		}
	} finally {
		await closeFile(fd);
	}
}

/** Closes the pipe as well. */
async function* pipePieces(fd: number, memory: Buffer): AsyncGenerator<Uint8Array> {
	const first = await beginningOfPipe(fd, memory);
	if (first?.length === 0) {
		await closeFile(fd);
		return;
	}
	const rest = new Socket({ fd, readable: true, writable: false });
	try {
		if (first !== undefined) {
			yield first;
		}
		yield* rest;
	} finally {
		rest.destroy();
	}
}

/**
 * What is in the pipe now: nothing at its end, which the event loop never hears of where nobody has it open for
 * writing; undefined where its writer has not written yet.
 */
async function beginningOfPipe(fd: number, memory: Buffer): Promise<Uint8Array | undefined> {
	try {
		const { bytesRead } = await readFile(fd, memory, 0, memory.length, null);
		return memory.subarray(0, bytesRead);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') {
			return undefined;
		}
		await closeFile(fd);
		throw error;
	}
}

const openFile = promisify(open);
const statFile: (fd: number) => Promise<Stats> = promisify(fstat);
const readFile = promisify(read);
const closeFile = promisify(close);
