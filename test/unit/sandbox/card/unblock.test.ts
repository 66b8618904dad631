import { describe, expect, it } from 'vitest';
import { changeCommand, unblockCommand, verifyCommand } from './pin-apdus.ts';
import { rsaKeyPair, send, sendAll, TEST_PIN, TEST_PUK, testCard } from './test-card.ts';

const VERIFY_RIGHT = verifyCommand('80', TEST_PIN);
const VERIFY_WRONG = verifyCommand('80', '000000');
const BLOCK = [VERIFY_WRONG, VERIFY_WRONG, VERIFY_WRONG];
const NEW_PIN = '135791';
const WRONG_PUK = '00000000';

describe("RESET RETRY COUNTER, the sandbox's own", () => {
	it('frees a blocked card with a new PIN and all tries', async () => {
		const card = testCard();
		await sendAll(card, ...BLOCK);
		expect(await send(card, unblockCommand(TEST_PUK, NEW_PIN))).toBe('9000');
		expect(card.condition).toMatchObject({ pinTriesLeft: 3, pukTriesLeft: 3, isPinVerified: false });
		expect(await send(card, verifyCommand('80', NEW_PIN))).toBe('9000');
		expect(await send(card, VERIFY_RIGHT)).toBe('63C2');
	});

	it('does not enter the PIN, and takes back one that was entered', async () => {
		const { privateKey } = rsaKeyPair();
		const card = testCard({
			objects: [{ use: 'SIGN0', label: 'SIGN0', certificate: Uint8Array.of(1), privateKey }],
		});
		await sendAll(card, VERIFY_RIGHT, unblockCommand(TEST_PUK, NEW_PIN), '0022C301');
		expect(await send(card, '002A9E9A01AA00')).toBe('6982');
		expect(await send(card, '80090002')).toBe('6982');
	});

	it('counts wrong PUKs, gives the tries back after the right one, and leaves the PIN as it was', async () => {
		const card = testCard();
		expect(await send(card, unblockCommand(WRONG_PUK, NEW_PIN))).toBe('63C2');
		expect(await send(card, unblockCommand(WRONG_PUK, NEW_PIN))).toBe('63C1');
		expect(await send(card, VERIFY_RIGHT)).toBe('9000');
		expect(await send(card, unblockCommand(TEST_PUK, NEW_PIN))).toBe('9000');
		expect(await send(card, unblockCommand(WRONG_PUK, NEW_PIN))).toBe('63C2');
	});

	it('counts wrong PUKs together with those of VERIFY and CHANGE', async () => {
		const card = testCard();
		await sendAll(card, verifyCommand('00', WRONG_PUK), changeCommand('0100', WRONG_PUK, '12345678'));
		expect(card.condition.pukTriesLeft).toBe(1);
		expect(await send(card, unblockCommand(WRONG_PUK, NEW_PIN))).toBe('6983');
	});

	it("shows in the master file's tag 90, without a comparison, how the PUK stands", async () => {
		const card = testCard();
		const flags = async (): Promise<string> => (await send(card, '00A40000023F0000')).slice(-8);
		expect(await flags()).toBe('01029000');
		await sendAll(card, ...BLOCK);
		expect(await flags()).toBe('01029000');
		await send(card, unblockCommand(WRONG_PUK, NEW_PIN));
		expect(await flags()).toBe('01429000');
		await send(card, unblockCommand(WRONG_PUK, NEW_PIN));
		expect(await flags()).toBe('01C29000');
	});

	it('cuts the data by the length of the PUK that is in force', async () => {
		const card = testCard();
		await send(card, changeCommand('0100', TEST_PUK, '2468135790'));
		expect(await send(card, unblockCommand('2468135790', NEW_PIN))).toBe('9000');
		expect(await send(card, verifyCommand('80', NEW_PIN))).toBe('9000');
	});

	it.each([
		['nothing', '002C0080', '6A80'],
		['a PUK alone', unblockCommand(TEST_PUK, ''), '6A80'],
		['a new PIN that is too short', unblockCommand(WRONG_PUK, '12345'), '6A80'],
		['a new PIN that is too long', unblockCommand(WRONG_PUK, '12345678901234567'), '6A80'],
		['another form of the command', '002C018008 3939383837373636', '6A86'],
		['another reference', '002C000008 3939383837373636', '6A88'],
	])('refuses %s without counting', async (_, command, status) => {
		const card = testCard();
		expect(await send(card, command)).toBe(status);
		expect(card.condition).toMatchObject({ pinTriesLeft: 3, pukTriesLeft: 3 });
	});

	it('is not there on cards of which only the reading is public', async () => {
		expect(await send(testCard({ product: 'v2.2.8' }), unblockCommand(TEST_PUK, NEW_PIN))).toBe('6D00');
	});
});

describe('three wrong PUKs', () => {
	it('destroy the card for good: every PIN command answers 6983, right or wrong', async () => {
		const card = testCard();
		await send(card, VERIFY_RIGHT);
		const wrong = unblockCommand(WRONG_PUK, NEW_PIN);
		expect(await sendAll(card, wrong, wrong, wrong)).toBe('6983');
		expect(card.condition).toMatchObject({ isDestroyed: true, isPinVerified: false });
		card.powerOff();
		card.powerOn();
		for (const command of [
			VERIFY_RIGHT,
			VERIFY_WRONG,
			verifyCommand('00', TEST_PUK),
			changeCommand('0200', TEST_PIN, NEW_PIN),
			changeCommand('0100', TEST_PUK, '12345678'),
			unblockCommand(TEST_PUK, NEW_PIN),
			'00200080',
			'00240200',
			'002C0080',
		]) {
			expect(await send(card, command)).toBe('6983');
		}
	});

	it('leave the certificates readable', async () => {
		const card = testCard();
		const wrong = verifyCommand('00', WRONG_PUK);
		await sendAll(card, wrong, wrong, wrong);
		expect(await sendAll(card, '00A40800063F003D002F1000', '00B0000002')).toBe('00019000');
	});
});
