import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CardError } from '#card';
import { MAX_APDUS, MAX_RESPONSE_PARTS, openChannel } from '../../../src/card/apdu/channel.ts';
import {
	chooseKey,
	encodeCommand,
	MAX_READ_OFFSET,
	readBinary,
	selectByName,
	selectByPath,
	selectElementaryFile,
} from '../../../src/card/apdu/command.ts';
import { interpretStatus } from '../../../src/card/apdu/status.ts';
import { limitTime } from '../../../src/card/apdu/time-limit.ts';
import { findTlv, readTlvs } from '../../../src/card/apdu/tlv.ts';
import { manualTimer } from './manual-timer.ts';
import { answeringConnection, bytes, hex, type Step, scriptedConnection } from './scripted-connection.ts';

const never = new AbortController().signal;

describe('commands', () => {
	test('have the bytes that ISO 7816-4 gives them', () => {
		expect(hex(encodeCommand(selectByName(Buffer.from('PKCS-15'))))).toBe('00A4040007504B43532D313500');
		expect(hex(encodeCommand(selectByPath(bytes('3F003D00'))))).toBe('00A40800043F003D0000');
		expect(hex(encodeCommand(selectElementaryFile(0x2f10)))).toBe('00A40200022F1000');
		expect(hex(encodeCommand(readBinary(0x01e8, 0xf4)))).toBe('00B001E8F4');
		expect(hex(encodeCommand({ cla: 0, ins: 0x84, p1: 0, p2: 0 }))).toBe('00840000');
	});

	test('write an expected length of 256 as 00', () => {
		expect(hex(encodeCommand(readBinary(0, 256)))).toBe('00B0000000');
	});

	test('are refused where they are our own mistake', () => {
		expect(() => readBinary(MAX_READ_OFFSET + 1, 1)).toThrow(TypeError);
		expect(() => encodeCommand(readBinary(0, 257))).toThrow(TypeError);
		expect(() => encodeCommand(readBinary(0, 0))).toThrow(TypeError);
		expect(() => encodeCommand(selectByName(new Uint8Array()))).toThrow(TypeError);
		expect(() => encodeCommand(selectByName(new Uint8Array(256)))).toThrow(TypeError);
	});
});

describe('status words', () => {
	test.each([
		[0x9000, { kind: 'done' }],
		[0x6100, { kind: 'more-data', lengthBytes: 256 }],
		[0x610c, { kind: 'more-data', lengthBytes: 12 }],
		[0x6c00, { kind: 'wrong-expected-length', lengthBytes: 256 }],
		[0x6cf4, { kind: 'wrong-expected-length', lengthBytes: 244 }],
		[0x63c2, { kind: 'wrong-pin', triesLeft: 2 }],
		[0x63c0, { kind: 'wrong-pin', triesLeft: 0 }],
		[0x6300, { kind: 'other', word: '6300' }],
		[0x6983, { kind: 'pin-blocked' }],
		[0x6a82, { kind: 'file-not-found' }],
		[0x0000, { kind: 'other', word: '0000' }],
		[0x90ab, { kind: 'other', word: '90AB' }],
	])('%i means %j', (word, meaning) => {
		expect(interpretStatus(word)).toEqual(meaning);
	});

	test('say done for 9000 and for nothing else', () => {
		const done = Array.from({ length: 0x10000 }, (_, word) => word).filter(
			(word) => interpretStatus(word).kind === 'done',
		);
		expect(done).toEqual([0x9000]);
	});
});

