import { describe, expect, test } from 'vitest';
import { createPcscLiteService, type Reader, type ReaderEvent } from '#card';
import { createNativeCalls } from '../../../src/card/transport/native-calls.ts';
import { pcscReader } from '../../../src/card/transport/pcsclite-reader.ts';
import { FakePcsc, FakeReader, STATE } from './fake-pcsclite.ts';
import { idle, type ManualTimer, manualTimer } from './manual-timer.ts';
import { bytes, hex } from './scripted-connection.ts';

const ATR = bytes('3B9F968131FE458065544320201231C073F621808105B3');
const pcscError = (code: string): Error => new Error(`SCard error: Text.(0x${code})`);
const insertions = (count: number): number => count << 16;

interface Watched {
	readonly pcsc: FakePcsc;
	readonly timer: ManualTimer;
	readonly events: string[];
	readonly readers: Map<string, Reader>;
	stop(): Promise<void>;
}

async function watch(pcsc: FakePcsc, loadBinding = async () => pcsc.binding): Promise<Watched> {
	const timer = manualTimer();
	const events: string[] = [];
	const readers = new Map<string, Reader>();
	const stop = createPcscLiteService({ timer, loadBinding }).watch((event) => {
		events.push(describeEvent(event));
		if (event.kind === 'reader-added') {
			readers.set(event.reader.name, event.reader);
		}
	});
	await idle();
	return { pcsc, timer, events, readers, stop };
}

function describeEvent(event: ReaderEvent): string {
	switch (event.kind) {
		case 'service-up':
			return 'up';
		case 'service-down':
			return `down ${event.failure}`;
		case 'reader-added':
			return `+${event.reader.name}`;
		case 'reader-removed':
			return `-${event.name}`;
		case 'slot-changed':
			return `${event.name} ${event.slot} ${hex(event.atr ?? new Uint8Array())}`.trim();
	}
}

/** A service with one reader that is empty. */
async function watchOne(): Promise<Watched & { readonly native: FakeReader; readonly reader: Reader }> {
	const pcsc = new FakePcsc();
	const native = pcsc.reader('R');
	pcsc.readers = [native];
	const watched = await watch(pcsc);
	await native.say('status', { state: STATE.empty, atr: new Uint8Array() });
	const reader = watched.readers.get('R');
	if (reader === undefined) {
		throw new Error('no reader was told of');
	}
	return { ...watched, native, reader };
}

describe('opening', () => {
	test('tells that the package is not there', async () => {
		const { events } = await watch(new FakePcsc(), async () => {
			throw new Error('Cannot find package');
		});
		expect(events).toEqual(['down binding-missing']);
	});

	test.each([
		['8010001d', 'down not-running'],
		['8010006a', 'down access-denied'],
	])('tells why the service does not answer: %s', async (code, expected) => {
		const pcsc = new FakePcsc();
		pcsc.openingError = pcscError(code);
		expect((await watch(pcsc)).events).toEqual([expected]);
	});

	test('tells a package that was built without its corrections', async () => {
		const pcsc = new FakePcsc();
		pcsc.readers = [Object.assign(pcsc.reader('R'), { transaction: undefined })];
		expect((await watch(pcsc)).events).toEqual(['down binding-missing']);
	});

	test('tells a service without readers', async () => {
		expect((await watch(new FakePcsc())).events).toEqual(['up']);
	});

	test('tells of all readers at once and in their order, when all their states are known', async () => {
		const pcsc = new FakePcsc();
		const [a, b] = [pcsc.reader('A'), pcsc.reader('B')];
		pcsc.readers = [a, b];
		const { events } = await watch(pcsc);
		await b.say('status', { state: STATE.present | insertions(1), atr: ATR });
		expect(events).toEqual([]);
		await a.say('status', { state: STATE.empty, atr: new Uint8Array() });
		expect(events).toEqual(['up', '+A', 'A empty', '+B', `B present ${hex(ATR)}`]);
	});
});

describe('a reader', () => {
	test('that is plugged in later is told of with its first state, and gone when it ends', async () => {
		const { pcsc, events } = await watch(new FakePcsc());
		const late = pcsc.reader('late');
		pcsc.contexts[0]?.emit('reader', late);
		await idle();
		expect(events).toEqual(['up']);
		await late.say('status', { state: STATE.present | STATE.mute, atr: new Uint8Array() });
		await late.say('end');
		expect(events).toEqual(['up', '+late', 'late mute', '-late']);
	});

	test('tells another insertion of the same card, and not that somebody else uses it', async () => {
		const { native, events } = await watchOne();
		await native.say('status', { state: STATE.present | insertions(1), atr: ATR });
		await native.say('status', { state: STATE.present | STATE.inUse | insertions(1), atr: ATR });
		await native.say('status', { state: STATE.present | insertions(3), atr: ATR });
		const present = `R present ${hex(ATR)}`;
		expect(events.slice(3)).toEqual([present, present]);
	});

	test('takes a card without an ATR for mute', async () => {
		const { native, events } = await watchOne();
		await native.say('status', { state: STATE.present | insertions(1) });
		expect(events.at(-1)).toBe('R mute');
	});
});

