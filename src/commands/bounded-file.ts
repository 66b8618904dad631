import { type FileHandle, open } from 'node:fs/promises';

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

/** A file piece by piece, each in the memory of the one before it: what is kept must be copied. */
export async function* filePieces(path: string): AsyncGenerator<Uint8Array> {
	await using file: FileHandle = await open(path, 'r');
	const memory = Buffer.allocUnsafe(PIECE_BYTES);
	while (true) {
		const { bytesRead } = await file.read(memory, 0, memory.length, null);
		if (bytesRead === 0) {
			return;
		}
		yield memory.subarray(0, bytesRead);
	}
}
