import { describe, expect, test } from 'vitest';
import { createNativeCalls } from '../../../src/card/transport/native-calls.ts';
import {
	isServiceLoss,
	openingFailure,
	pcscCode,
	toCardError,
} from '../../../src/card/transport/pcsc-codes.ts';
import { idle } from './manual-timer.ts';

const failed = (call: string, code: string): Error => new Error(`${call} error: Some text.(0x${code})`);

describe('the codes of PC/SC', () => {
	test('are read from the end of a message, also where they went through a negative number', () => {
		expect(pcscCode(failed('SCardConnect', '8010000b'))).toBe(0x8010000b);
		expect(pcscCode(failed('SCardConnect', 'ffffffff8010000b'))).toBe(0x8010000b);
		expect(pcscCode(new Error('Card Reader not connected'))).toBeUndefined();
		expect(pcscCode('(0x8010000b)')).toBeUndefined();
	});

	test.each([
		['8010000b', 'sharing-violation'],
		['8010000c', 'no-card'],
		['80100069', 'card-removed'],
		['80100066', 'unresponsive-card'],
		['80100013', 'service-lost'],
		['8010001d', 'service-lost'],
		['8010006a', 'access-denied'],
		['80100068', 'card-reset'],
		['80100016', 'card-lost'],
		['12345678', 'card-lost'],
	])('become card errors: %s is %s', (code, expected) => {
		expect(toCardError(failed('SCardTransmit', code)).code).toBe(expected);
	});

	test.each([
		['8010001d', 'not-running'],
		['8010001e', 'stopped'],
		['8010006a', 'access-denied'],
		['80100001', 'failed'],
	])('say why no context opens: %s is %s', (code, expected) => {
		expect(openingFailure(failed('SCardEstablishContext', code))).toBe(expected);
	});

	test('tell the loss of the service from trouble with a card', () => {
		expect(isServiceLoss(failed('SCardGetStatusChange', '80100013'))).toBe(true);
		expect(isServiceLoss(failed('SCardGetStatusChange', '80100002'))).toBe(false);
	});

	test('leave nothing in a message that could steer a terminal', () => {
		expect(toCardError(new Error('reader \u001b[2J')).message).toBe('reader \u{FFFD}[2J');
	});
});

describe('native calls', () => {
	const recorder = () => {
		const running: string[] = [];
		const ends = new Map<string, () => void>();
		const call = (name: string) => () => {
			running.push(name);
			return new Promise<void>((resolve) => ends.set(name, resolve));
		};
		const end = async (name: string): Promise<void> => {
			ends.get(name)?.();
			running.splice(running.indexOf(name), 1);
			await idle();
		};
		return { running, call, end };
	};

	test('of one reader run one after the other, also behind one that failed', async () => {
		const { running, call, end } = recorder();
		const queue = createNativeCalls(3).queue();
		const failing = queue(async () => {
			throw new Error('first');
		});
		await expect(failing).rejects.toThrow('first');
		const calls = [queue(call('second')), queue(call('third'))];
		await idle();
		expect(running).toEqual(['second']);
		await end('second');
		expect(running).toEqual(['third']);
		await end('third');
		await Promise.all(calls);
	});

	test('of all readers never run more than three at a time, and a freed place is taken', async () => {
		const { running, call, end } = recorder();
		const calls = createNativeCalls(3);
		const all = ['a', 'b', 'c', 'd', 'e'].map((name) => calls.queue()(call(name)));
		await idle();
		expect(running).toEqual(['a', 'b', 'c']);
		await end('b');
		expect(running).toEqual(['a', 'c', 'd']);
		await end('a');
		expect(running).toEqual(['c', 'd', 'e']);
		for (const name of ['c', 'd', 'e']) {
			await end(name);
		}
		await Promise.all(all);
	});
});
