import { EventEmitter } from 'node:events';

/** What Ink reads in place of the terminal: keys that its widgets may have, one a read. */
export interface WidgetInput {
	/** For Ink's `render`. */
	readonly stream: NodeJS.ReadStream;
	/** Hands over one key; widgets have acted on it when this returns. */
	give(key: string): void;
}

/**
 * Ink hands all keys of one read to its widgets without drawing in between, and takes what it does not know for typed text. So
 * it does not read the terminal: one decoder does, and what a widget may have comes here. Raw mode is the terminal's own.
 *
 * @param terminal the standard input
 */
export function createWidgetInput(
	terminal: Pick<NodeJS.ReadStream, 'setRawMode' | 'ref' | 'unref'>,
): WidgetInput {
	let waiting: string | null = null;
	const stream: NodeJS.ReadStream = Object.assign(Object.create(EventEmitter.prototype), {
		isTTY: true,
		setRawMode(isRaw: boolean) {
			terminal.setRawMode(isRaw);
		},
		setEncoding() {
			// Keys come as text.
		},
		ref() {
			terminal.ref();
		},
		unref() {
			terminal.unref();
		},
		read() {
			const key = waiting;
			waiting = null;
			return key;
		},
	});
	return {
		stream,
		give(key) {
			waiting = key;
			stream.emit('readable');
			waiting = null;
		},
	};
}
