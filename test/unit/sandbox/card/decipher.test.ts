import { constants, privateEncrypt, publicEncrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyCommand } from './pin-apdus.ts';
import { bytes, hex, rsaKeyPair, send, sendAll, TEST_PIN, testCard } from './test-card.ts';

const VERIFY_RIGHT = verifyCommand('80', TEST_PIN);
const SELECT_KEY = '0022C301';

describe('DECIPHER', () => {
	const keys = rsaKeyPair();
	const objects = [
		{ use: 'ENCR0', label: 'ENCR0', certificate: Uint8Array.of(1), privateKey: keys.privateKey },
	] as const;
	const message = Buffer.from('gizli anahtar');
	const cryptogram = publicEncrypt({ key: keys.publicKey, padding: constants.RSA_PKCS1_PADDING }, message);
	const chained = chain(`00${hex(cryptogram)}`);

	/** 257 bytes, as any reader of short commands has to send them. */
	function chain(data: string): readonly string[] {
		return [`102A8086F4${data.slice(0, 488)}`, `002A80860D${data.slice(488)}F4`];
	}

	it('gives the block with its padding, in two parts', async () => {
		const card = testCard({ objects });
		const first = await sendAll(card, VERIFY_RIGHT, SELECT_KEY, ...chained);
		expect(first.slice(-4)).toBe('610C');
		const second = await send(card, '00C000000C');
		const block = bytes(first.slice(0, -4) + second.slice(0, -4));
		expect(hex(block)).toMatch(/^0002/);
		expect(Buffer.from(block.slice(-message.length))).toEqual(message);
		expect(block[block.length - message.length - 1]).toBe(0);
	});

	it('needs the PIN', async () => {
		expect(await sendAll(testCard({ objects }), SELECT_KEY, ...chained)).toBe('6982');
	});

	it.each([
		['no key chosen', [VERIFY_RIGHT, ...chained], '6985'],
		['a cryptogram without its padding indicator', [VERIFY_RIGHT, SELECT_KEY, ...shortened()], '6700'],
		['another padding indicator', [VERIFY_RIGHT, SELECT_KEY, ...chain(`81${hex(cryptogram)}`)], '6A80'],
		['nothing', [VERIFY_RIGHT, SELECT_KEY, '002A808600'], '6700'],
		['a number above the modulus', [VERIFY_RIGHT, SELECT_KEY, ...chain(`00${'FF'.repeat(256)}`)], '6A80'],
	])('refuses %s', async (_, commands, status) => {
		expect(await sendAll(testCard({ objects }), ...commands)).toBe(status);
	});

	function shortened(): readonly string[] {
		const data = `00${hex(cryptogram.subarray(1))}`;
		return [`102A8086F4${data.slice(0, 488)}`, `002A80860C${data.slice(488)}F4`];
	}

	it('undoes what the private key itself made, as raw RSA does', async () => {
		const block = Uint8Array.from({ length: 256 }, (_, index) => (index === 0 ? 0 : index));
		const encrypted = publicEncrypt({ key: keys.publicKey, padding: constants.RSA_NO_PADDING }, block);
		const card = testCard({ objects });
		const answer = await sendAll(card, VERIFY_RIGHT, SELECT_KEY, ...chain(`00${hex(encrypted)}`));
		expect(answer).toBe(`${hex(block.slice(0, 244))}610C`);
		expect(privateEncrypt({ key: keys.privateKey, padding: constants.RSA_NO_PADDING }, encrypted)).toEqual(
			Buffer.from(block),
		);
	});
});
