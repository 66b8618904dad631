import { fstatSync, writeSync } from 'node:fs';

/** Standard output or standard error of a command. */
export interface StandardStream {
	write(text: string): void;
	/** Settles when the reader has taken everything that was written, or when nothing more can reach it. */
	drained(): Promise<void>;
}

/**
 * Writes to standard output or standard error so that nothing is lost without a word.
 *
 * Node 24 makes a pipe's and a socket's stream asynchronous on Linux: `process.exit` drops what the reader has not
 * taken yet, hence {@link StandardStream.drained}. For a file Node calls `write(2)` once and ignores how much of it
 * was written (`SyncWriteStream`), so that the end of a text is missing on a full disk without an error; files and
 * devices are therefore written here, until all is written or the system refuses.
 *
 * @param onRefused gets the system's error where a file or a device takes no more; it comes once
 */
export function standardStream(
	stream: NodeJS.WriteStream & { readonly fd: number },
	onRefused: (error: unknown) => void,
): StandardStream {
	if (stream.isTTY === true || !isWrittenAtOnce(stream.fd)) {
		return {
			write: (text) => {
				stream.write(text);
			},
			drained: () => drained(stream),
		};
	}
	let isRefused = false;
	return {
		write(text) {
			try {
				if (!isRefused) {
					writeAll(stream.fd, Buffer.from(text));
				}
			} catch (error) {
				isRefused = true;
				onRefused(error);
			}
		},
		drained: async () => undefined,
	};
}

/** Settles when the reader has taken what Node holds for it, or is gone. */
export function drained(stream: NodeJS.WriteStream): Promise<void> {
	return new Promise((resolve) => {
		if (stream.destroyed || stream.writableLength === 0) {
			resolve();
			return;
		}
		// An error reaches the stream's own listener before it is told here.
		stream.write('', () => setImmediate(resolve));
	});
}

/** A file or a device: a write to it waits until it is done, or fails. */
function isWrittenAtOnce(descriptor: number): boolean {
	const stats = fstatSync(descriptor);
	return stats.isFile() || stats.isCharacterDevice() || stats.isBlockDevice();
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
	let written = 0;
	while (written < bytes.length) {
		written += writeSync(descriptor, bytes, written);
	}
}
