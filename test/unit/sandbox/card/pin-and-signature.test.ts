import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SecretText } from '#text';
import { changeCommand, verifyCommand } from './pin-apdus.ts';
import { bytes, hex, rsaKeyPair, send, sendAll, TEST_PIN, TEST_PUK, testCard } from './test-card.ts';

const VERIFY_RIGHT = verifyCommand('80', TEST_PIN);
const VERIFY_WRONG = verifyCommand('80', '000000');
const SELECT_KEY = '0022C301';

describe('VERIFY', () => {
	it('takes the right PIN, counts the wrong ones and blocks at the third', async () => {
		const card = testCard();
		expect(await send(card, VERIFY_RIGHT)).toBe('9000');
		expect(await send(card, VERIFY_WRONG)).toBe('63C2');
		expect(await send(card, VERIFY_WRONG)).toBe('63C1');
		expect(await send(card, VERIFY_WRONG)).toBe('6983');
		expect(await send(card, VERIFY_RIGHT)).toBe('6983');
	});

	it('gives all tries back after the right PIN', async () => {
		const card = testCard();
		await sendAll(card, VERIFY_WRONG, VERIFY_WRONG);
		expect(await send(card, VERIFY_RIGHT)).toBe('9000');
		expect(await send(card, VERIFY_WRONG)).toBe('63C2');
	});

	it('keeps its count over resets and losses of power', async () => {
		const card = testCard();
		await send(card, VERIFY_WRONG);
		card.reset();
		expect(await send(card, VERIFY_WRONG)).toBe('63C1');
		card.powerOff();
		card.powerOn();
		expect(await send(card, VERIFY_WRONG)).toBe('6983');
	});

	it('counts an empty PIN as a wrong one', async () => {
		expect(await send(testCard(), '00200080')).toBe('63C2');
	});

	it('counts the PUK apart from the PIN', async () => {
		const card = testCard();
		await sendAll(card, VERIFY_WRONG, VERIFY_WRONG, VERIFY_WRONG);
		expect(await send(card, verifyCommand('00', TEST_PUK))).toBe('9000');
		expect(await send(card, verifyCommand('00', TEST_PIN))).toBe('63C2');
	});

	it.each([
		['an unknown reference', '0020008106303030303030', '6A88'],
		['parameters', '0020018006303030303030', '6A86'],
	])('refuses %s without counting', async (_, command, status) => {
		const card = testCard();
		expect(await send(card, command)).toBe(status);
		expect(await send(card, VERIFY_WRONG)).toBe('63C2');
	});

	it('does not touch the values it was given', async () => {
		const pin = SecretText.of(TEST_PIN);
		const card = testCard({ pin });
		await send(card, changeCommand('0200', TEST_PIN, '135791'));
		expect(pin.reveal()).toBe(TEST_PIN);
		pin.wipe();
		expect(await send(card, verifyCommand('80', '135791'))).toBe('9000');
	});

	it.each(['', '12345', '12345678901234567'])('cannot be had on a card made with the PIN "%s"', (pin) => {
		expect(() => testCard({ pin: SecretText.of(pin) })).toThrow(TypeError);
	});
});

describe('CHANGE REFERENCE DATA', () => {
	it('puts the new PIN in the place of the old one', async () => {
		const card = testCard();
		expect(await send(card, changeCommand('0200', TEST_PIN, '135791'))).toBe('9000');
		expect(await send(card, VERIFY_RIGHT)).toBe('63C2');
		expect(await send(card, verifyCommand('80', '135791'))).toBe('9000');
	});

	it('changes the PUK under its own parameters', async () => {
		const card = testCard();
		expect(await send(card, changeCommand('0100', TEST_PUK, '24681357'))).toBe('9000');
		expect(await send(card, verifyCommand('00', '24681357'))).toBe('9000');
	});

	it('counts a wrong old PIN and leaves everything as it was', async () => {
		const card = testCard();
		expect(await send(card, changeCommand('0200', '000000', '135791'))).toBe('63C2');
		expect(await send(card, VERIFY_RIGHT)).toBe('9000');
	});

	it.each([
		['no data', '00240200', '6A80'],
		['lengths that do not fit', '00240200 04 06313233', '6A80'],
		['a new PIN that is too short', changeCommand('0200', '000000', '12345'), '6A80'],
		['a new PIN that is too long', changeCommand('0200', '000000', '12345678901234567'), '6A80'],
		['an unknown kind', changeCommand('0300', '000000', '135791'), '6A86'],
		['a reference beside the application PIN', changeCommand('0280', '000000', '135791'), '6A86'],
		['an unknown reference', changeCommand('0105', '000000', '135791'), '6A88'],
	])('refuses %s without counting', async (_, command, status) => {
		const card = testCard();
		expect(await send(card, command)).toBe(status);
		expect(await send(card, VERIFY_WRONG)).toBe('63C2');
	});
});

