import { describe, expect } from 'vitest';
import { textsOf } from '#i18n';
import { SecretText } from '#text';
import { type CommandFault, createVirtualAkisCard, type FaultPlan } from '../../src/sandbox/card/index.ts';
import { issueSeal } from '../unit/card/pin/virtual-stage.ts';
import { flow, type Kiosk } from './kiosk.ts';
import { walkToPin } from './login-walk.ts';

const texts = textsOf('tr');
const english = textsOf('en');
const { cardPin, refusals, told } = texts;

const NEW_PIN = '930572';
const WRONG_PIN = '111222';
const WRONG_PUK = '11112222';
const ATMOST_3 = `${cardPin.pinTries} ${cardPin.tries['at-most'](3)}`;

const INS_VERIFY = 0x20;
const INS_CHANGE = 0x24;
const INS_UNBLOCK = 0x2c;
const INS_GET_RESPONSE = 0xc0;
/** A desk whose card can be swapped and counted, and does not go wrong by itself. */
const NO_FAULTS: FaultPlan = [];

function atInstruction(instruction: number, fault: CommandFault): FaultPlan {
	return [{ at: 'instruction', instruction, number: 1, fault }];
}

async function openMenu(kiosk: Kiosk): Promise<void> {
	kiosk.types('1p');
	await kiosk.sees(cardPin.title, ATMOST_3);
}

/** From the menu with its cursor on testing: to the outcome, or the question before it. */
async function testPin(kiosk: Kiosk, pin: string): Promise<void> {
	kiosk.press('enter');
	await kiosk.sees(cardPin.once);
	kiosk.typesSecret(pin);
	kiosk.press('enter');
}

async function fillFields(kiosk: Kiosk, ...values: readonly string[]): Promise<void> {
	for (const value of values) {
		kiosk.typesSecret(value);
		kiosk.press('enter');
	}
}

flow('a newcomer sees the PIN on the portal and tries it on the sandbox’s card', async (kiosk) => {
	await walkToPin(kiosk);
	kiosk.types('p');
	await kiosk.sees(cardPin.title, ATMOST_3, cardPin.sandboxHint);
	await kiosk.seesNot(kiosk.pins.pin);
	kiosk.press('enter');
	await kiosk.sees(cardPin.once);
	kiosk.types(kiosk.pins.pin);
	await kiosk.sees('•'.repeat(kiosk.pins.pin.length));
	kiosk.press('enter');
	await kiosk.sees(cardPin.done['verify-pin'].what, cardPin.done['verify-pin'].safe);
	expect(kiosk.cardCondition.isPinVerified).toBe(false);
	kiosk.press('enter');
	await kiosk.sees(cardPin.explained['verify-pin']);
	kiosk.press('escape');
	await kiosk.sees(texts.pins.hidden);
	expect(kiosk.unwipedSecrets).toBe(0);
});

flow(
	'the seal is tried: the card signs what seals nothing, and the certificate confirms it',
	async (kiosk) => {
		await openMenu(kiosk);
		kiosk.types('jjj');
		await kiosk.sees(cardPin.explained.sign);
		kiosk.press('enter');
		await kiosk.sees(cardPin.signAsk);
		await fillFields(kiosk, kiosk.pins.pin);
		await kiosk.sees(cardPin.signed.what, cardPin.signed.safe, cardPin.signed.now);
		expect(kiosk.cardCondition.isPinVerified).toBe(false);
		expect(kiosk.unwipedSecrets).toBe(0);
	},
);

flow(
	'a seal that gives a signature which the certificate does not confirm is said so',
	async (kiosk) => {
		await openMenu(kiosk);
		kiosk.types('jjj');
		kiosk.press('enter');
		await fillFields(kiosk, kiosk.pins.pin);
		await kiosk.sees(cardPin.notSigned.what, cardPin.errors['malformed-answer']);
		await kiosk.seesNot(cardPin.signed.what);
		expect([kiosk.sentPins, kiosk.outstandingFaults]).toEqual([1, 0]);
	},
	atInstruction(INS_GET_RESPONSE, {
		kind: 'garbage',
		isExecuted: true,
		data: new Uint8Array(12).fill(1),
	}),
);