describe('the end of the service', () => {
	test('is told once, whoever notices first, and nothing after it', async () => {
		const { pcsc, native, events } = await watchOne();
		await native.say('error', pcscError('80100013'));
		pcsc.contexts[0]?.emit('error', pcscError('80100013'));
		await native.say('end');
		expect(events.slice(3)).toEqual(['down stopped']);
	});

	test('closes everything, and never from within a call of the package', async () => {
		const pcsc = new FakePcsc();
		const native = pcsc.reader('R');
		pcsc.readers = [native];
		const closed: Promise<void>[] = [];
		const stop = createPcscLiteService({ timer: manualTimer(), loadBinding: async () => pcsc.binding }).watch(
			(event) => {
				if (event.kind === 'service-down') {
					closed.push(stop());
				}
			},
		);
		await idle();
		await native.say('status', { state: STATE.empty });
		await native.say('error', pcscError('8010001d'));
		await Promise.all(closed);
		expect([native.isClosed, pcsc.contexts[0]?.isClosed]).toEqual([true, true]);
		expect(pcsc.sins).toEqual([]);
	});

	test('is not told after watching ended', async () => {
		const { pcsc, native, events, stop } = await watchOne();
		await stop();
		await native.say('error', pcscError('80100002'));
		pcsc.contexts[0]?.emit('error', pcscError('80100002'));
		expect(events).toEqual(['up', '+R', 'R empty']);
	});

	test('of watching closes nothing while the service lives: the package joins its threads, which may never end', async () => {
		const { pcsc, native, timer, stop } = await watchOne();
		await stop();
		expect([native.isClosed, pcsc.contexts[0]?.isClosed]).toEqual([false, false]);
		expect(timer.delays).toEqual([]);
	});

	test('of watching does not wait for a reader that never spoke', async () => {
		const pcsc = new FakePcsc();
		pcsc.readers = [pcsc.reader('silent')];
		const { timer, stop } = await watch(pcsc);
		const stopping = stop();
		await idle();
		timer.fire(1_000);
		await stopping;
		expect(timer.delays).toEqual([]);
	});
});

