import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logTraffic, type TrafficEntry } from '../../../../src/card/apdu/traffic-log.ts';
import { answeringConnection, bytes, scriptedConnection } from '../scripted-connection.ts';

async function entriesOf(command: string, answer: string): Promise<readonly TrafficEntry[]> {
	const entries: TrafficEntry[] = [];
	const connection = logTraffic(scriptedConnection([[command, answer]]), (entry) => entries.push(entry));
	await connection.transmit(bytes(command));
	return entries;
}

describe('the traffic log', () => {
	test('shows what is chosen and read', async () => {
		expect(await entriesOf('00A40200022F1000', '6F0090009000')).toEqual([
			{
				header: '00A40200',
				dataBytes: 2,
				data: '2F10',
				status: '9000',
				answerBytes: 4,
				answer: '6F009000',
			},
		]);
		expect(await entriesOf('00B00000F4', 'AABB6282')).toMatchObject([
			{ dataBytes: 0, data: '', answer: 'AABB', status: '6282' },
		]);
	});

	test.each([
		['0020008006343731313038', '63C2'],
		['00240200 0E 06343731313038 06393032353137', '9000'],
		['002C0080 06 343731313038', '9000'],
		['002A8086 03 001234', 'AABB9000'],
		['00C0000002', 'AABB9000'],
		['80200080 03 343731', '6E00'],
	])('shows of %s the header and the lengths alone', async (command, answer) => {
		const [entry] = await entriesOf(command, answer);
		expect(entry).toMatchObject({ header: command.slice(0, 8), data: undefined, answer: undefined });
		expect(entry?.status).toBe(answer.slice(-4));
	});

	test('shows of no instruction but the four public ones anything of what was sent', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ minLength: 5, maxLength: 60 }), async (command) => {
				const entries: TrafficEntry[] = [];
				const connection = logTraffic(
					answeringConnection(() => bytes('AABB9000')),
					(entry) => entries.push(entry),
				);
				await connection.transmit(command);
				const isPublic = [0xa4, 0xb0, 0x18, 0xca].includes(command[1] ?? 0);
				expect(entries[0]?.data !== undefined).toBe(isPublic);
				expect(entries[0]?.answer !== undefined).toBe(isPublic);
			}),
		);
	});

	test('has an entry of a command without an answer', async () => {
		const entries: TrafficEntry[] = [];
		const connection = logTraffic(
			answeringConnection(() => {
				throw new Error('torn out');
			}),
			(entry) => entries.push(entry),
		);
		await expect(connection.transmit(bytes('00200080 03 343731'))).rejects.toThrow('torn out');
		expect(entries).toEqual([
			{
				header: '00200080',
				dataBytes: 3,
				data: undefined,
				status: undefined,
				answerBytes: 0,
				answer: undefined,
			},
		]);
	});
});
