import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CardError, type CardErrorCode, type Reader } from '#card';
import {
	type CommandFault,
	createFaultInjector,
	createVirtualReader,
	drawFault,
	type FaultInjector,
	type FaultPlan,
	type VirtualAkisCard,
	type VirtualReader,
} from '../../../../src/sandbox/card/index.ts';
import { createRandomSource } from '../../../../src/sandbox/random.ts';
import { verifyCommand } from './pin-apdus.ts';
import { bytes, hex, TEST_PIN, testCard } from './test-card.ts';

const SELECT_SIGNING = '00A40800063F003D002F1000';
const READ = '00B0000002';
const VERIFY_RIGHT = verifyCommand('80', TEST_PIN);
const VERIFY_WRONG = verifyCommand('80', '000000');
const GET_RESPONSE = '00C0000010';

interface Stage {
	readonly card: VirtualAkisCard;
	readonly service: VirtualReader;
	readonly reader: Reader;
	readonly injector: FaultInjector;
}

async function stage(plan: FaultPlan): Promise<Stage> {
	const injector = createFaultInjector(plan);
	const card = testCard({ onStateChange: injector.onStateChange });
	card.powerOff();
	const service = createVirtualReader({
		name: 'Deneme okuyucusu',
		card: injector.wrap(card),
		cardError: (code) => new CardError(code, 'virtual reader'),
		connectFault: injector.connectFault,
	});
	injector.plugInto(service);
	const begun = Promise.withResolvers<Reader>();
	service.watch((event) => {
		if (event.kind === 'reader-added') {
			begun.resolve(event.reader);
		}
	});
	return { card, service, injector, reader: await begun.promise };
}

/** Answers in hexadecimal, and the code where there is none; nothing more is sent then. */
async function conversation(reader: Reader, ...commands: readonly string[]): Promise<readonly string[]> {
	const connection = await reader.connect('exclusive');
	const outcomes: string[] = [];
	for (const command of commands) {
		try {
			outcomes.push(hex(await connection.transmit(bytes(command))));
		} catch (error) {
			outcomes.push(error instanceof CardError ? error.code : String(error));
			break;
		}
	}
	await connection.close('reset');
	return outcomes;
}

function onVerify(fault: CommandFault): FaultPlan {
	return [{ at: 'instruction', instruction: 0x20, number: 1, fault }];
}

