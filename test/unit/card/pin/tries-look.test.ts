import { beforeAll, describe, expect, test } from 'vitest';
import { SecretText } from '#text';
import type { IssuedSealPair } from '../../../../src/sandbox/authority/index.ts';
import {
	CLEAN,
	knownOpening,
	LAST_TRY,
	OTHER_CERTIFICATE_STEPS,
	PIN,
	ready,
	SERIAL_STEP,
	scriptedCard,
	scriptedDesk,
	select,
	VERIFY,
	WRONG_ENTERED,
} from './scripted-card.ts';
import { attempt, issueSeal, virtualStage } from './virtual-stage.ts';

describe('a look at the tries', () => {
	test.each([
		['all of them', CLEAN, { kind: 'at-most', count: 3 }],
		['one fewer', WRONG_ENTERED, { kind: 'at-most', count: 2 }],
		['the last one', LAST_TRY, { kind: 'last-try' }],
		['nothing of them', undefined, { kind: 'unknown' }],
	] as const)('tells %s, compares nothing and resets the card', async (_name, flags, pin) => {
		const { desk, reader, request } = scriptedDesk([ready(flags)]);
		expect(await desk.readTries(request)).toEqual({ kind: 'read', pin, puk: undefined });
		reader.assertKept();
		expect(reader.closedWith).toEqual(['reset']);
	});

	test('knows the number that an answer told before in the same insertion', async () => {
		const { desk, reader, request } = scriptedDesk([
			[...ready(CLEAN), [VERIFY, '63C2']],
			knownOpening(WRONG_ENTERED),
		]);
		await desk.verifyPin({ ...request, pin: SecretText.of(PIN) });
		expect(await desk.readTries(request)).toMatchObject({ pin: { kind: 'exactly', count: 2 } });
		reader.assertKept();
	});

	test('speaks of no other card than the one that was shown', async () => {
		const { desk, reader, request } = scriptedDesk([
			[select(CLEAN), SERIAL_STEP, ...OTHER_CERTIFICATE_STEPS],
		]);
		expect(await desk.readTries(request)).toEqual({ kind: 'other-card' });
		reader.assertKept();
	});

	test.each(['card-removed', 'service-lost', 'no-card'] as const)(
		'says that it was not read: %s',
		async (code) => {
			const { desk, reader, request } = scriptedDesk([{ refused: code }]);
			expect(await desk.readTries(request)).toEqual({ kind: 'not-read', code });
			reader.assertKept();
		},
	);

	test('does not open a card whose commands are not public', async () => {
		const { desk, reader, request } = scriptedDesk([]);
		const card = scriptedCard({ generation: 'v2.x' });
		expect(await desk.readTries({ ...request, card })).toEqual({
			kind: 'not-supported',
			reason: 'commands-not-public',
		});
		reader.assertKept();
	});

	test('is given up with the reason of its signal', async () => {
		const { desk, request } = scriptedDesk([]);
		const signal = AbortSignal.abort(new Error('called off'));
		await expect(desk.readTries({ ...request, signal })).rejects.toThrow('called off');
	});
});

describe('on a card of the sandbox', () => {
	let seal: IssuedSealPair;
	beforeAll(async () => {
		seal = await issueSeal();
	});

	test('both counters are seen, and the card is as it was', async () => {
		const stage = await virtualStage({ seal, wrongPins: 2, wrongPuks: 1 });
		const { desk, reader, description: card } = stage;
		const signal = new AbortController().signal;
		expect(await desk.readTries({ reader, card, signal })).toEqual({
			kind: 'read',
			pin: { kind: 'last-try' },
			puk: { kind: 'at-most', count: 2 },
		});
		expect(stage.pinCommands()).toBe(0);
		expect(stage.card.condition).toMatchObject({ pinTriesLeft: 1, pukTriesLeft: 2 });
	});

	test('one that another program holds is waited for and given up', async () => {
		const stage = await virtualStage({ seal });
		const other = await stage.reader.connect('shared');
		const { desk, reader, description: card } = stage;
		const signal = new AbortController().signal;
		expect(await desk.readTries({ reader, card, signal })).toEqual({ kind: 'in-use' });
		await other.close('leave');
		expect(await attempt(stage, 'verify')).toMatchObject({ kind: 'done' });
	});
});