describe('the channel', () => {
	const exchange = async (steps: readonly Step[], command = readBinary(0, 0xf4)) => {
		const connection = scriptedConnection(steps);
		const channel = openChannel(connection, never);
		const { data, status } = await channel.exchange(command);
		connection.assertUsedUp();
		return { data: hex(data), status: status.kind, apduCount: channel.apduCount };
	};

	test('fetches the rest of an answer and gives all of it at once', async () => {
		const steps: Step[] = [
			['00B00000F4', '0102 6102'],
			['00C0000002', '0304 6101'],
			['00C0000001', '05 9000'],
		];
		expect(await exchange(steps)).toEqual({ data: '0102030405', status: 'done', apduCount: 3 });
	});

	test('corrects the expected length once', async () => {
		const steps: Step[] = [
			['00B00000F4', '6C02'],
			['00B0000002', '0102 9000'],
		];
		expect(await exchange(steps)).toEqual({ data: '0102', status: 'done', apduCount: 2 });
	});

	test('does not correct the expected length a second time', async () => {
		const steps: Step[] = [
			['00B00000F4', '6C02'],
			['00B0000002', '6C03'],
		];
		expect(await exchange(steps)).toMatchObject({ status: 'wrong-expected-length', apduCount: 2 });
	});

	test('never repeats a command without an expected length', async () => {
		expect(await exchange([['0022C301', '6C02']], chooseKey(1))).toMatchObject({ apduCount: 1 });
	});

	test('corrects the length of a GET RESPONSE too', async () => {
		const steps: Step[] = [
			['00B00000F4', '01 6105'],
			['00C0000005', '6C01'],
			['00C0000001', '02 9000'],
		];
		expect(await exchange(steps)).toMatchObject({ data: '0102', status: 'done' });
	});

	test.each([
		['', 'card-lost'],
		['90', 'card-lost'],
		['00'.repeat(259), 'malformed-answer'],
	])('takes the answer "%s" for no answer', async (answer, code) => {
		await expect(exchange([['00B00000F4', answer]])).rejects.toMatchObject({ name: 'CardError', code });
	});

	test('ends where a card announces more and gives nothing', async () => {
		const connection = answeringConnection(() => bytes('6110'));
		const exchanging = openChannel(connection, never).exchange(readBinary(0, 1));
		await expect(exchanging).rejects.toMatchObject({ code: 'malformed-answer' });
	});

	test('ends where a card announces more without end', async () => {
		let answers = 0;
		const connection = answeringConnection(() => {
			answers++;
			return bytes('00 6101');
		});
		const exchanging = openChannel(connection, never).exchange(readBinary(0, 1));
		await expect(exchanging).rejects.toMatchObject({ code: 'limit-exceeded' });
		expect(answers).toBe(MAX_RESPONSE_PARTS + 1);
	});

	test('sends a bounded number of commands in all', async () => {
		const channel = openChannel(
			answeringConnection(() => bytes('9000')),
			never,
		);
		for (let sent = 0; sent < MAX_APDUS; sent++) {
			await channel.exchange(readBinary(0, 1));
		}
		await expect(channel.exchange(readBinary(0, 1))).rejects.toMatchObject({ code: 'limit-exceeded' });
		expect(channel.apduCount).toBe(MAX_APDUS);
	});

	test('sends nothing more once it was called off', async () => {
		const controller = new AbortController();
		const channel = openChannel(scriptedConnection([]), controller.signal);
		controller.abort(new Error('called off'));
		await expect(channel.exchange(readBinary(0, 1))).rejects.toThrow('called off');
	});

	test('ends in an answer or a card error for any answers a card can give', async () => {
		await fc.assert(
			fc.asyncProperty(fc.infiniteStream(fc.uint8Array({ maxLength: 300 })), async (answers) => {
				const connection = answeringConnection(() => answers.next().value ?? new Uint8Array());
				try {
					await openChannel(connection, never).exchange(readBinary(0, 0xf4));
				} catch (error) {
					expect(error).toBeInstanceOf(CardError);
				}
			}),
		);
	});
});

describe('the time limit', () => {
	test('ends a command without an answer, and no other is sent on that connection', async () => {
		const timer = manualTimer();
		const sent: string[] = [];
		const stuck = {
			transmit: (command: Uint8Array) => {
				sent.push(hex(command));
				return new Promise<Uint8Array>(() => undefined);
			},
			close: async () => undefined,
		};
		const connection = limitTime(stuck, 500, timer);
		const first = connection.transmit(bytes('01'));
		timer.fire(500);
		await expect(first).rejects.toMatchObject({ code: 'timeout' });
		await expect(connection.transmit(bytes('02'))).rejects.toMatchObject({ code: 'timeout' });
		expect(sent).toEqual(['01']);
	});

	test('leaves no delay running after an answer', async () => {
		const timer = manualTimer();
		const connection = limitTime(scriptedConnection([['01', '9000']]), 500, timer);
		expect(hex(await connection.transmit(bytes('01')))).toBe('9000');
		expect(timer.delays).toEqual([]);
	});

	test('ends a close that does not come back, and says that it may not be done', async () => {
		const timer = manualTimer();
		const stuck = {
			transmit: async () => new Uint8Array(),
			close: () => new Promise<undefined>(() => undefined),
		};
		const closing = limitTime(stuck, 500, timer).close('leave');
		timer.fire(500);
		await expect(closing).resolves.toBe('not-done');
	});
});

describe('data objects', () => {
	test('are found by their tag, behind padding and others', () => {
		const fci = bytes('6F0C 8002 0650 8201 01 8302 2F10 00 FF 5F2E01 AA');
		expect(hex(findTlv(findTlv(fci, 0x6f) ?? new Uint8Array(), 0x83) ?? new Uint8Array())).toBe('2F10');
		expect(hex(findTlv(fci, 0x5f2e) ?? new Uint8Array())).toBe('AA');
		expect(findTlv(fci, 0x85)).toBeUndefined();
	});

	test.each(['80', '8001', '808000', '8085010000000000', '5F', '5F81', '5F818181 00', '80840100000000'])(
		'are refused: %s',
		(text) => {
			expect(() => [...readTlvs(bytes(text))]).toThrow(CardError);
		},
	);

	test('never lie outside the bytes they are read from, whatever the bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
				try {
					const total = [...readTlvs(data)].reduce((sum, { value }) => sum + value.length + 2, 0);
					expect(total).toBeLessThanOrEqual(data.length);
				} catch (error) {
					expect(error).toMatchObject({ code: 'malformed-answer' });
				}
			}),
		);
	});
});