describe('a fault plan', () => {
	it.each<[string, CommandFault, string, number]>([
		['a pull before the command', { kind: 'pull', moment: 'before' }, 'card-removed', 3],
		['a pull during the command', { kind: 'pull', moment: 'during' }, 'card-removed', 2],
		['a pull after the command', { kind: 'pull', moment: 'after' }, 'card-removed', 2],
		['an empty answer, not executed', { kind: 'empty-answer', isExecuted: false }, 'card-lost', 3],
		['an empty answer, executed', { kind: 'empty-answer', isExecuted: true }, 'card-lost', 2],
		['one byte', { kind: 'one-byte-answer', isExecuted: true, byte: 0x90 }, 'card-lost', 2],
		['a cut answer', { kind: 'cut-answer', missingBytes: 1 }, 'card-lost', 2],
		['a status word', { kind: 'status', isExecuted: false, status: 0x6581 }, '6581', 3],
		['garbage', { kind: 'garbage', isExecuted: true, data: bytes('6F03') }, '6F039000', 2],
		['a reset by another program', { kind: 'reset-by-another' }, 'card-reset', 3],
		['the death of the service', { kind: 'service-death', isExecuted: false }, 'service-lost', 3],
		['its death after the command', { kind: 'service-death', isExecuted: true }, 'service-lost', 2],
	])('lets %s strike a wrong PIN', async (_, fault, outcome, triesLeft) => {
		const { card, reader, injector } = await stage(onVerify(fault));
		const outcomes = await conversation(reader, SELECT_SIGNING, VERIFY_WRONG);
		expect(outcomes[1]).toBe(outcome);
		expect(card.condition.pinTriesLeft).toBe(triesLeft);
		expect(injector.outstanding).toEqual([]);
		expect(injector.commands.map(({ header }) => header)).toEqual(['00A40800', '00200080']);
		expect(injector.commands[1]).toMatchObject({
			carriesPin: true,
			fault: fault.kind,
			isExecuted: triesLeft === 2,
		});
	});

	it('tears the right PIN off between the spent try and the comparison', async () => {
		const { card, reader } = await stage(onVerify({ kind: 'pull', moment: 'during' }));
		expect(await conversation(reader, VERIFY_RIGHT)).toEqual(['card-removed']);
		expect(card.condition).toMatchObject({ isPowered: false, pinTriesLeft: 2 });
	});

	it('pulls the card after a command that keeps nothing, where it was to be pulled during it', async () => {
		const { reader, service } = await stage([
			{ at: 'command', number: 2, fault: { kind: 'pull', moment: 'during' } },
		]);
		expect(await conversation(reader, SELECT_SIGNING, READ)).toEqual([
			expect.stringMatching(/9000$/),
			'card-removed',
		]);
		expect(service.isCardIn).toBe(false);
	});

	it('strikes once: the card that is put back works', async () => {
		const { card, service, reader, injector } = await stage(onVerify({ kind: 'pull', moment: 'before' }));
		await conversation(reader, VERIFY_RIGHT);
		service.insert(injector.wrap(card));
		expect(await conversation(reader, VERIFY_RIGHT)).toEqual(['9000']);
		expect(injector.commands.map(({ number, isExecuted }) => [number, isExecuted])).toEqual([
			[1, false],
			[2, true],
		]);
	});

	it('cuts the true answer', async () => {
		const { reader } = await stage([
			{ at: 'command', number: 2, fault: { kind: 'cut-answer', missingBytes: 2 } },
		]);
		expect((await conversation(reader, SELECT_SIGNING, READ))[1]).toBe('0001');
	});

	it('goes on with 61xx to every GET RESPONSE until the card is reset', async () => {
		const { reader, injector } = await stage([{ at: 'command', number: 1, fault: { kind: 'endless-more' } }]);
		const more = `${'00'.repeat(16)}6110`;
		const commands = [READ, ...Array.from({ length: 100 }, () => GET_RESPONSE)];
		expect(await conversation(reader, ...commands)).toEqual(commands.map(() => more));
		expect(injector.commands.every(({ isExecuted }) => !isExecuted)).toBe(true);
		expect(await conversation(reader, GET_RESPONSE)).toEqual(['6985']);
	});

	it('goes on with 6Cxx to every repetition, and answers other commands', async () => {
		const { reader } = await stage([{ at: 'command', number: 1, fault: { kind: 'endless-length' } }]);
		const outcomes = await conversation(reader, READ, '00B0000001', SELECT_SIGNING, '00B0000002');
		expect(outcomes).toEqual(['6C01', '6C02', expect.stringMatching(/9000$/), '6C03']);
	});

	it.each([
		[true, 2],
		[false, 3],
	])('is silent until the reset (executed: %s)', async (isExecuted, triesLeft) => {
		const { card, reader, injector } = await stage(onVerify({ kind: 'silence', isExecuted }));
		const connection = await reader.connect('exclusive');
		const answer = connection.transmit(bytes(VERIFY_WRONG));
		let isSettled = false;
		const settled = answer
			.catch(() => undefined)
			.finally(() => {
				isSettled = true;
			});
		// Whatever is going to happen by itself has happened by then.
		await new Promise((resolve) => setImmediate(resolve));
		expect(isSettled).toBe(false);
		expect(injector.commands).toHaveLength(1);
		expect(card.condition.pinTriesLeft).toBe(triesLeft);
		await connection.close('reset');
		await settled;
	});

	it('refuses the n-th connections as another program would, then lets in', async () => {
		const { reader } = await stage([
			{ at: 'connect', number: 2, fault: { kind: 'sharing-violation', times: 2 } },
		]);
		const outcomes: (CardErrorCode | 'in')[] = [];
		for (let attempt = 0; attempt < 4; attempt += 1) {
			try {
				await (await reader.connect('exclusive')).close('reset');
				outcomes.push('in');
			} catch (error) {
				outcomes.push(error instanceof CardError ? error.code : 'in');
			}
		}
		expect(outcomes).toEqual(['in', 'sharing-violation', 'sharing-violation', 'in']);
	});

	it('kills the service at a connection', async () => {
		const { reader, service } = await stage([{ at: 'connect', number: 1, fault: { kind: 'service-death' } }]);
		await expect(reader.connect('shared')).rejects.toMatchObject({ code: 'service-lost' });
		await expect(reader.connect('shared')).rejects.toMatchObject({ code: 'service-lost' });
		service.startService();
		await expect(reader.connect('shared')).resolves.toBeDefined();
	});

	it('is refused by a slot that cannot make its faults', () => {
		const vpcd = { remove: () => undefined };
		expect(() => createFaultInjector(onVerify({ kind: 'reset-by-another' })).plugInto(vpcd)).toThrow(
			TypeError,
		);
		expect(() =>
			createFaultInjector([{ at: 'connect', number: 1, fault: { kind: 'service-death' } }]).plugInto(vpcd),
		).toThrow(TypeError);
		expect(() =>
			createFaultInjector(onVerify({ kind: 'pull', moment: 'before' })).plugInto(vpcd),
		).not.toThrow();
	});

	it('keeps no byte of what was sent behind the header', async () => {
		const { reader, injector } = await stage([]);
		await conversation(reader, VERIFY_RIGHT, SELECT_SIGNING);
		expect(injector.commands).toEqual([
			{ number: 1, header: '00200080', bodyLength: 7, carriesPin: true, isExecuted: true, fault: undefined },
			{ number: 2, header: '00A40800', bodyLength: 8, carriesPin: false, isExecuted: true, fault: undefined },
		]);
	});
});

