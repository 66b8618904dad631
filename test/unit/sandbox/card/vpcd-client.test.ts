import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
	createFaultInjector,
	plugIntoVpcd,
	type VirtualCard,
	type VpcdPlug,
	type VpcdState,
} from '../../../../src/sandbox/card/index.ts';
import { createFrameParser } from '../../../../src/sandbox/card/vpcd-frames.ts';
import { verifyCommand } from './pin-apdus.ts';
import { bytes, hex, TEST_PIN, testCard } from './test-card.ts';

const POWER_OFF = '000100';
const POWER_ON = '000101';
const RESET = '000102';
const GET_ATR = '000104';
const SELECT_SIGNING = '000C00A40800063F003D002F1000';
const READ = '000500B0000001';
const ATR = '3BBA11008131FE4D55454B41452056312E30AE';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
	for (const close of closers.splice(0).reverse()) {
		await close();
	}
});

/** The TCP side of pcscd's vpcd, spoken by the test. */
class TestVpcd {
	readonly #server: Server = createServer((socket) => this.#arrived(socket));
	readonly #arrivals: Socket[] = [];
	readonly #waiting: ((socket: Socket) => void)[] = [];
	port = 0;

	static async listening(port = 0): Promise<TestVpcd> {
		const vpcd = new TestVpcd();
		vpcd.#server.listen(port, '127.0.0.1');
		await once(vpcd.#server, 'listening');
		const address = vpcd.#server.address();
		vpcd.port = typeof address === 'object' && address !== null ? address.port : port;
		closers.push(() => vpcd.close());
		return vpcd;
	}

	/** The next connection of a card. */
	async card(): Promise<Conversation> {
		const socket =
			this.#arrivals.shift() ?? (await new Promise<Socket>((resolve) => this.#waiting.push(resolve)));
		return new Conversation(socket);
	}

	async close(): Promise<void> {
		if (this.#server.listening) {
			this.#server.close();
			await once(this.#server, 'close');
		}
	}

	#arrived(socket: Socket): void {
		closers.push(async () => socket.destroy());
		const taker = this.#waiting.shift();
		if (taker === undefined) {
			this.#arrivals.push(socket);
		} else {
			taker(socket);
		}
	}
}

class Conversation {
	readonly socket: Socket;
	readonly #parser = createFrameParser();
	readonly #replies: string[] = [];
	readonly #waiting: ((reply: string) => void)[] = [];
	/** Settles when the card's side is gone. */
	readonly ended: Promise<unknown>;

	constructor(socket: Socket) {
		this.socket = socket;
		this.ended = new Promise((resolve) => socket.once('close', resolve));
		socket.on('error', () => undefined);
		socket.on('data', (chunk) => {
			for (const payload of this.#parser.push(chunk)) {
				const taker = this.#waiting.shift();
				if (taker === undefined) {
					this.#replies.push(hex(payload));
				} else {
					taker(hex(payload));
				}
			}
		});
	}

	write(stream: string): void {
		this.socket.write(bytes(stream));
	}

	async reply(): Promise<string> {
		return this.#replies.shift() ?? new Promise<string>((resolve) => this.#waiting.push(resolve));
	}

