import { cleanText } from '#text';

/** Characters that are kept; what comes after them is counted out with one line. */
const KEPT_MAX_LENGTH = 32_768;
const LINE_MAX_CODE_POINTS = 1000;

export interface HeldStderr {
	/** Gives the stream and Node's own warnings back, and what was written meanwhile as clean lines. */
	release(): readonly string[];
}

/**
 * Keeps fd 2 silent while the alternate screen is on, where one stray line would shift the whole picture: what
 * JavaScript writes to `process.stderr` and Node's own warnings are collected.
 *
 * Out of reach: what native code writes to fd 2 by itself (a vendor's PKCS#11 module, libpcsclite). Such code
 * belongs in a process of its own with its stderr on a pipe, or the launcher points fd 2 at a file.
 */
export function holdStderr(): HeldStderr {
	const { stderr } = process;
	const write = stderr.write;
	const warningListeners = process.listeners('warning');
	let kept = '';
	let isCut = false;

	const keep = (text: string): void => {
		isCut ||= kept.length + text.length > KEPT_MAX_LENGTH;
		kept = (kept + text).slice(0, KEPT_MAX_LENGTH);
	};
	const onWarning = (warning: Error): void => keep(`${warning.name}: ${warning.message}\n`);

	// Node's own listener is the one that prints warnings.
	process.removeAllListeners('warning');
	process.on('warning', onWarning);
	stderr.write = (
		chunk: Uint8Array | string,
		encodingOrCallback?: BufferEncoding | ((error?: Error | null) => void),
		callback?: (error?: Error | null) => void,
	): boolean => {
		keep(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
		const done = typeof encodingOrCallback === 'function' ? encodingOrCallback : callback;
		if (done !== undefined) {
			process.nextTick(done);
		}
		return true;
	};

	return {
		release() {
			stderr.write = write;
			process.off('warning', onWarning);
			for (const listener of warningListeners) {
				process.on('warning', listener);
			}
			const lines = kept
				.split('\n')
				.filter((line) => line.trim() !== '')
				.map((line) => cleanText(line, LINE_MAX_CODE_POINTS));
			return isCut ? [...lines, '…'] : lines;
		},
	};
}
