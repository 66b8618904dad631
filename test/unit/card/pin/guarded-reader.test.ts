import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Reader } from '#card';
import { bytes, hex } from '../scripted-connection.ts';
import { guardedReader } from './guarded-reader.ts';

const SERIAL = '0102030405060708090A0B0C';
const PIN_COMMANDS = ['00200080 06 343731313038', '00240200 02 0000', '002C0080 01 00', '00200080'];

function readerWithCard(isVirtual: boolean) {
	const sent: string[] = [];
	const reader: Reader = {
		name: 'reader',
		isVirtual,
		connect: async () => ({
			transmit: async (command) => {
				sent.push(hex(command));
				return command[1] === 0xca
					? bytes(`${'00'.repeat(55)}${SERIAL}${'00'.repeat(10)}9000`)
					: bytes('9000');
			},
			close: async () => undefined,
		}),
	};
	return { reader, sent };
}

async function send(reader: Reader, command: string): Promise<void> {
	await (await reader.connect('exclusive')).transmit(bytes(command));
}

describe('a test', () => {
	test.each(PIN_COMMANDS)('sends no PIN to a real reader: %s', async (command) => {
		const { reader, sent } = readerWithCard(false);
		await expect(send(guardedReader(reader), command)).rejects.toThrow('must not send a PIN');
		await expect(send(guardedReader(reader, '00'.repeat(12)), command)).rejects.toThrow('must not send');
		expect(sent.every((apdu) => apdu.startsWith('00CA'))).toBe(true);
	});

	test.each(PIN_COMMANDS)(
		'sends one to the card that was named, and to a virtual one: %s',
		async (command) => {
			const real = readerWithCard(false);
			await send(guardedReader(real.reader, SERIAL), command);
			expect(real.sent.at(-1)).toBe(hex(bytes(command)));
			const virtual = readerWithCard(true);
			await send(guardedReader(virtual.reader), command);
			expect(virtual.sent).toEqual([hex(bytes(command))]);
		},
	);

	test('sends everything else as it is', async () => {
		const { reader, sent } = readerWithCard(false);
		await send(guardedReader(reader), '00A40200022F1000');
		expect(sent).toEqual(['00A40200022F1000']);
	});

	test('that opens the system’s readers and can send a PIN goes through the guard', () => {
		const root = join(import.meta.dirname, '../../../..');
		const unguarded = ['test', 'bench', 'scripts']
			.flatMap((folder) =>
				readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
					join(folder, path),
				),
			)
			.filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('guarded-reader.test.ts'))
			.filter((path) => {
				const text = readFileSync(join(root, path), 'utf8');
				const hasRealReaders = text.includes('createPcscLiteService') || text.includes('pcscReader');
				const sendsPins = /createPinDesk|openPinChannel|PinCommand/.test(text);
				return hasRealReaders && sendsPins && !text.includes('guardedReader');
			});
		expect(unguarded).toEqual([]);
	});
});
