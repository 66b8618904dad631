import { generateKeyPairSync } from 'node:crypto';
import { SecretText } from '#text';
import {
	createVirtualAkisCard,
	type VirtualAkisCard,
	type VirtualAkisCardOptions,
	type VirtualCard,
} from '../../../../src/sandbox/card/index.ts';

export const TEST_PIN = '471108';
export const TEST_PUK = '99887766';
export const TEST_SERIAL = bytes('0102030405060708090A0B0C');

/** 600 bytes, each telling its offset: two full transfers and a rest. */
export const SIGNING_FILE = Uint8Array.from({ length: 600 }, (_, index) => index & 0xff);
export const ENCRYPTION_FILE = Uint8Array.from({ length: 244 }, (_, index) => 0xff - (index & 0xff));

/** A powered v1.0 card with two certificate files and no keys, unless told otherwise. */
export function testCard(options: Partial<VirtualAkisCardOptions> = {}): VirtualAkisCard {
	const card = createVirtualAkisCard({
		product: 'v1.0',
		serial: TEST_SERIAL,
		objects: [
			{ use: 'SIGN0', label: '4540536920SIGN0', certificate: SIGNING_FILE },
			{ use: 'ENCR0', label: '4540536920ENCR0', certificate: ENCRYPTION_FILE },
		],
		pin: SecretText.of(TEST_PIN),
		puk: SecretText.of(TEST_PUK),
		...options,
	});
	card.powerOn();
	return card;
}

export function rsaKeyPair() {
	return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

export function bytes(hexadecimal: string): Uint8Array {
	return new Uint8Array(Buffer.from(hexadecimal.replaceAll(' ', ''), 'hex'));
}

export function hex(value: Uint8Array): string {
	return Buffer.from(value).toString('hex').toUpperCase();
}

/** Sends a command in hexadecimal and gives the answer in hexadecimal. */
export async function send(card: VirtualCard, command: string): Promise<string> {
	return hex(await card.transmit(bytes(command)));
}

/** The last of several commands' answers. */
export async function sendAll(card: VirtualCard, ...commands: readonly string[]): Promise<string> {
	let answer = '';
	for (const command of commands) {
		answer = await send(card, command);
	}
	return answer;
}

export function ascii(text: string): string {
	return Buffer.from(text, 'latin1').toString('hex').toUpperCase();
}
