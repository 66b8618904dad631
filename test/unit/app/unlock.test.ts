import { describe, expect, test } from 'vitest';
import type { AkisCard, SlotState } from '#card';
import { SecretText } from '#text';
import { cardForUnlock } from '../../../src/app/flows/operation/unlock-card.ts';
import { atFullMenu, doneOperation, settle } from './operations.ts';
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

	test('has no PIN where the holder chooses it: a weak one goes nowhere', () => {
		const program = atSecrets();
		answerSecrets(program, undefined);
		program.types('123456');
		program.command('continue');
		expect(program.state.operation).toMatchObject({ step: { name: 'choosing', fault: 'ascending' } });
		program.command('clear-field');
		program.types('930572');
		program.command('continue');
		program.types('930571');
		program.command('continue');
		expect(program.state.operation).toMatchObject({ step: { name: 'choosing', fault: 'repeat-differs' } });
		expect(program.asked('unlock-card')).toBe(0);
		program.command('erase');
		program.types('2');
		program.command('continue');
		expect(program.question('unlock-card').order.newPin.reveal()).toBe('930572');
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