	ask(stream: string): Promise<string> {
		this.write(stream);
		return this.reply();
	}
}

/** A plug whose states can be waited for. */
function plugged(
	port: number,
	card: VirtualCard = testCard(),
): VpcdPlug & { state(wanted: VpcdState): Promise<void>; states: VpcdState[] } {
	const states: VpcdState[] = [];
	let noticed = (): void => undefined;
	const plug = plugIntoVpcd({
		card,
		port,
		onState(state) {
			states.push(state);
			noticed();
		},
	});
	closers.push(() => plug.close());
	const state = async (wanted: VpcdState): Promise<void> => {
		while (states.at(-1) !== wanted) {
			await new Promise<void>((resolve) => {
				noticed = resolve;
			});
		}
	};
	return { ...plug, state, states };
}

describe('a card plugged into vpcd', () => {
	it('tells its ATR whenever asked, and answers commands between power on and off', async () => {
		const vpcd = await TestVpcd.listening();
		plugged(vpcd.port);
		const card = await vpcd.card();
		expect(await card.ask(GET_ATR)).toBe(ATR);
		card.write(POWER_ON);
		expect(await card.ask(SELECT_SIGNING)).toMatch(/9000$/);
		expect(await card.ask(GET_ATR)).toBe(ATR);
		expect(await card.ask(READ)).toBe('009000');
		card.write(RESET);
		expect(await card.ask(READ)).toBe('6986');
		await card.ask(SELECT_SIGNING);
		card.write(POWER_OFF + POWER_ON);
		expect(await card.ask(READ)).toBe('6986');
	});

	it('answers in order when everything arrives in one piece, and when each byte arrives alone', async () => {
		const vpcd = await TestVpcd.listening();
		plugged(vpcd.port);
		const card = await vpcd.card();
		const stream = POWER_ON + SELECT_SIGNING + GET_ATR + READ;
		card.write(stream);
		const replies = [await card.reply(), await card.reply(), await card.reply()];
		expect(replies.slice(1)).toEqual([ATR, '009000']);
		card.socket.setNoDelay(true);
		for (const byte of stream.match(/../g) ?? []) {
			card.write(byte);
		}
		expect([await card.reply(), await card.reply(), await card.reply()]).toEqual(replies);
	});

	it('ignores empty frames and unknown control bytes', async () => {
		const vpcd = await TestVpcd.listening();
		plugged(vpcd.port);
		const card = await vpcd.card();
		expect(await card.ask(`0000 000177 ${GET_ATR}`)).toBe(ATR);
	});

	it('answers 6F00 rather than nothing where the card fails', async () => {
		const vpcd = await TestVpcd.listening();
		plugged(vpcd.port);
		const card = await vpcd.card();
		expect(await card.ask(POWER_OFF + READ)).toBe('6F00');
		expect(await card.ask(GET_ATR)).toBe(ATR);
	});

	it('says that it is plugged only when vpcd has spoken', async () => {
		const vpcd = await TestVpcd.listening();
		const plug = plugged(vpcd.port);
		const card = await vpcd.card();
		expect(plug.states).toEqual(['waiting']);
		await card.ask(GET_ATR);
		expect(plug.states).toEqual(['waiting', 'plugged']);
	});

	it('waits for a vpcd that comes later, and comes back to one that died', async () => {
		const first = await TestVpcd.listening();
		const { port } = first;
		await first.close();
		const plug = plugged(port);
		await plug.state('waiting');
		const second = await TestVpcd.listening(port);
		const card = await second.card();
		expect(await card.ask(POWER_ON + GET_ATR)).toBe(ATR);
		await card.ask(SELECT_SIGNING);
		const closing = second.close();
		card.socket.destroy();
		await closing;
		await plug.state('waiting');
		const third = await TestVpcd.listening(port);
		const again = await third.card();
		expect(await again.ask(POWER_ON + READ)).toBe('6986');
		expect(plug.states).toEqual(['waiting', 'plugged', 'waiting', 'plugged']);
	});

	it('is gone from the socket when removed, and there again when inserted', async () => {
		const vpcd = await TestVpcd.listening();
		const plug = plugged(vpcd.port);
		const card = await vpcd.card();
		await card.ask(GET_ATR);
		plug.remove();
		plug.remove();
		await card.ended;
		expect(plug.states).toEqual(['waiting', 'plugged', 'removed']);
		plug.insert();
		expect(await (await vpcd.card()).ask(GET_ATR)).toBe(ATR);
		expect(plug.states).toEqual(['waiting', 'plugged', 'removed', 'waiting', 'plugged']);
	});

	it('can be removed in the middle of a command', async () => {
		const vpcd = await TestVpcd.listening();
		const asked = Promise.withResolvers<void>();
		const answer = Promise.withResolvers<Uint8Array>();
		const slow: VirtualCard = {
			...testCard(),
			transmit: () => {
				asked.resolve();
				return answer.promise;
			},
		};
		const plug = plugged(vpcd.port, slow);
		const card = await vpcd.card();
		card.write(POWER_ON + READ);
		await asked.promise;
		plug.remove();
		await card.ended;
		answer.resolve(bytes('9000'));
		plug.insert();
		expect(await (await vpcd.card()).ask(GET_ATR)).toBe(ATR);
	});

	it('gives a mute card an ATR that vpcd refuses, never an empty frame', async () => {
		const vpcd = await TestVpcd.listening();
		plugged(vpcd.port, { ...testCard(), atr: new Uint8Array(0) });
		const reply = await (await vpcd.card()).ask(GET_ATR);
		expect(reply.length / 2).toBeGreaterThan(33);
	});

	it('is gone for a moment when the card gives an empty answer, as vpcd takes it', async () => {
		const vpcd = await TestVpcd.listening();
		plugged(vpcd.port, { ...testCard(), transmit: async () => new Uint8Array(0) });
		const card = await vpcd.card();
		card.write(POWER_ON + READ);
		await card.ended;
		expect(await (await vpcd.card()).ask(GET_ATR)).toBe(ATR);
	});

	it('can be removed from a card that never answers', async () => {
		const vpcd = await TestVpcd.listening();
		const asked = Promise.withResolvers<void>();
		const silent: VirtualCard = {
			...testCard(),
			transmit: () => {
				asked.resolve();
				return new Promise(() => undefined);
			},
		};
		const plug = plugged(vpcd.port, silent);
		const card = await vpcd.card();
		card.write(POWER_ON + READ);
		await asked.promise;
		plug.remove();
		await card.ended;
		plug.insert();
		expect(await (await vpcd.card()).ask(GET_ATR)).toBe(ATR);
		await plug.close();
	});

	it('takes the power from a card at once, also in the middle of a command', async () => {
		const vpcd = await TestVpcd.listening();
		const injector = createFaultInjector([
			{ at: 'instruction', instruction: 0x20, number: 1, fault: { kind: 'pull', moment: 'during' } },
		]);
		const inner = testCard({ onStateChange: injector.onStateChange });
		const plug = plugged(vpcd.port, injector.wrap(inner));
		injector.plugInto(plug);
		const card = await vpcd.card();
		card.write(`${POWER_ON}000B${verifyCommand('80', TEST_PIN)}`);
		await card.ended;
		expect(inner.condition).toMatchObject({ isPowered: false, isPinVerified: false, pinTriesLeft: 2 });
		expect(plug.states.at(-1)).toBe('removed');
	});

	it('ends for good when closed, from any state', async () => {
		const vpcd = await TestVpcd.listening();
		const plug = plugged(vpcd.port);
		const card = await vpcd.card();
		await plug.close();
		await card.ended;
		const removed = plugged(vpcd.port);
		removed.remove();
		await removed.close();
		removed.insert();
		await vpcd.close();
		const waiting = plugged(vpcd.port);
		await waiting.close();
		expect(waiting.states).toEqual(['waiting']);
		expect(removed.states.at(-1)).toBe('removed');
	});
});
