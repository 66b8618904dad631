import { constants, publicEncrypt } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SecretText } from '#text';
import { openChannel, openPinChannel } from '../../../../src/card/apdu/channel.ts';
import { APPLICATION_PIN, PinCommand } from '../../../../src/card/apdu/pin-command.ts';
import {
	decipherBlock,
	forgetPin,
	listDirectory,
	openApplication,
	openMasterFile,
	readLifeCycle,
	readSerial,
	signBlock,
} from '../../../../src/card/drivers/akis-v1.ts';
import { createVirtualAkisCard } from '../../../../src/sandbox/card/index.ts';
import { rsaKeyPair, TEST_PIN, TEST_PUK, TEST_SERIAL } from '../../sandbox/card/test-card.ts';
import { hex, type Step, scriptedConnection } from '../scripted-connection.ts';

const never = new AbortController().signal;
const FILE = new Uint8Array(300).fill(7);

function scripted(...steps: readonly Step[]) {
	return openChannel(scriptedConnection(steps), never);
}

/** A fresh channel to a virtual card with a key, the PIN entered. */
async function verified() {
	const { publicKey, privateKey } = rsaKeyPair();
	const card = createVirtualAkisCard({
		product: 'v1.0',
		serial: TEST_SERIAL,
		objects: [{ use: 'ENCR0', label: '4540536920ENCR0', certificate: FILE, privateKey }],
		pin: SecretText.of(TEST_PIN),
		puk: SecretText.of(TEST_PUK),
	});
	card.powerOn();
	const channel = openPinChannel(card, never);
	await openApplication(channel);
	await channel.sendPin(PinCommand.verify(APPLICATION_PIN, SecretText.of(TEST_PIN)));
	return { card, channel, publicKey };
}

describe('the driver of v1.0, against the virtual card', () => {
	test('reads serial number and life cycle', async () => {
		const { channel } = await verified();
		expect(await readSerial(channel)).toBe(hex(TEST_SERIAL));
		expect(await readLifeCycle(channel)).toBe('operation');
	});

	test('lists what lies in a directory', async () => {
		const { channel } = await verified();
		expect(await listDirectory(channel)).toContainEqual({ kind: 'file', fileId: 0x2f10 });
		await openMasterFile(channel);
		expect(await listDirectory(channel)).toContainEqual({ kind: 'directory', fileId: 0x3d00 });
	});

	test('deciphers and signs with the key it chose', async () => {
		const { channel, publicKey } = await verified();
		const block = Uint8Array.from({ length: 256 }, (_, index) => index);
		const key = { key: publicKey, padding: constants.RSA_NO_PADDING };
		const cryptogram = publicEncrypt(key, block);
		expect(hex(await decipherBlock(channel, 1, cryptogram))).toBe(hex(block));
		expect(hex(publicEncrypt(key, await signBlock(channel, 1, block)))).toBe(hex(block));
	});

	test('makes the card forget the PIN', async () => {
		const { card, channel } = await verified();
		expect(card.condition.isPinVerified).toBe(true);
		await forgetPin(channel);
		expect(card.condition.isPinVerified).toBe(false);
	});

	test('signs nothing with a key that is not there', async () => {
		const { channel } = await verified();
		await expect(signBlock(channel, 9, new Uint8Array(256))).rejects.toMatchObject({
			code: 'unexpected-status',
		});
	});
});

describe('what a card may answer', () => {
	const SELECT = '00A4040007504B43532D313500';

	test.each([
		['6F03900102 9000', { isWrongEntered: false, isLastTry: false }],
		['6F03900142 9000', { isWrongEntered: true, isLastTry: false }],
		['6F039001C2 9000', { isWrongEntered: true, isLastTry: true }],
		['6F03900182 9000', { isWrongEntered: false, isLastTry: true }],
		['6F028001 9000', undefined],
		['6F029000 9000', undefined],
		['6F7F9001C2 9000', undefined],
		['9001C2 9000', undefined],
		['9000', undefined],
	])('to a selection: %s', async (answer, flags) => {
		expect(await openApplication(scripted([SELECT, answer]))).toEqual(flags);
	});

	test('to a question for its number: too little is none', async () => {
		expect(await readSerial(scripted(['00CA01064D', `${'11'.repeat(66)}9000`]))).toBeUndefined();
		expect(await readSerial(scripted(['00CA01064D', '6D00']))).toBeUndefined();
	});

	test.each([
		['A0', 'administration'],
		['A5', 'operation'],
		['00', 'other'],
	])('as its life cycle: %s is %s', async (byte, expected) => {
		const answer = `${'00'.repeat(6)}${byte}${'00'.repeat(3)}9000`;
		expect(await readLifeCycle(scripted(['00CA01040A', answer]))).toBe(expected);
	});

	test.each(['2E2F10', '2F2F', '00'.repeat(20)])('to a listing: %s is no file', async (record) => {
		await expect(listDirectory(scripted(['8018000000', `${record}9000`]))).rejects.toMatchObject({
			code: 'malformed-answer',
		});
	});
});
