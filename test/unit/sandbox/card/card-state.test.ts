import { describe, expect, it } from 'vitest';
import {
	type VirtualAkisCard,
	type VirtualAkisCardOptions,
	VirtualCardFault,
	type VirtualCardState,
} from '../../../../src/sandbox/card/index.ts';
import { changeCommand, unblockCommand, verifyCommand } from './pin-apdus.ts';
import { bytes, send, sendAll, TEST_PIN, TEST_PUK, testCard } from './test-card.ts';

const VERIFY_RIGHT = verifyCommand('80', TEST_PIN);
const VERIFY_WRONG = verifyCommand('80', '000000');
const WRONG_PUK = verifyCommand('00', '00000000');
const NEW_PIN = '135791';

/** The card that comes out of what the former one kept, as after a restart of the program. */
class Memory {
	readonly states: VirtualCardState[] = [];

	card(options: Partial<VirtualAkisCardOptions> = {}): VirtualAkisCard {
		return testCard({
			state: this.states.at(-1),
			onStateChange: (takeState) => {
				// Through text, as a file would have it.
				this.states.push(JSON.parse(JSON.stringify(takeState())));
			},
			...options,
		});
	}
}

describe('GET DATA and 80 09, the life cycle', () => {
	it('is in operation at first, and changed only under the PUK', async () => {
		const card = testCard();
		expect(await send(card, '80090002')).toBe('6982');
		expect(await sendAll(card, VERIFY_RIGHT, '80090002')).toBe('6982');
		expect(await sendAll(card, verifyCommand('00', TEST_PUK), '80090002')).toBe('9000');
		expect(await send(card, '00CA01040A')).toBe('000000000000A00000009000');
		expect(await sendAll(card, '80090001', '00CA01040A')).toBe('000000000000A50000009000');
	});

	it.each([
		['an unknown stage', '80090003', '6A86'],
		['parameters', '80090102', '6A86'],
		['data', '8009000201AA', '6700'],
	])('refuses %s', async (_, command, status) => {
		expect(await sendAll(testCard(), verifyCommand('00', TEST_PUK), command)).toBe(status);
	});
});

describe('GET CHALLENGE', () => {
	it('gives as many bytes as are asked for, never the same', async () => {
		const card = testCard();
		const [first, second] = [await send(card, '0084000008'), await send(card, '0084000008')];
		expect(first).toMatch(/^.{16}9000$/);
		expect(second).not.toBe(first);
		expect(await sendAll(card, '0084000000')).toMatch(/^.{488}610C$/);
	});

	it('takes them from the source it is given', async () => {
		const random = { bytes: (length: number) => new Uint8Array(length).fill(0xab) };
		expect(await send(testCard({ random }), '0084000004')).toBe('ABABABAB9000');
	});

	it.each([
		['parameters', '0084010008', '6A86'],
		['no length', '00840000', '6700'],
		['data', '0084000001AA08', '6700'],
	])('refuses %s', async (_, command, status) => {
		expect(await send(testCard(), command)).toBe(status);
	});
});

