import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { attachKeyboard, type KeyboardTimers } from '../../../../src/terminal/keyboard/attach-keyboard.ts';
import { createKeyDecoder } from '../../../../src/terminal/keyboard/key-decoder.ts';
import { type KeyEvent, keyEvent } from '../../../../src/terminal/keyboard/key-event.ts';

/** A clock that stands still until the test lets the pending timer run out. */
function manualTimers(): KeyboardTimers & { readonly delays: number[]; runOut(): void } {
	let pending: (() => void) | undefined;
	const delays: number[] = [];
	return {
		delays,
		after(delayMs, call) {
			expect(pending).toBeUndefined();
			delays.push(delayMs);
			pending = call;
			return () => {
				pending = undefined;
			};
		},
		runOut() {
			const call = pending;
			pending = undefined;
			call?.();
		},
	};
}

function attached() {
	const stdin = new PassThrough();
	const timers = manualTimers();
	const events: KeyEvent[] = [];
	const keyboard = attachKeyboard({ stdin, timers, onKey: (event) => events.push(event) });
	return {
		stdin,
		timers,
		events,
		keyboard,
		send: (chunk: Buffer | string) => stdin.emit('data', chunk),
	};
}

/** Both ends of a stream that goes through the kernel, as a terminal's does. */
async function connected(): Promise<{ readonly stdin: Socket; readonly terminal: Socket }> {
	const server = createServer();
	onTestFinished(() => void server.close());
	const accepted = once(server.listen(0, '127.0.0.1'), 'connection');
	await once(server, 'listening');
	const terminal = connect((server.address() as AddressInfo).port, '127.0.0.1').setNoDelay();
	const [stdin] = (await accepted) as [Socket];
	return { stdin, terminal };
}

describe('the keyboard on a stream', () => {
	it('understands bytes and text, as before and after Ink set the encoding', () => {
		const { send, events } = attached();
		send(Buffer.from('ş\r'));
		send('ğ');
		expect(events).toEqual([{ kind: 'text', text: 'ş' }, keyEvent('enter'), { kind: 'text', text: 'ğ' }]);
	});

	it('reads what a real stream delivers', async () => {
		const { stdin, events } = attached();
		stdin.end('1\r');
		await new Promise((resolve) => stdin.once('end', resolve));
		expect(events).toEqual([{ kind: 'text', text: '1' }, keyEvent('enter')]);
	});

	it('takes an F-key for one key whose bytes come one by one to a process that has no time to read them', async () => {
		const events: KeyEvent[] = [];
		const { stdin, terminal } = await connected();
		attachKeyboard({ stdin, onKey: (event) => events.push(event) });
		for (const byte of '\u{1B}[15~') {
			const isRead = once(stdin, 'data');
			terminal.write(byte);
			// The byte before this one was read, and this one waits longer than the keyboard does.
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
			await isRead;
		}
		expect(events).toEqual([keyEvent('f5')]);
	});

	it('gives a lone Esc after 30 ms, and an arrow when the rest comes first', () => {
		const { send, events, timers } = attached();
		send('\u{1B}');
		expect(timers.delays).toEqual([30]);
		expect(events).toEqual([]);
		timers.runOut();
		expect(events).toEqual([keyEvent('escape')]);
		send('\u{1B}');
		send('[');
		send('A');
		timers.runOut();
		expect(events).toEqual([keyEvent('escape'), keyEvent('up')]);
	});

	it('waits longer for a sequence and a paste, and ends both', () => {
		const { send, events, timers } = attached();
		send('\u{1B}[1;');
		timers.runOut();
		send('\u{1B}[200~12');
		timers.runOut();
		send('3');
		expect(timers.delays).toEqual([250, 500]);
		expect(events).toEqual([
			{ kind: 'paste', text: '12' },
			{ kind: 'text', text: '3' },
		]);
	});

	it('says nothing after it was detached, not even a pending Esc', () => {
		const { send, events, timers, keyboard, stdin } = attached();
		send('\u{1B}');
		keyboard.detach();
		timers.runOut();
		send('1');
		expect(events).toEqual([]);
		expect(stdin.isPaused()).toBe(true);
	});

	it('gives the same keys wherever the bytes of a character or sequence were cut', () => {
		const piece = fc.constantFrom(
			'ş',
			'𝟙',
			'\u{1B}[1;5A',
			'\u{1B}[200~ğ\u{1B}[201~',
			'\r\n',
			'1',
			'\u{1B}Oa',
		);
		fc.assert(
			fc.property(fc.array(piece), fc.nat(100), (pieces, cut) => {
				const { send, events, timers } = attached();
				const bytes = Buffer.from(pieces.join(''));
				send(bytes.subarray(0, cut));
				send(bytes.subarray(cut));
				timers.runOut();
				const decoder = createKeyDecoder();
				expect(events).toEqual([...decoder.push(pieces.join('')), ...decoder.flush()]);
			}),
			{ numRuns: 500 },
		);
	});
});