describe('a connection', () => {
	test('is shared where that is asked for, carries commands and ends with the disposition', async () => {
		const { reader, native, pcsc } = await watchOne();
		const connecting = reader.connect('shared');
		await idle();
		await native.finish(null, 2);
		const connection = await connecting;
		const answer = connection.transmit(bytes('00B00000F4'));
		await idle();
		await native.finish(null, bytes('9000'));
		expect(hex(await answer)).toBe('9000');
		const closing = connection.close('reset');
		await idle();
		await native.finish(null);
		await closing;
		expect(native.calls).toEqual(['connect 2', 'transmit 00b00000f4 258 2', 'disconnect 1']);
		expect(pcsc.sins).toEqual([]);
	});

	test('is a transaction where that is asked for, from its first to its last command', async () => {
		const { reader, native, pcsc } = await watchOne();
		const connecting = reader.connect('transaction');
		await idle();
		await native.finish(null, 2);
		await native.finish(null);
		const connection = await connecting;
		const closing = connection.close('leave');
		await idle();
		await native.finish(null);
		await native.finish(null);
		await closing;
		expect(native.calls).toEqual(['connect 2', 'begin', 'end', 'disconnect 0']);
		expect(pcsc.sins).toEqual([]);
	});

	test.each([
		['8010000b', 'sharing-violation'],
		['80100068', 'card-reset'],
	])('whose transaction cannot begin (%s) is given back at once', async (code, expected) => {
		const { reader, native, pcsc } = await watchOne();
		const refusal = expect(reader.connect('transaction')).rejects.toMatchObject({ code: expected });
		await idle();
		await native.finish(null, 2);
		await native.finish(pcscError(code));
		await native.finish(null);
		await refusal;
		expect(native.calls).toEqual(['connect 2', 'begin', 'disconnect 0']);
		expect(pcsc.sins).toEqual([]);
	});

	test('is exclusive where that is asked for, and a refusal is a card error', async () => {
		const { reader, native } = await watchOne();
		const connecting = reader.connect('exclusive');
		const refusal = expect(connecting).rejects.toMatchObject({ code: 'sharing-violation' });
		await idle();
		await native.finish(pcscError('8010000b'));
		await refusal;
		expect(native.calls).toEqual(['connect 1']);
	});

	test('takes an empty answer for a lost card', async () => {
		const { reader, native } = await watchOne();
		const connecting = reader.connect('shared');
		await idle();
		await native.finish(null, 2);
		const answer = (await connecting).transmit(bytes('00B00000F4'));
		const lost = expect(answer).rejects.toMatchObject({ code: 'card-lost' });
		await idle();
		await native.finish(null, new Uint8Array());
		await lost;
	});

	test('can be made anew after the package failed to end the former one', async () => {
		const { reader, native, pcsc } = await watchOne();
		const first = reader.connect('shared');
		await idle();
		await native.finish(null, 2);
		const closing = (await first).close('leave');
		await idle();
		await native.finish(pcscError('80100069'));
		await closing;
		const second = reader.connect('shared');
		await idle();
		await native.finish(null, 2);
		await second;
		expect(pcsc.sins).toEqual([]);
	});

	test('that another program keeps waiting ends, and what comes late is given back', async () => {
		const { reader, native, timer, pcsc } = await watchOne();
		const connecting = reader.connect('shared');
		const overdue = expect(connecting).rejects.toMatchObject({ code: 'timeout' });
		await idle();
		timer.fire(2_000);
		await overdue;
		await native.finish(null, 2);
		await native.finish(null);
		expect(native.calls).toEqual(['connect 2', 'disconnect 0']);
		expect(pcsc.sins).toEqual([]);
	});

	test('asked for while another waits is not begun once it was given up', async () => {
		const { reader, native, timer } = await watchOne();
		const both = [reader.connect('shared'), reader.connect('shared')].map((connecting) =>
			expect(connecting).rejects.toMatchObject({ code: 'timeout' }),
		);
		await idle();
		timer.fire(2_000);
		await Promise.all(both);
		await native.finish(pcscError('8010000c'));
		expect(native.calls).toEqual(['connect 2']);
	});

	test('that is stuck does not keep watching from ending', async () => {
		const { reader, timer, stop, pcsc } = await watchOne();
		const connecting = reader.connect('shared');
		const overdue = expect(connecting).rejects.toMatchObject({ code: 'timeout' });
		await idle();
		timer.fire(2_000);
		await overdue;
		await stop();
		expect(pcsc.sins).toEqual([]);
	});

	test('that is stuck while the service dies keeps its reader from closing until it comes back', async () => {
		const { reader, native, timer, stop, pcsc } = await watchOne();
		const connecting = reader.connect('shared');
		const overdue = expect(connecting).rejects.toMatchObject({ code: 'timeout' });
		await idle();
		timer.fire(2_000);
		await overdue;
		pcsc.contexts[0]?.emit('error', pcscError('80100013'));
		const stopping = stop();
		await idle();
		timer.fire(1_000);
		await stopping;
		expect([native.isClosed, pcsc.contexts[0]?.isClosed]).toEqual([false, true]);
		await native.finish(pcscError('8010000c'));
		expect(native.isClosed).toBe(true);
		expect(pcsc.sins).toEqual([]);
	});

	test('that was given up sends nothing that still waited for its turn', async () => {
		const native = new FakeReader('R', []);
		const timer = manualTimer();
		const calls = createNativeCalls(1);
		const reader = pcscReader(native, calls.queue(), { connectMs: 2_000, transmitMs: 30_000 }, timer);
		const connecting = reader.connect('exclusive');
		await idle();
		await native.finish(null, 2);
		const connection = await connecting;
		// Another reader has the only thread.
		const { promise: stuck, resolve: release } = Promise.withResolvers<void>();
		const other = calls.queue()(() => stuck);
		const overdue = expect(connection.transmit(bytes('00200080'))).rejects.toMatchObject({ code: 'timeout' });
		await idle();
		timer.fire(30_000);
		await overdue;
		const closing = connection.close('reset');
		release();
		await other;
		await idle();
		await native.finish(null);
		await closing;
		expect(native.calls).toEqual(['connect 1', 'disconnect 1']);
	});

	test.each([
		[null, undefined],
		['SCARD_W_REMOVED_CARD(0x80100069)', undefined],
		['SCARD_E_NO_SMARTCARD(0x8010000c)', undefined],
		['RPC transport error(0x80100013)', 'not-done'],
		['Invalid handle(0x80100003)', 'not-done'],
	] as const)(
		'a disconnect that ends with %s says whether the card may be left as it was',
		async (message, closed) => {
			const native = new FakeReader('R', []);
			const limits = { connectMs: 2_000, transmitMs: 30_000 };
			const reader = pcscReader(native, createNativeCalls(1).queue(), limits, manualTimer());
			const connecting = reader.connect('exclusive');
			await idle();
			await native.finish(null, 2);
			const closing = (await connecting).close('reset');
			await idle();
			await native.finish(message === null ? null : new Error(`SCardDisconnect error: ${message}`));
			expect(await closing).toBe(closed);
		},
	);
});
