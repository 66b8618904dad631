import { describe, expect, test } from 'vitest';
import type { UnlockOutcome } from '#app';
import type { AkisCard, SlotState } from '#card';
import { SecretText } from '#text';
import { cardForUnlock } from '../../../src/app/card-for-unlock.ts';
import {
	answerCardUnlock,
	answerUnlockSecrets,
	atChoosing,
	atFullMenu,
	beginUnlock,
	choosePin,
	doneOperation,
	settle,
} from './operations.ts';
import type { Program, ProgramOptions } from './program.ts';
import {
	answerPortal,
	certificateOf,
	HOLDER,
	insertCard,
	ok,
	PORTAL_CERTIFICATES,
	SEAL_CARD,
	SERVICE,
} from './walk.ts';

const [ROW] = PORTAL_CERTIFICATES;

/** A card with the account's certificate, or with another one of the same number. */
function cardWith(facts: { readonly isSandbox?: boolean; readonly fingerprint?: string } = {}): AkisCard {
	const certificate = certificateOf({
		serialNumber: ROW?.serialNumber ?? '',
		fingerprint: ROW?.fingerprint ?? '',
		...facts,
	});
	return {
		...SEAL_CARD,
		product: 'AKİS v1.0',
		generation: 'v1.0',
		certificates: [{ fileId: '2F10', certificate }],
	};
}

function slotWith(card: AkisCard): SlotState {
	return {
		kind: 'seal',
		card,
		holder: { title: HOLDER.title, taxNumber: HOLDER.holderNumber, isSandbox: true },
	};
}

function at(card: AkisCard, options: ProgramOptions = {}): Program {
	const program = atFullMenu(options);
	insertCard(program, slotWith(card));
	return program;
}

function refusal(program: Program): string | undefined {
	const found = cardForUnlock(program.state);
	return found.ok ? undefined : found.refusal;
}

describe('the card that is unlocked', () => {
	test('is the account’s, in the reader', () => {
		expect(refusal(at(cardWith()))).toBeUndefined();
		const program = at(cardWith());
		insertCard(program, { kind: 'empty' });
		expect(refusal(program)).toBe('card-not-in');
	});

	test('is no real one while the portal is a sandbox, here or in the network', () => {
		const real = cardWith({ isSandbox: false });
		expect(refusal(at(real))).toBe('real-card-in-sandbox');
		expect(refusal(at(real, { portal: 'http' }))).toBe('real-card-in-sandbox');
	});

	test('is not one that only says the same number', () => {
		const program = at(cardWith({ fingerprint: 'ab'.repeat(32) }));
		expect(refusal(program)).toBe('card-not-of-account');
	});

	test('is not another account’s at a portal of the network', () => {
		const program = at(cardWith({ isSandbox: false, fingerprint: 'ab'.repeat(32) }), { portal: 'http' });
		program.send({ type: 'timer', id: 'portal-check' });
		answerPortal(program, ok({ ...SERVICE, isSandbox: false, operations: ['unlock'] }));
		expect(refusal(program)).toBe('card-not-of-account');
	});

	test('closes the entry with its reason, and nothing is asked of the portal', () => {
		const program = at(cardWith({ isSandbox: false }));
		program.command('down', 'continue');
		expect(program.state).toMatchObject({
			screen: 'menu',
			notice: { kind: 'refused', refusal: 'real-card-in-sandbox' },
		});
		expect([program.asked('load-unlocks'), program.asked('make-change')]).toEqual([0, 0]);
	});
});

/** The secrets are awaited of an unlock that was begun just now. */
function atSecrets(): Program {
	const program = at(cardWith());
	program.command('down', 'continue', 'continue');
	program.send({
		type: 'unlocks-answered',
		request: program.question('load-unlocks').request,
		result: ok([]),
	});
	settle(program, {
		kind: 'done',
		operation: { ...doneOperation('start-unlock'), resource: 'unlock-0123456789abc' },
	});
	return program;
}

function answerSecrets(program: Program, newPin: SecretText | undefined): SecretText {
	const puk = SecretText.of('73920164');
	program.send({
		type: 'unlock-secrets-answered',
		request: program.question('load-unlock-secrets').request,
		result: ok({ unlockId: 'unlock-0123456789abc', cardSerial: ROW?.cardSerial ?? '', puk, newPin }),
	});
	return puk;
}