flow('the PIN is changed, and from then on the new one holds', async (kiosk) => {
	await openMenu(kiosk);
	kiosk.press('down');
	kiosk.press('enter');
	await fillFields(kiosk, kiosk.pins.pin, NEW_PIN, NEW_PIN);
	await kiosk.sees(cardPin.done['change-pin'].what, cardPin.portalKeepsOld);
	expect(kiosk.unwipedSecrets).toBe(0);
	kiosk.press('enter');
	kiosk.press('up');
	await kiosk.sees(cardPin.explained['verify-pin']);
	await testPin(kiosk, NEW_PIN);
	await kiosk.sees(cardPin.done['verify-pin'].what);
});

flow(
	'three wrong PINs: the last only after another word; then the PIN is not asked for, and the PUK opens it',
	async (kiosk) => {
		await openMenu(kiosk);
		for (const left of ['2', cardPin.tries['last-try']]) {
			await testPin(kiosk, WRONG_PIN);
			await kiosk.sees(cardPin.wrong.pin.what, `${cardPin.pinTries}: ${left}.`);
			kiosk.press('enter');
			await kiosk.sees(`${cardPin.pinTries} ${left}`);
		}
		await testPin(kiosk, WRONG_PIN);
		await kiosk.sees(cardPin.lastTry('DEVAM'));
		expect(kiosk.cardCondition.pinTriesLeft).toBe(1);
		kiosk.press('enter');
		await kiosk.sees(refusals['word-differs']);
		kiosk.press('f2');
		await kiosk.sees(english.cardPin.lastTry('CONTINUE'));
		kiosk.press('f2');
		expect(kiosk.cardCondition.pinTriesLeft).toBe(1);
		kiosk.types('devam');
		kiosk.press('enter');
		await kiosk.sees(cardPin.blocked.pin.what, cardPin.blocked.pin.now);
		expect(kiosk.cardCondition.pinTriesLeft).toBe(0);

		kiosk.press('enter');
		await kiosk.sees(cardPin.tries.blocked, cardPin.explained['unblock-pin']);
		kiosk.press('up');
		kiosk.press('enter');
		await kiosk.sees(refusals['pin-blocked']);
		kiosk.press('down');
		kiosk.press('enter');
		await kiosk.sees(cardPin.supervisorAsk('SORUMLU'));
		kiosk.types('sorumlu');
		kiosk.press('enter');
		await fillFields(kiosk, kiosk.pins.puk, NEW_PIN, NEW_PIN);
		await kiosk.sees(cardPin.done['unblock-pin'].what);
		expect(kiosk.cardCondition).toMatchObject({ pinTriesLeft: 3, pukTriesLeft: 3 });
		expect(kiosk.unwipedSecrets).toBe(0);
	},
);

flow('two wrong PUKs close the way of the PUK, and the third is never asked for', async (kiosk) => {
	await openMenu(kiosk);
	kiosk.press('down');
	kiosk.press('down');
	for (let left = 2; left > 0; left--) {
		await kiosk.sees(cardPin.explained['unblock-pin']);
		kiosk.press('enter');
		kiosk.types('sorumlu');
		kiosk.press('enter');
		await fillFields(kiosk, WRONG_PUK, NEW_PIN, NEW_PIN);
		await kiosk.sees(cardPin.wrong.puk.what);
		expect(kiosk.cardCondition.pukTriesLeft).toBe(left);
		kiosk.press('enter');
	}
	await kiosk.sees(refusals['last-puk-try']);
	kiosk.press('enter');
	await kiosk.sees(refusals['last-puk-try']);
	expect(kiosk.cardCondition).toMatchObject({ pukTriesLeft: 1, isDestroyed: false });
});

