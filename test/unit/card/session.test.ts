import { describe, expect, test } from 'vitest';
import { type CardConnection, CardError, type Disposition } from '#card';
import { createCardConversations, type WaitOptions } from '../../../src/card/session.ts';
import { FakeReader } from './fake-reader-service.ts';
import { hurriedTimer } from './hurried-timer.ts';
import { idle, manualTimer } from './manual-timer.ts';
import { bytes } from './scripted-connection.ts';

const COMMAND = { cla: 0, ins: 0x84, p1: 0, p2: 0 };
/** As the session limits an answer. */
const ANSWER_LIMIT_MS = 5_000;
const RETRY_DELAY_MS = 250;
const WAIT_MS = 3_000;

function waiting(signal: AbortSignal = new AbortController().signal): WaitOptions {
	return { signal, waitMs: WAIT_MS };
}

function listeningConnection(transmit: CardConnection['transmit'] = async () => bytes('9000')) {
	const closedWith: Disposition[] = [];
	const connection: CardConnection = {
		transmit,
		close: async (disposition) => {
			closedWith.push(disposition);
		},
	};
	return { connection, closedWith };
}

describe('a conversation', () => {
	test('is held in exclusive mode and ends with a reset', async () => {
		const { connection, closedWith } = listeningConnection();
		const reader = new FakeReader('reader', () => connection);
		const held = await createCardConversations(hurriedTimer()).reserve(reader, waiting(), (reserved) =>
			reserved.converse(waiting(), async (channel) => (await channel.exchange(COMMAND)).status.kind),
		);
		expect(held).toEqual({ kind: 'held', value: { kind: 'held', value: 'done', isReset: true } });
		expect([reader.modes, closedWith]).toEqual([['exclusive'], ['reset']]);
	});

	test.each([
		['a mistake of ours', () => Promise.reject(new TypeError('mistake')), 'mistake'],
		['a card that is gone', () => Promise.reject(new CardError('card-removed', 'gone')), 'gone'],
	])('ends with a reset after %s', async (_, talk, message) => {
		const { connection, closedWith } = listeningConnection();
		const conversing = createCardConversations(hurriedTimer()).reserve(
			new FakeReader('reader', () => connection),
			waiting(),
			(reserved) => reserved.converse(waiting(), talk),
		);
		await expect(conversing).rejects.toThrow(message);
		expect(closedWith).toEqual(['reset']);
	});

	test('ends with a reset where it was called off', async () => {
		const { connection, closedWith } = listeningConnection();
		const controller = new AbortController();
		const wait = waiting(controller.signal);
		const conversing = createCardConversations(hurriedTimer()).reserve(
			new FakeReader('reader', () => connection),
			wait,
			(reserved) =>
				reserved.converse(wait, (channel) => {
					controller.abort(new Error('called off'));
					return channel.exchange(COMMAND);
				}),
		);
		await expect(conversing).rejects.toThrow('called off');
		expect(closedWith).toEqual(['reset']);
	});

	test('ends where a command gets no answer, and sends no other', async () => {
		const timer = manualTimer();
		let sent = 0;
		const { connection, closedWith } = listeningConnection(() => {
			sent++;
			return new Promise<Uint8Array>(() => undefined);
		});
		const conversing = createCardConversations(timer).reserve(
			new FakeReader('reader', () => connection),
			waiting(),
			(reserved) =>
				reserved.converse(waiting(), async (channel) => {
					await expect(channel.exchange(COMMAND)).rejects.toMatchObject({ code: 'timeout' });
					return channel.exchange(COMMAND);
				}),
		);
		await idle();
		timer.fire(ANSWER_LIMIT_MS);
		await expect(conversing).rejects.toMatchObject({ code: 'timeout' });
		expect([sent, closedWith]).toEqual([1, ['reset']]);
	});
});