describe('what the portal gave out', () => {
	test('goes to the card as the sandbox’s, without a look when it was begun just now', () => {
		const program = atSecrets();
		answerSecrets(program, SecretText.of('930572'));
		expect(program.question('unlock-card').order).toMatchObject({
			origin: 'sandbox-portal',
			mustCheck: false,
			cardSerial: ROW?.cardSerial,
		});
	});

	test('does not go to a card that was changed meanwhile, and is wiped', () => {
		const program = atSecrets();
		insertCard(program, slotWith(cardWith({ isSandbox: false })));
		const puk = answerSecrets(program, SecretText.of('930572'));
		expect(program.asked('unlock-card')).toBe(0);
		expect(program.effects).toContainEqual({ kind: 'wipe', secrets: expect.arrayContaining([puk]) });
		expect(program.state.operation).toMatchObject({
			step: { name: 'stopped', why: { of: 'no-card', refusal: 'real-card-in-sandbox' } },
		});
	});

	test('is looked for on the card first, where the unlock was left open before', () => {
		const program = at(cardWith());
		program.command('down', 'continue', 'continue');
		program.send({
			type: 'unlocks-answered',
			request: program.question('load-unlocks').request,
			result: ok([
				{
					unlockId: 'unlock-0123456789abc',
					cardSerial: ROW?.cardSerial ?? '',
					state: 'open',
					startedAt: '2026-01-15T09:00:03Z',
				},
			]),
		});
		answerSecrets(program, SecretText.of('930572'));
		expect(program.asked('make-change')).toBe(0);
		expect(program.question('unlock-card').order.mustCheck).toBe(true);
	});

	test('has a PIN where the portal invents it: one without is not gone on with', () => {
		const program = atSecrets();
		const puk = answerSecrets(program, undefined);
		expect(program.asked('unlock-card')).toBe(0);
		expect(program.effects).toContainEqual({ kind: 'wipe', secrets: [puk] });
		expect(program.state).toMatchObject({
			operation: { step: { name: 'stopped', why: { of: 'portal' } } },
			notice: { problem: { code: 'bad-answer' } },
		});
	});

	test('is told to the portal as not done where the card refused the PUK, which is not sent again', () => {
		const program = atSecrets();
		answerSecrets(program, SecretText.of('930572'));
		program.send({
			type: 'card-unlocked',
			request: program.question('unlock-card').request,
			outcome: { kind: 'wrong', tries: { kind: 'exactly', count: 2 } },
		});
		expect(program.question('make-change').change).toMatchObject({
			kind: 'report-unlock',
			result: 'not-done',
		});
		settle(program);
		program.command('continue');
		expect(program.state.screen).toBe('menu');
		expect(program.asked('unlock-card')).toBe(1);
	});
});

describe('a PIN that the holder chooses', () => {
	const LOST: UnlockOutcome = { kind: 'unknown' };
	const DONE: UnlockOutcome = { kind: 'done', tries: { kind: 'at-most', count: 3 } };

	function atCard(): Program {
		const program = atChoosing();
		choosePin(program);
		beginUnlock(program);
		answerUnlockSecrets(program, undefined);
		return program;
	}

	test('is judged before anything is asked of the portal or of the card', () => {
		const program = atChoosing();
		program.types('123456');
		program.command('continue');
		expect(program.state.operation).toMatchObject({ step: { name: 'choosing', fault: 'ascending' } });
		program.command('clear-field');
		program.types(HOLDER.holderNumber.slice(0, 6));
		program.command('continue');
		expect(program.state.operation).toMatchObject({ step: { fault: 'part-of-holder-number' } });
		program.command('clear-field');
		program.types('930572');
		program.command('continue');
		program.types('930571');
		program.command('continue');
		expect(program.state.operation).toMatchObject({ step: { name: 'choosing', fault: 'repeat-differs' } });
		expect([program.asked('load-unlocks'), program.asked('make-change')]).toEqual([0, 0]);
		program.command('erase');
		program.types('2');
		program.command('continue');
		expect(program.asked('load-unlocks')).toBe(1);
	});

	test('is typed by hand: a paste goes nowhere', () => {
		const program = atChoosing();
		program.pastes('930572');
		expect(program.state.notice).toMatchObject({ refusal: 'paste-not-here' });
		expect(program.state.operation).toMatchObject({ step: { pins: { first: { length: 0 } } } });
	});

	test('goes to the card with the portal’s PUK, and is wiped once the card has it', () => {
		const program = atCard();
		const { order } = program.question('unlock-card');
		expect([order.newPin.reveal(), order.puk.reveal(), order.mustCheck]).toEqual([
			'930572',
			'73920164',
			false,
		]);
		answerCardUnlock(program, DONE);
		expect([order.newPin, order.puk].filter((secret) => !wiped(program).includes(secret))).toEqual([]);
		expect(program.state.session?.pinsSeen).toBe(true);
		expect(program.ticked).toContain(6);
	});

	test('is kept through a lost answer, tried on the card first, and not typed again', () => {
		const program = atCard();
		const { newPin } = program.question('unlock-card').order;
		answerCardUnlock(program, LOST);
		expect(wiped(program)).not.toContain(newPin);
		program.command('continue');
		answerUnlockSecrets(program, undefined);
		const { order } = program.question('unlock-card');
		expect([order.newPin.reveal(), order.mustCheck]).toEqual(['930572', true]);
		expect(program.asked('make-change')).toBe(1);
	});

	test('is wiped where the entry is left, and where the session ends; it is typed again then', () => {
		for (const leave of [
			(program: Program) => program.command('back'),
			(program: Program) => program.send({ type: 'timer', id: 'session-end' }),
			(program: Program) => program.send({ type: 'process-ends' }),
		]) {
			const program = atCard();
			const { newPin } = program.question('unlock-card').order;
			answerCardUnlock(program, LOST);
			leave(program);
			expect(wiped(program)).toContain(newPin);
		}
	});

	test('is chosen anew where the card does not take it', () => {
		const program = atCard();
		const { newPin } = program.question('unlock-card').order;
		answerCardUnlock(program, { kind: 'refused', refusal: { rule: 'too-long', field: 'new-pin' } });
		expect(wiped(program)).toContain(newPin);
		program.command('continue');
		expect(program.state.operation).toMatchObject({ step: { name: 'choosing' } });
	});

	test('is not set against one that the portal says: which one is meant is not guessed', () => {
		const program = atChoosing();
		choosePin(program);
		beginUnlock(program);
		const invented = SecretText.of('471108');
		answerUnlockSecrets(program, invented);
		expect(program.asked('unlock-card')).toBe(0);
		expect(wiped(program)).toContain(invented);
		expect(program.state).toMatchObject({
			operation: { step: { name: 'stopped', why: { of: 'portal' } } },
			notice: { problem: { code: 'bad-answer' } },
		});
	});
});

function wiped(program: Program): readonly SecretText[] {
	return program.effects.flatMap((effect) => (effect.kind === 'wipe' ? effect.secrets : []));
}
