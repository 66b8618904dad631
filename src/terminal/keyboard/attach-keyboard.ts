import { StringDecoder } from 'node:string_decoder';
import { createKeyDecoder, type PendingInput } from './key-decoder.ts';
import type { KeyEvent } from './key-event.ts';

/** A clock that calls once after `delayMs`; the returned function takes it back. */
export interface KeyboardTimers {
	after(delayMs: number, call: () => void): () => void;
}

export interface KeyboardOptions {
	/** The stream Ink reads, as it is: Ink puts it into raw mode and sets its encoding. */
	readonly stdin: NodeJS.ReadableStream;
	readonly onKey: (event: KeyEvent) => void;
	/** Default: the real clock. */
	readonly timers?: KeyboardTimers;
}

export interface Keyboard {
	/** Stops listening; what was pending is dropped. */
	detach(): void;
}

/**
 * How long the rest of a started input is waited for, in milliseconds. A person who presses Esc waits for the
 * first; the others only keep a sequence that a slow line cut in two from being taken for typed text.
 */
const PATIENCE_MS: Readonly<Record<Exclude<PendingInput, 'nothing'>, number>> = {
	escape: 30,
	sequence: 250,
	paste: 500,
};

/**
 * Calls when the time has run out and nothing lies at the stream. A process that had no processor for longer than that runs
 * its timers before it reads: the rest of an F-key would lie in the kernel, and its Esc would be taken for the key Esc.
 */
const realTimers: KeyboardTimers = {
	after(delayMs, call) {
		let afterReading: NodeJS.Immediate | undefined;
		const timer = setTimeout(() => {
			afterReading = setImmediate(call);
		}, delayMs);
		return () => {
			clearTimeout(timer);
			clearImmediate(afterReading);
		};
	},
};

/**
 * Reads the keyboard beside Ink: a second `data` listener on the same stream sees every byte before `useInput`
 * does. Raw mode is Ink's: without one permanently mounted `useInput` digits are echoed and Ctrl+C kills.
 */
export function attachKeyboard({ stdin, onKey, timers = realTimers }: KeyboardOptions): Keyboard {
	const decoder = createKeyDecoder();
	// Ink sets the stream's encoding only when its first input hook is mounted; before that bytes come.
	const bytes = new StringDecoder('utf8');
	let cancelFlush = (): void => undefined;

	const emit = (events: readonly KeyEvent[]): void => {
		for (const event of events) {
			onKey(event);
		}
	};

	const onData = (chunk: Buffer | string): void => {
		cancelFlush();
		const events = decoder.push(typeof chunk === 'string' ? chunk : bytes.write(chunk));
		const { pending } = decoder;
		cancelFlush =
			pending === 'nothing'
				? () => undefined
				: timers.after(PATIENCE_MS[pending], () => emit(decoder.flush()));
		emit(events);
	};

	stdin.on('data', onData);

	return {
		detach() {
			cancelFlush();
			stdin.off('data', onData);
			if (stdin.listenerCount('data') + stdin.listenerCount('readable') === 0) {
				// A stream that flows to nobody would keep the program from ending.
				stdin.pause();
			}
		},
	};
}