describe('drawn faults', () => {
	it('are the same for the same seed, and of every kind', () => {
		const draw = (seed: number) => {
			const random = createRandomSource(seed);
			return Array.from({ length: 400 }, () => drawFault(random, { commands: 20, connects: 4 }));
		};
		expect(draw(7)).toEqual(draw(7));
		expect(draw(7)).not.toEqual(draw(8));
		expect(new Set(draw(7).map(({ fault }) => fault.kind)).size).toBe(12);
	});

	it('never draw 9000, which would be no fault, and stay within the run', () => {
		fc.assert(
			fc.property(fc.integer(), fc.integer({ min: 1, max: 50 }), (seed, commands) => {
				const drawn = drawFault(createRandomSource(seed), { commands, connects: 0 });
				expect(drawn.at).toBe('command');
				expect(drawn.number).toBeGreaterThanOrEqual(1);
				expect(drawn.number).toBeLessThanOrEqual(commands);
				expect(drawn.fault).not.toMatchObject({ kind: 'status', status: 0x9000 });
			}),
		);
	});

	it('end every conversation: with an answer, an error, or silence that the reset ends', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer(), async (seed) => {
				const random = createRandomSource(seed);
				const { card, reader } = await stage([drawFault(random, { commands: 4, connects: 1 })]);
				const connection = await reader.connect('exclusive').catch((error: unknown) => {
					expect(error).toBeInstanceOf(CardError);
				});
				for (const command of [SELECT_SIGNING, READ, VERIFY_WRONG, READ]) {
					const answer = connection?.transmit(bytes(command)).catch(() => undefined);
					await Promise.race([answer, new Promise((resolve) => setImmediate(resolve))]);
				}
				await connection?.close('reset');
				expect(card.condition.pinTriesLeft).toBeGreaterThanOrEqual(2);
				expect(card.condition.isPinVerified).toBe(false);
			}),
			{ numRuns: 200 },
		);
	});
});