describe('the card in the middle of an act', () => {
	for (const moment of ['before', 'after'] as const) {
		flow(
			`pulled while it has the PIN, ${moment} it compared: nobody says wrong, nothing is sent again`,
			async (kiosk) => {
				await openMenu(kiosk);
				await testPin(kiosk, WRONG_PIN);
				const { what, safe, now } = cardPin.unknown['verify-pin'];
				await kiosk.sees(what, cardPin.errors['card-removed'], safe, now, cardPin.reread['not-read']);
				await kiosk.seesNot(cardPin.wrong.pin.what);
				expect(kiosk.unwipedSecrets).toBe(0);
				await kiosk.putsIn();
				await kiosk.sees(what);
				kiosk.press('enter');
				const left = moment === 'after' ? 2 : 3;
				await kiosk.sees(`${cardPin.pinTries} ${cardPin.tries['at-most'](left)}`);
				expect([kiosk.sentPins, kiosk.cardCondition.pinTriesLeft]).toEqual([1, left]);
				expect(kiosk.outstandingFaults).toBe(0);
			},
			atInstruction(INS_VERIFY, { kind: 'pull', moment }),
		);

		flow(
			`pulled while the PIN is changed, ${moment} that: testing the new one tells which holds`,
			async (kiosk) => {
				await openMenu(kiosk);
				kiosk.press('down');
				kiosk.press('enter');
				await fillFields(kiosk, kiosk.pins.pin, NEW_PIN, NEW_PIN);
				await kiosk.sees(cardPin.unknown['change-pin'].what, cardPin.unknown['change-pin'].now);
				await kiosk.putsIn();
				kiosk.press('enter');
				await kiosk.sees(cardPin.explained['verify-pin']);
				await testPin(kiosk, NEW_PIN);
				await kiosk.sees(moment === 'after' ? cardPin.done['verify-pin'].what : cardPin.wrong.pin.what);
				expect(kiosk.sentPins).toBe(2);
			},
			atInstruction(INS_CHANGE, { kind: 'pull', moment }),
		);

		flow(
			`pulled while it is unblocked, ${moment} that: the PUK is not sent again, the new PIN is tested`,
			async (kiosk) => {
				await openMenu(kiosk);
				kiosk.press('down');
				kiosk.press('down');
				kiosk.press('enter');
				kiosk.types('sorumlu');
				kiosk.press('enter');
				await fillFields(kiosk, kiosk.pins.puk, NEW_PIN, NEW_PIN);
				await kiosk.sees(cardPin.unknown['unblock-pin'].what, cardPin.unknown['unblock-pin'].now);
				await kiosk.putsIn();
				kiosk.press('enter');
				await kiosk.sees(cardPin.explained['verify-pin']);
				await testPin(kiosk, NEW_PIN);
				await kiosk.sees(moment === 'after' ? cardPin.done['verify-pin'].what : cardPin.wrong.pin.what);
				expect([kiosk.sentPins, kiosk.cardCondition.pukTriesLeft]).toEqual([2, 3]);
			},
			atInstruction(INS_UNBLOCK, { kind: 'pull', moment }),
		);
	}

	flow(
		'reset by another program: the answer is lost, and the card is looked at again',
		async (kiosk) => {
			await openMenu(kiosk);
			await testPin(kiosk, kiosk.pins.pin);
			await kiosk.sees(
				cardPin.unknown['verify-pin'].what,
				cardPin.errors['card-reset'],
				cardPin.reread.pin(cardPin.tries['at-most'](3)),
				cardPin.reread.notSpent,
			);
			expect(kiosk.sentPins).toBe(1);
		},
		atInstruction(INS_VERIFY, { kind: 'reset-by-another' }),
	);

	flow(
		'an answer without a status word is no answer',
		async (kiosk) => {
			await openMenu(kiosk);
			await testPin(kiosk, WRONG_PIN);
			await kiosk.sees(cardPin.unknown['verify-pin'].what, cardPin.reread.spent);
			expect([kiosk.sentPins, kiosk.cardCondition.pinTriesLeft]).toEqual([1, 2]);
		},
		atInstruction(INS_VERIFY, { kind: 'empty-answer', isExecuted: true }),
	);
});

