import type { FileHandle } from 'node:fs/promises';
import { MAX_LINE_BYTES } from './chain.ts';

export type BackwardLine =
	| { readonly kind: 'line'; readonly bytes: Uint8Array }
	/** Longer than any record; its bytes are not kept. */
	| { readonly kind: 'too-long' }
	/** What stands after the last line's end; only ever the first that is given. */
	| { readonly kind: 'torn' };

const PIECE_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;

/**
 * The lines of a file from its end as it is now, the last one first, without their ends. Memory stays small whatever
 * the file is; between pieces others have their turn. Throws the signal's reason once it is given up.
 */
export async function* linesBackwards(file: FileHandle, signal: AbortSignal): AsyncGenerator<BackwardLine> {
	const { size } = await file.stat();
	/** The end of a line that begins in a piece farther ahead. */
	let rest: Uint8Array = new Uint8Array(0);
	let isTooLong = false;
	let isTail = true;
	const lineOf = (bytes: Uint8Array): BackwardLine | undefined => {
		const wasTooLong = isTooLong || bytes.length > MAX_LINE_BYTES;
		isTooLong = false;
		if (isTail) {
			isTail = false;
			return wasTooLong || bytes.length > 0 ? { kind: 'torn' } : undefined;
		}
		return wasTooLong ? { kind: 'too-long' } : { kind: 'line', bytes };
	};
	for (let position = size; position > 0; ) {
		signal.throwIfAborted();
		const piece = new Uint8Array(Math.min(PIECE_BYTES, position));
		position -= piece.length;
		const { bytesRead } = await file.read(piece, 0, piece.length, position);
		// Cut shorter meanwhile: what was read so far belongs to nothing.
		const buffer = bytesRead < piece.length ? piece.subarray(0, bytesRead) : Buffer.concat([piece, rest]);
		let end = buffer.length;
		for (
			let at = buffer.lastIndexOf(LINE_FEED);
			at !== -1;
			at = buffer.subarray(0, end).lastIndexOf(LINE_FEED)
		) {
			const line = lineOf(buffer.subarray(at + 1, end));
			end = at;
			if (line !== undefined) {
				yield line;
			}
		}
		rest = buffer.subarray(0, end);
		if (rest.length > MAX_LINE_BYTES) {
			isTooLong = true;
			rest = new Uint8Array(0);
		}
	}
	if (size > 0) {
		const first = lineOf(rest);
		if (first !== undefined) {
			yield first;
		}
	}
}