describe('what the card keeps without power', () => {
	it('are its counters, its life cycle and its PINs', async () => {
		const memory = new Memory();
		await sendAll(
			memory.card(),
			verifyCommand('00', TEST_PUK),
			'80090002',
			changeCommand('0200', TEST_PIN, NEW_PIN),
			WRONG_PUK,
			VERIFY_RIGHT,
		);
		const again = memory.card();
		expect(again.condition).toEqual({
			isPowered: true,
			isPinVerified: false,
			pinTriesLeft: 2,
			pukTriesLeft: 2,
			isDestroyed: false,
			lifeCycle: 'administration',
		});
		expect(await send(again, verifyCommand('80', NEW_PIN))).toBe('9000');
		expect(await send(memory.card(), VERIFY_WRONG)).toBe('63C2');
	});

	it('keeps a destroyed card destroyed', async () => {
		const memory = new Memory();
		await sendAll(memory.card(), WRONG_PUK, WRONG_PUK, WRONG_PUK);
		const again = memory.card();
		expect(again.condition.isDestroyed).toBe(true);
		expect(await send(again, VERIFY_RIGHT)).toBe('6983');
	});

	it('unblocks by a PUK of which only the hash is known', async () => {
		const memory = new Memory();
		await sendAll(memory.card(), VERIFY_WRONG, VERIFY_WRONG, VERIFY_WRONG);
		const again = memory.card();
		expect(await send(again, unblockCommand(TEST_PUK, NEW_PIN))).toBe('9000');
		expect(await send(memory.card(), verifyCommand('80', NEW_PIN))).toBe('9000');
	});

	it('holds no PIN that can be read, and hashes the same PIN differently on another card', async () => {
		const [one, other] = [new Memory(), new Memory()];
		await send(one.card(), changeCommand('0200', TEST_PIN, NEW_PIN));
		await send(other.card(), changeCommand('0200', TEST_PIN, NEW_PIN));
		const text = JSON.stringify(one.states);
		for (const secret of [TEST_PIN, TEST_PUK, NEW_PIN]) {
			expect(text).not.toContain(secret);
			expect(text).not.toContain(Buffer.from(secret).toString('hex'));
		}
		expect(one.states.at(-1)?.pin.hash).not.toEqual(other.states.at(-1)?.pin.hash);
	});

	it.each([-1, 4, 1.5])('refuses a counter of %s', async (triesLeft) => {
		const memory = new Memory();
		await send(memory.card(), VERIFY_RIGHT);
		const [state] = memory.states;
		expect(() => testCard({ state: state && { ...state, pin: { ...state.pin, triesLeft } } })).toThrow(
			TypeError,
		);
	});
});

describe('a card that loses its power in the middle of a PIN command', () => {
	/** Counters of PIN and PUK after a power loss at the n-th thing the card saved. */
	async function tornAt(save: number, command: string): Promise<VirtualAkisCard> {
		let saves = 0;
		let card: VirtualAkisCard | undefined;
		card = testCard({
			onStateChange: () => {
				saves += 1;
				if (saves === save) {
					card?.powerOff();
				}
			},
		});
		await expect(card.transmit(bytes(command))).rejects.toThrow(VirtualCardFault);
		card.powerOn();
		return card;
	}

	it('has spent the try before it compared, also for the right PIN', async () => {
		const card = await tornAt(1, VERIFY_RIGHT);
		expect(card.condition).toMatchObject({ pinTriesLeft: 2, isPinVerified: false });
	});

	it('is blocked when that was the last try, though the PIN was right', async () => {
		const memory = new Memory();
		await sendAll(memory.card(), VERIFY_WRONG, VERIFY_WRONG);
		const card = memory.card({ onStateChange: () => card.powerOff() });
		await expect(card.transmit(bytes(VERIFY_RIGHT))).rejects.toThrow(VirtualCardFault);
		card.powerOn();
		expect(card.condition.pinTriesLeft).toBe(0);
	});

	it('has its tries back, but nobody heard of it, when the power goes after the comparison', async () => {
		const card = await tornAt(2, VERIFY_RIGHT);
		expect(card.condition).toMatchObject({ pinTriesLeft: 3, isPinVerified: false });
	});

	it.each([
		['the PUK try is spent', 1, TEST_PIN, 2],
		['the PUK try is back, the PIN is the former one', 2, TEST_PIN, 3],
		['the new PIN is in force', 3, NEW_PIN, 3],
	])('while it unblocks: %s', async (_, save, pin, pukTriesLeft) => {
		const card = await tornAt(save, unblockCommand(TEST_PUK, NEW_PIN));
		expect(card.condition.pukTriesLeft).toBe(pukTriesLeft);
		expect(await send(card, verifyCommand('80', pin))).toBe('9000');
	});

	it.each([
		['the try is spent', 1, TEST_PIN],
		['the PIN is the former one', 2, TEST_PIN],
		['the new PIN is in force', 3, NEW_PIN],
	])('while it changes the PIN: %s', async (_, save, pin) => {
		const card = await tornAt(save, changeCommand('0200', TEST_PIN, NEW_PIN));
		expect(card.condition.pinTriesLeft).toBe(save === 1 ? 2 : 3);
		expect(await send(card, verifyCommand('80', pin))).toBe('9000');
	});

	it('goes no further where what it keeps cannot be kept', async () => {
		const card = testCard({ onStateChange: () => Promise.reject(new Error('full')) });
		await expect(card.transmit(bytes(VERIFY_RIGHT))).rejects.toThrow('full');
		expect(card.condition).toMatchObject({ pinTriesLeft: 2, isPinVerified: false });
	});
});
