import { format } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { SecretText } from '#text';
import { APPLICATION_PIN, PinCommand } from '../../../../src/card/apdu/pin-command.ts';
import type { TrafficEntry } from '../../../../src/card/apdu/traffic-log.ts';
import type { IssuedSealPair } from '../../../../src/sandbox/authority/index.ts';
import { scriptedDesk } from './scripted-card.ts';
import { attempt, issueSeal, NEW_PIN, OPERATIONS, PIN, PUK, virtualStage } from './virtual-stage.ts';

let seal: IssuedSealPair;
beforeAll(async () => {
	seal = await issueSeal();
});

/** As digits, and as the bytes of digits in hexadecimal or in numbers. */
const CANARIES = [PIN, PUK, NEW_PIN].flatMap((secret) => {
	const bytes = Buffer.from(secret, 'latin1');
	return [
		secret,
		bytes.toString('hex'),
		[...bytes].join(','),
		[...bytes].join(', '),
		bytes.toString('base64'),
	];
});

function expectNoSecret(value: unknown): void {
	const text = `${format('%o %j', value, value)} ${JSON.stringify(value)}`.toLowerCase();
	for (const canary of CANARIES) {
		expect(text).not.toContain(canary.toLowerCase());
	}
}

describe('a secret', () => {
	test.each(OPERATIONS)('is in no outcome and in no entry of the traffic: %s', async (operation) => {
		const traffic: TrafficEntry[] = [];
		const stage = await virtualStage({ seal, onTraffic: (entry) => traffic.push(entry) });
		expectNoSecret(await attempt(stage, operation));
		expectNoSecret(traffic);
		const pinEntries = traffic.filter(({ header }) => /^00(20|24|2C)/.test(header));
		expect(pinEntries).toMatchObject([{ data: undefined, status: '9000', answer: undefined }]);
		expect(pinEntries[0]?.dataBytes).toBeGreaterThan(0);
	});

	test('is in no error that a card, a reader or a second use brings', async () => {
		const command = PinCommand.verify(APPLICATION_PIN, SecretText.of(PIN));
		command.take();
		const errors = [() => command.take(), () => PinCommand.verify(APPLICATION_PIN, SecretText.empty)].map(
			(call) => {
				try {
					return call();
				} catch (error) {
					return error;
				}
			},
		);
		expect(errors.every((error) => error instanceof TypeError)).toBe(true);
		expectNoSecret(errors);
		expectNoSecret(command);
	});

	test('is wiped from the one buffer that was sent, whatever became of it', async () => {
		for (const fails of [false, true]) {
			const sent: Uint8Array[] = [];
			const { desk, request, reader } = scriptedDesk([
				// The first command fails the script where it is not followed; here only the buffer matters.
			]);
			const listening = {
				...reader,
				connect: async () => ({
					transmit: async (command: Uint8Array) => {
						if (command[1] === 0x20) {
							sent.push(command);
							expect(Buffer.from(command).toString('latin1')).toContain(PIN);
							if (fails) {
								throw new Error('torn out');
							}
						}
						return answerOf(command);
					},
					close: async () => undefined,
				}),
			};
			const card = { ...request.card, certificates: [] };
			await desk.verifyPin({ ...request, card, reader: listening, confirmedLastTry: true });
			expect(sent).toHaveLength(1);
			expect(sent[0]?.every((byte) => byte === 0)).toBe(true);
		}
	});

	test('stays the caller’s', async () => {
		const { desk, request, reader } = scriptedDesk([{ refused: 'no-card' }]);
		await desk.verifyPin(request);
		reader.assertKept();
		expect(request.pin.reveal()).toBe(PIN);
	});
});

/** A card without certificates and hints. */
function answerOf([, ins, p1]: Uint8Array): Uint8Array {
	return ins === 0xa4 && p1 === 0x02 ? Uint8Array.of(0x6a, 0x82) : Uint8Array.of(0x90, 0x00);
}
