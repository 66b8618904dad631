import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SecretText } from '#text';
import { openChannel, openPinChannel } from '../../../../src/card/apdu/channel.ts';
import { APPLICATION_PIN, PinCommand } from '../../../../src/card/apdu/pin-command.ts';
import { answeringConnection, bytes, hex, scriptedConnection } from '../scripted-connection.ts';

const never = new AbortController().signal;
const pin = SecretText.of('471108');
const other = SecretText.of('90251733');

describe('a PIN-bearing command', () => {
	test('has the bytes that OpenSC’s driver gives it', () => {
		expect(hex(PinCommand.verify(APPLICATION_PIN, pin).take())).toBe('0020008006343731313038');
		expect(hex(PinCommand.change(APPLICATION_PIN, pin, other).take())).toBe(
			'002402001006343731313038083930323531373333',
		);
		expect(hex(PinCommand.resetRetryCounter(APPLICATION_PIN, other, pin).take())).toBe(
			'002C00800E3930323531373333343731313038',
		);
	});

	test('is given out once', () => {
		const command = PinCommand.verify(APPLICATION_PIN, pin);
		command.take();
		expect(() => command.take()).toThrow(TypeError);
	});

	test('is not given out after it was wiped, and nothing of it is left', () => {
		const command = PinCommand.verify(APPLICATION_PIN, pin);
		const apdu = command.take();
		command.wipe();
		expect(apdu.every((byte) => byte === 0)).toBe(true);
		const unused = PinCommand.verify(APPLICATION_PIN, pin);
		unused.wipe();
		expect(() => unused.take()).toThrow(TypeError);
	});

	test('is never empty, nor longer than one command takes', () => {
		const wiped = SecretText.of('471108');
		wiped.wipe();
		const long = SecretText.of('4'.repeat(256));
		for (const make of [
			() => PinCommand.verify(APPLICATION_PIN, SecretText.empty),
			() => PinCommand.verify(APPLICATION_PIN, wiped),
			() => PinCommand.verify(APPLICATION_PIN, long),
			() => PinCommand.change(APPLICATION_PIN, pin, SecretText.empty),
			() => PinCommand.resetRetryCounter(APPLICATION_PIN, SecretText.empty, pin),
		]) {
			expect(make).toThrow(TypeError);
		}
	});
});

describe('a channel', () => {
	test.each([0x20, 0x24, 0x2c])('sends no instruction %i but by its own way', async (ins) => {
		const channel = openChannel(scriptedConnection([]), never);
		for (const data of [undefined, bytes('343731313038')]) {
			const command = { cla: 0, ins, p1: 0, p2: 0x80, ...(data === undefined ? {} : { data }) };
			await expect(channel.exchange(command)).rejects.toThrow(TypeError);
		}
		expect(channel.apduCount).toBe(0);
	});

	test.each(['6C06', '6110', '63C2', '6F00'])('sends no second command after %s to a PIN', async (answer) => {
		const connection = scriptedConnection([['0020008006343731313038', answer]]);
		const channel = openPinChannel(connection, never);
		const { data } = await channel.sendPin(PinCommand.verify(APPLICATION_PIN, pin));
		expect(data).toHaveLength(0);
		expect(channel.apduCount).toBe(1);
		connection.assertUsedUp();
	});

	test('carries one PIN-bearing command, whatever became of it', async () => {
		const channel = openPinChannel(
			answeringConnection(() => {
				throw new Error('torn out');
			}),
			never,
		);
		await expect(channel.sendPin(PinCommand.verify(APPLICATION_PIN, pin))).rejects.toThrow('torn out');
		expect(channel.isPinSent).toBe(true);
		await expect(channel.sendPin(PinCommand.verify(APPLICATION_PIN, pin))).rejects.toThrow(TypeError);
		expect(channel.apduCount).toBe(1);
	});

	test('does not send one after it was called off, and hears nothing more after it was sent', async () => {
		const controller = new AbortController();
		const called = openPinChannel(scriptedConnection([]), AbortSignal.abort(new Error('called off')));
		await expect(called.sendPin(PinCommand.verify(APPLICATION_PIN, pin))).rejects.toThrow('called off');
		expect(called.isPinSent).toBe(false);
		const channel = openPinChannel(
			answeringConnection(() => bytes('9000')),
			controller.signal,
		);
		await channel.sendPin(PinCommand.verify(APPLICATION_PIN, pin));
		controller.abort();
		await expect(channel.exchange({ cla: 0, ins: 0x84, p1: 0, p2: 0 })).resolves.toMatchObject({
			status: { kind: 'done' },
		});
	});
});

describe('the source', () => {
	test('makes PIN-bearing commands in one file only', () => {
		const room = join(import.meta.dirname, '../../../../src/card');
		const makers = readdirSync(room, { recursive: true, encoding: 'utf8' })
			.filter((path) => path.endsWith('.ts'))
			.filter((path) => /INS_[A-Z_]+ = 0x2[04c]\b/i.test(readFileSync(join(room, path), 'utf8')));
		expect(makers).toEqual(['apdu/pin-command.ts']);
	});
});