describe('a reader', () => {
	test('is given to one at a time, also where the first fails', async () => {
		const conversations = createCardConversations(hurriedTimer());
		const reader = new FakeReader('reader');
		const order: string[] = [];
		const first = conversations.reserve(reader, waiting(), async () => {
			order.push('first begins');
			await Promise.resolve();
			order.push('first ends');
			throw new Error('failed');
		});
		const second = conversations.reserve(reader, waiting(), async () => order.push('second'));
		await expect(first).rejects.toThrow('failed');
		await second;
		expect(order).toEqual(['first begins', 'first ends', 'second']);
	});

	test('is not waited for beyond the wait, and goes to the next one after that', async () => {
		const timer = manualTimer();
		const conversations = createCardConversations(timer);
		const reader = new FakeReader('reader');
		const { promise, resolve } = Promise.withResolvers<void>();
		const first = conversations.reserve(reader, waiting(), () => promise);
		await idle();
		const second = conversations.reserve(reader, waiting(), async () => 'second');
		timer.fire(WAIT_MS);
		expect(await second).toEqual({ kind: 'in-use' });
		const third = conversations.reserve(reader, waiting(), async () => 'third');
		resolve();
		await first;
		expect(await third).toEqual({ kind: 'held', value: 'third' });
		expect(timer.delays).toEqual([]);
	});

	test('does not hold up another one', async () => {
		const conversations = createCardConversations(manualTimer());
		const stuck = new Promise<void>(() => undefined);
		void conversations.reserve(new FakeReader('one'), waiting(), () => stuck);
		const other = conversations.reserve(new FakeReader('other'), waiting(), async () => 'other');
		expect(await other).toEqual({ kind: 'held', value: 'other' });
	});
});

describe('a card that another program holds', () => {
	const converse = (
		timer: Parameters<typeof createCardConversations>[0],
		reader: FakeReader,
		wait = waiting(),
	) =>
		createCardConversations(timer).reserve(reader, wait, (reserved) =>
			reserved.converse(wait, async () => 'talked'),
		);

	test.each(['sharing-violation', 'timeout'] as const)(
		'(%s) is asked for again after a while',
		async (code) => {
			const timer = manualTimer();
			const reader = new FakeReader('reader');
			const conversing = converse(timer, reader);
			await idle();
			reader.refuse(new CardError(code, 'held'));
			await idle();
			expect(reader.connects).toBe(1);
			timer.fire(RETRY_DELAY_MS);
			await idle();
			expect(reader.connects).toBe(2);
			reader.open(listeningConnection().connection);
			expect(await conversing).toEqual({
				kind: 'held',
				value: { kind: 'held', value: 'talked', isReset: true },
			});
			expect(timer.delays).toEqual([]);
		},
	);

	test('that opens when nobody waits any more is given back at once', async () => {
		const timer = manualTimer();
		const reader = new FakeReader('reader');
		const conversing = converse(timer, reader);
		await idle();
		timer.fire(WAIT_MS);
		expect(await conversing).toEqual({ kind: 'held', value: { kind: 'in-use' } });
		const { connection, closedWith } = listeningConnection();
		reader.open(connection);
		await idle();
		expect(closedWith).toEqual(['reset']);
	});

	test('is given back too where the act was called off meanwhile', async () => {
		const controller = new AbortController();
		const reader = new FakeReader('reader');
		const conversing = converse(manualTimer(), reader, waiting(controller.signal));
		await idle();
		controller.abort(new Error('called off'));
		await expect(conversing).rejects.toThrow('called off');
		const { connection, closedWith } = listeningConnection();
		reader.open(connection);
		await idle();
		expect(closedWith).toEqual(['reset']);
	});

	test('and is pulled meanwhile is not waited for', async () => {
		const reader = new FakeReader('reader');
		const conversing = converse(manualTimer(), reader);
		await idle();
		reader.refuse(new CardError('no-card', 'gone'));
		await expect(conversing).rejects.toMatchObject({ code: 'no-card' });
	});
});