describe('another program that has the card', () => {
	flow(
		'is waited for, and said so; the PIN is not sent, and no try is lost',
		async (kiosk) => {
			await openMenu(kiosk);
			const letGo = await kiosk.anotherProgramTakesCard();
			kiosk.press('enter');
			kiosk.typesSecret(kiosk.pins.pin);
			const isTried = kiosk.nextConnect();
			kiosk.press('enter');
			await isTried;
			await kiosk.later(2);
			kiosk.stillSees(cardPin.running['verify-pin'](2), cardPin.runningLong);
			kiosk.types('3');
			kiosk.stillSees(cardPin.running['verify-pin'](2));
			await kiosk.later(1);
			await kiosk.sees(cardPin.inUse.what, cardPin.inUse.safe, cardPin.inUse.now);
			expect([kiosk.sentPins, kiosk.unwipedSecrets]).toEqual([0, 0]);
			await letGo();
			// The 3 was typed at a field that is gone: only Esc goes on from there.
			kiosk.press('escape');
			kiosk.press('enter');
			await kiosk.sees(ATMOST_3);
		},
		NO_FAULTS,
	);

	flow(
		'is waited for no longer after Esc, and nothing was sent',
		async (kiosk) => {
			await openMenu(kiosk);
			const letGo = await kiosk.anotherProgramTakesCard();
			kiosk.press('enter');
			kiosk.typesSecret(kiosk.pins.pin);
			const isTried = kiosk.nextConnect();
			kiosk.press('enter');
			await isTried;
			await kiosk.later(1);
			kiosk.press('escape');
			kiosk.stillSees(cardPin.calledOff);
			await letGo();
			await kiosk.sees(told['card-act-called-off'], ATMOST_3);
			expect([kiosk.sentPins, kiosk.unwipedSecrets]).toEqual([0, 0]);
		},
		NO_FAULTS,
	);

	flow(
		'does not keep the person from leaving: q asks, and what was typed is wiped',
		async (kiosk) => {
			await openMenu(kiosk);
			const letGo = await kiosk.anotherProgramTakesCard();
			kiosk.press('enter');
			kiosk.typesSecret(kiosk.pins.pin);
			const isTried = kiosk.nextConnect();
			kiosk.press('enter');
			await isTried;
			await kiosk.later(1);
			kiosk.types('q');
			kiosk.stillSees(texts.quit.cardPinBody);
			kiosk.press('enter');
			expect(await kiosk.ends()).toBe(0);
			expect([kiosk.sentPins, kiosk.unwipedSecrets]).toEqual([0, 0]);
			await letGo();
		},
		NO_FAULTS,
	);
});

describe('what was typed for one card', () => {
	flow(
		'is wiped when another one comes, which gets none of it',
		async (kiosk) => {
			const seal = await issueSeal();
			const other = createVirtualAkisCard({
				product: 'v1.0',
				serial: Uint8Array.of(9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9),
				objects: [seal.signing, seal.encryption],
				pin: SecretText.of('471108'),
				puk: SecretText.of('99887766'),
			});
			await openMenu(kiosk);
			kiosk.press('down');
			kiosk.press('enter');
			await fillFields(kiosk, kiosk.pins.pin, NEW_PIN);
			kiosk.typesSecret(NEW_PIN);
			await kiosk.putsIn(other);
			await kiosk.sees(told['card-left-form'], ATMOST_3);
			expect(kiosk.unwipedSecrets).toBe(0);
			kiosk.press('escape');
			kiosk.press('enter');
			await kiosk.seesNot('•');
			expect([kiosk.sentPins, other.condition.pinTriesLeft]).toEqual([0, 3]);
		},
		NO_FAULTS,
	);

	flow('stays through another language and another size', async (kiosk) => {
		await openMenu(kiosk);
		kiosk.press('enter');
		kiosk.types(kiosk.pins.pin.slice(0, 4));
		kiosk.press('f2');
		await kiosk.sees(english.cardPin.once, '••••_');
		kiosk.resizes(60, 20);
		kiosk.resizes(112, 30);
		kiosk.press('f2');
		await kiosk.sees(cardPin.once, '••••_');
		kiosk.types(kiosk.pins.pin.slice(4));
		kiosk.press('enter');
		await kiosk.sees(cardPin.done['verify-pin'].what);
	});

	flow(
		'breaks a rule: nothing reaches the card, and the field says which',
		async (kiosk) => {
			await openMenu(kiosk);
			kiosk.press('down');
			kiosk.press('enter');
			await fillFields(kiosk, kiosk.pins.pin, '123456');
			await kiosk.sees(cardPin.faults.ascending);
			await fillFields(kiosk, NEW_PIN, WRONG_PIN);
			await kiosk.sees(cardPin.faults['repeat-differs']);
			kiosk.press('escape');
			await kiosk.sees(ATMOST_3);
			expect([kiosk.sentPins, kiosk.unwipedSecrets]).toEqual([0, 0]);
		},
		NO_FAULTS,
	);
});