describe('COMPUTE DIGITAL SIGNATURE', () => {
	const keys = rsaKeyPair();
	const objects = [
		{ use: 'SIGN0', label: 'SIGN0', certificate: Uint8Array.of(1), privateKey: keys.privateKey },
	] as const;
	const message = Buffer.from('mühür');
	/** What a driver pads in software: the expected signature, opened with the public key. */
	const block = paddedBlock();
	const chained = [`102A9E9AF4${hex(block.slice(0, 244))}`, `002A9E9A0C${hex(block.slice(244))}F4`];

	function paddedBlock(): Uint8Array {
		const modulus = BigInt(`0x${Buffer.from(jwkPart('n'), 'base64url').toString('hex')}`);
		const signature = BigInt(`0x${sign('sha256', message, keys.privateKey).toString('hex')}`);
		let power = 1n;
		for (let step = 0; step < 65_537; step += 1) {
			power = (power * signature) % modulus;
		}
		return bytes(power.toString(16).padStart(512, '0'));
	}

	function jwkPart(part: 'n'): string {
		return keys.publicKey.export({ format: 'jwk' })[part] ?? '';
	}

	it('signs a block sent in a chain, and gives the answer in two parts', async () => {
		const card = testCard({ objects });
		const first = await sendAll(card, VERIFY_RIGHT, SELECT_KEY, ...chained);
		expect(first.slice(-4)).toBe('610C');
		const second = await send(card, '00C000000C');
		const signature = bytes(first.slice(0, -4) + second.slice(0, -4));
		expect(verify('sha256', message, keys.publicKey, signature)).toBe(true);
	});

	it('needs the PIN, also after LOGOUT and after a reset', async () => {
		const card = testCard({ objects });
		expect(await sendAll(card, SELECT_KEY, ...chained)).toBe('6982');
		expect(await sendAll(card, VERIFY_RIGHT, '801A0000', SELECT_KEY, ...chained)).toBe('6982');
		await send(card, VERIFY_RIGHT);
		card.reset();
		expect(await sendAll(card, SELECT_KEY, ...chained)).toBe('6982');
	});

	it('needs the PIN again after a wrong one, and the PUK does not stand in for it', async () => {
		const card = testCard({ objects });
		expect(await sendAll(card, VERIFY_RIGHT, VERIFY_WRONG, SELECT_KEY, ...chained)).toBe('6982');
		expect(await sendAll(card, verifyCommand('00', TEST_PUK), SELECT_KEY, ...chained)).toBe('6982');
	});

	it.each([
		['no key chosen', [VERIFY_RIGHT, ...chained], '6985'],
		['a key that is not there', ['0022C307'], '6A88'],
		['another kind of environment', ['00228101'], '6A86'],
		['data with the choice of the key', ['0022C3010100'], '6700'],
		['a block of another length', [VERIFY_RIGHT, SELECT_KEY, '002A9E9A0401020304 00'], '6700'],
		[
			'a number above the modulus',
			[VERIFY_RIGHT, SELECT_KEY, `102A9E9AF4${'FF'.repeat(244)}`, `002A9E9A0C${'FF'.repeat(12)}00`],
			'6A80',
		],
		[
			'a chain that another command broke',
			[VERIFY_RIGHT, SELECT_KEY, chained[0] ?? '', '00A40000023F0000', chained[1] ?? ''],
			'6700',
		],
		[
			'a chain that a malformed command broke',
			[VERIFY_RIGHT, SELECT_KEY, chained[0] ?? '', '00', chained[1] ?? ''],
			'6700',
		],
		[
			'a chain that is too long',
			[`102A9E9AFF${'00'.repeat(255)}`, `102A9E9AFF${'00'.repeat(255)}`, `102A9E9AFF${'00'.repeat(255)}`],
			'6700',
		],
		['another operation', [VERIFY_RIGHT, SELECT_KEY, '002A8286010000'], '6A86'],
	])('refuses %s', async (_, commands, status) => {
		expect(await sendAll(testCard({ objects }), ...commands)).toBe(status);
	});

	it('knows no EC keys, as v1.0 does not', async () => {
		const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
		const card = testCard({
			objects: [{ use: 'SIGN0', label: 'EC', certificate: Uint8Array.of(1), privateKey }],
		});
		expect(await send(card, SELECT_KEY)).toBe('6A88');
	});
});
