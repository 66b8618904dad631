import { describe, expect } from 'vitest';
import { textsOf } from '#i18n';
import type { FaultPlan } from '../../src/sandbox/card/index.ts';
import { currentFlow, HOLDER, type Kiosk } from './kiosk.ts';

const texts = textsOf('tr', 'current');
const english = textsOf('en', 'current');
const { cardPin, elsewhere, menu, method, operation, problems, refusals, steps, told, unlock } = texts;

const START = 'POST /v1/elsewhere-logins';
const POLL = 'POST /v1/elsewhere-logins/session';
const BEGIN = 'POST /v1/unlocks';
const SECRETS = 'GET /v1/unlocks/…';
const REPORT = 'POST /v1/unlocks/…/report';
const INS_UNBLOCK = 0x2c;
const INS_VERIFY = 0x20;
const NO_FAULTS: FaultPlan = [];
const PIN = '930572';

/** From the start to the code that is awaited. */
async function walkToCode(kiosk: Kiosk): Promise<void> {
	kiosk.types('4');
	await kiosk.sees(method.elsewhere);
	kiosk.press('enter');
	await kiosk.sees(steps[5].title, elsewhere.compare, elsewhere.waiting('10:00'));
}

async function walkToMenu(kiosk: Kiosk): Promise<void> {
	await walkToCode(kiosk);
	kiosk.press('f6');
	await kiosk.sees(told['identity-given']);
	await kiosk.later(2);
	await kiosk.sees(steps[6].title, HOLDER.title, menu.explained['pin-create-or-unlock']);
}

async function walkToChoosing(kiosk: Kiosk): Promise<void> {
	await walkToMenu(kiosk);
	kiosk.press('enter');
	await kiosk.sees(menu.entries['pin-create-or-unlock'], unlock.intro, unlock.ready);
	kiosk.press('enter');
	await kiosk.sees(unlock.choose);
}

function typesTwice(kiosk: Kiosk, pin = PIN): void {
	for (let time = 0; time < 2; time += 1) {
		kiosk.typesSecret(pin);
		kiosk.press('enter');
	}
}

/** The card itself takes the PIN, and lost no try on the way. */
async function expectPinOnCard(kiosk: Kiosk): Promise<void> {
	await kiosk.sees(unlock.cardDone, operation.outcomes.done, unlock.afterwards);
	expect(kiosk.unwipedSecrets).toBe(0);
	await kiosk.ticks(1, 2, 3, 4, 5, 6);
	kiosk.press('enter');
	await kiosk.sees(menu.explained['pin-create-or-unlock']);
	kiosk.types('1p');
	await kiosk.sees(cardPin.title);
	kiosk.press('enter');
	await kiosk.sees(cardPin.once);
	kiosk.typesSecret(PIN);
	kiosk.press('enter');
	await kiosk.sees(cardPin.done['verify-pin'].what);
	expect(kiosk.cardCondition).toMatchObject({ pukTriesLeft: 3, pinTriesLeft: 3 });
}

currentFlow(
	'from the other site to a PIN that the holder chose, which the card takes',
	async (kiosk) => {
		await walkToMenu(kiosk);
		await kiosk.ticks(1, 2, 3, 4, 5);
		await kiosk.seesNot(menu.entries['pin-view']);
		expect([kiosk.heardByPortal(START), kiosk.heardByPortal(POLL)]).toEqual([1, 1]);
		expect(kiosk.operationsSeen).toContain('startElsewhereLogin');
		expect(kiosk.operationsSeen).toContain('pollElsewhereLogin');

		kiosk.press('enter');
		await kiosk.sees(unlock.ready);
		kiosk.press('enter');
		await kiosk.sees(unlock.choose);
		const heard = kiosk.heardByPortal();
		kiosk.types('123456');
		kiosk.press('enter');
		await kiosk.sees(cardPin.faults.ascending);
		kiosk.press('u', { ctrl: true });
		kiosk.typesSecret(PIN);
		kiosk.press('enter');
		kiosk.typesSecret('930571');
		kiosk.press('enter');
		await kiosk.sees(cardPin.faults['repeat-differs']);
		kiosk.key({ kind: 'paste', text: PIN });
		await kiosk.sees(refusals['paste-not-here']);
		expect([kiosk.heardByPortal(), kiosk.sentPins]).toEqual([heard, 0]);

		kiosk.press('backspace');
		kiosk.types('2');
		kiosk.press('enter');
		await expectPinOnCard(kiosk);
		expect([kiosk.heardByPortal(BEGIN), kiosk.heardByPortal(REPORT)]).toEqual([1, 1]);
		expect(kiosk.heardByPortal('GET /v1/pins')).toBe(0);
	},
	NO_FAULTS,
);

describe('at the other site', () => {
	currentFlow('a yes by its form opens the session here, in English too', async (kiosk) => {
		await walkToCode(kiosk);
		kiosk.press('f2');
		await kiosk.sees(english.elsewhere.compare);
		await kiosk.answersElsewhere('approve');
		kiosk.stillSees(english.steps[5].title);
		await kiosk.later(2);
		await kiosk.sees(english.steps[6].title, HOLDER.title);
	});

	currentFlow('a no is told, and another code can be asked for', async (kiosk) => {
		await walkToCode(kiosk);
		await kiosk.answersElsewhere('deny', '');
		await kiosk.later(2);
		await kiosk.sees(elsewhere.over.refused);
		await kiosk.ticks(1, 2, 3);
		kiosk.press('enter');
		await kiosk.sees(elsewhere.waiting('10:00'));
		await kiosk.answersElsewhere('approve');
		await kiosk.later(2);
		await kiosk.sees(steps[6].title);
		expect(kiosk.heardByPortal(START)).toBe(2);
	});

	currentFlow(
		'nobody answers: the code grows too old, and the portal was asked no more than it wants',
		async (kiosk) => {
			await walkToCode(kiosk);
			await kiosk.later(602);
			await kiosk.sees(elsewhere.over.expired);
			expect(kiosk.heardByPortal(POLL)).toBeLessThanOrEqual(300);
			expect(kiosk.unwipedSecrets).toBe(0);
			const heard = kiosk.heardByPortal(POLL);
			await kiosk.later(60);
			expect(kiosk.heardByPortal(POLL)).toBe(heard);
		},
	);

	currentFlow(
		'Esc gives it up: nothing is asked any more, and a yes that comes later opens nothing',
		async (kiosk) => {
			await walkToCode(kiosk);
			await kiosk.later(4);
			const heard = kiosk.heardByPortal(POLL);
			await kiosk.answersElsewhere('approve');
			kiosk.press('escape');
			await kiosk.sees(method.elsewhere, told['elsewhere-given-up']);
			await kiosk.later(60);
			expect(kiosk.heardByPortal(POLL)).toBe(heard);
			expect([kiosk.state.session, kiosk.unwipedSecrets]).toEqual([undefined, 0]);
		},
	);
});

describe('the portal', () => {
	currentFlow(
		'is gone while the person is away: it is asked again, and the yes counts when it is back',
		async (kiosk) => {
			await walkToCode(kiosk);
			for (let time = 0; time < 2; time += 1) {
				kiosk.lineBreaksBefore(POLL);
				await kiosk.later(time === 0 ? 2 : 4);
			}
			await kiosk.sees(problems.unreachable(), elsewhere.troubled('9:54'));
			await kiosk.answersElsewhere('approve');
			await kiosk.later(8);
			await kiosk.sees(steps[6].title, HOLDER.title);
		},
	);

	currentFlow('stops and begins anew: it has forgotten the code, and says so', async (kiosk) => {
		await walkToCode(kiosk);
		await kiosk.portalStops();
		await kiosk.later(2);
		await kiosk.sees(problems.unreachable());
		await kiosk.ticks(1, 2, 4);
		await kiosk.portalStarts();
		await kiosk.later(60);
		await kiosk.sees(elsewhere.over.expired);
		kiosk.press('enter');
		await kiosk.sees(elsewhere.waiting('10:00'));
	});

	currentFlow('answers yes and the answer is lost: asked again, it is the same session', async (kiosk) => {
		await walkToCode(kiosk);
		await kiosk.answersElsewhere('approve');
		kiosk.lineBreaksAfter(POLL);
		await kiosk.later(2);
		await kiosk.sees(problems.unreachable());
		await kiosk.later(4);
		await kiosk.sees(steps[6].title, HOLDER.title);
		expect(kiosk.heardByPortal(POLL)).toBe(2);
		expect(await kiosk.isTokenGood()).toBe(true);
	});

	currentFlow('is silent: Esc leaves at once, and the question is hung up', async (kiosk) => {
		await walkToCode(kiosk);
		const held = kiosk.portalIsSilentAt(POLL);
		await kiosk.later(2);
		await held.arrived;
		kiosk.press('escape');
		await held.givenUp;
		await kiosk.sees(method.elsewhere);
		expect(kiosk.unwipedSecrets).toBe(0);
	});
});

describe('the card pulled', () => {
	for (const moment of ['before', 'during', 'after'] as const) {
		currentFlow(
			`${moment} the card compares the PUK: gone on with, the chosen PIN is not typed again and works`,
			async (kiosk) => {
				await walkToChoosing(kiosk);
				typesTwice(kiosk);
				await kiosk.sees(unlock.cardStopped.unknown, unlock.staysOpen, unlock.chosenStays);
				await kiosk.putsIn();
				kiosk.press('enter');
				await expectPinOnCard(kiosk);
				expect(kiosk.outstandingFaults).toBe(0);
				expect([kiosk.heardByPortal(BEGIN), kiosk.heardByPortal(REPORT)]).toEqual([1, 1]);
			},
			[{ at: 'instruction', instruction: INS_UNBLOCK, number: 1, fault: { kind: 'pull', moment } }],
		);
	}

	currentFlow(
		'after the card compared it, and again while the PIN is tried: gone on with once more',
		async (kiosk) => {
			await walkToChoosing(kiosk);
			typesTwice(kiosk);
			await kiosk.sees(unlock.cardStopped.unknown);
			await kiosk.putsIn();
			kiosk.press('enter');
			await kiosk.sees(unlock.cardStopped.gone, unlock.chosenStays);
			await kiosk.putsIn();
			kiosk.press('enter');
			await expectPinOnCard(kiosk);
		},
		[
			{ at: 'instruction', instruction: INS_UNBLOCK, number: 1, fault: { kind: 'pull', moment: 'after' } },
			{ at: 'instruction', instruction: INS_VERIFY, number: 1, fault: { kind: 'pull', moment: 'before' } },
		],
	);

	currentFlow(
		'and the session over before it is back: the PIN is typed again, and no PUK is sent for it',
		async (kiosk) => {
			await walkToChoosing(kiosk);
			typesTwice(kiosk);
			await kiosk.sees(unlock.cardStopped.unknown);
			const sent = kiosk.sentPins;
			await kiosk.later(601);
			expect(kiosk.unwipedSecrets).toBe(0);
			await kiosk.putsIn();
			kiosk.press('enter');
			await kiosk.sees(elsewhere.waiting('10:00'));
			kiosk.press('f6');
			await kiosk.later(2);
			await kiosk.sees(told['operation-resumed'], unlock.staysOpen);
			kiosk.press('enter');
			await kiosk.sees(unlock.chooseAgain);
			typesTwice(kiosk);
			await kiosk.sees(unlock.cardDone);
			// One more PIN was shown to the card, to see whether it is the one that it has; the PUK was not.
			expect(kiosk.sentPins).toBe(sent + 1);
			await expectPinOnCard(kiosk);
		},
		[{ at: 'instruction', instruction: INS_UNBLOCK, number: 1, fault: { kind: 'pull', moment: 'after' } }],
	);

	for (const [moment, request] of [
		['while the portal opens it', BEGIN],
		['while the portal gives out the PUK', SECRETS],
	] as const) {
		currentFlow(`${moment}: no byte goes to the card, and the chosen PIN is kept`, async (kiosk) => {
			await walkToChoosing(kiosk);
			kiosk.whenPortalIsAsked(request, () => kiosk.pullsCard());
			typesTwice(kiosk);
			await kiosk.sees(unlock.staysOpen, unlock.chosenStays);
			expect(kiosk.cardCondition.pukTriesLeft).toBe(3);
			await kiosk.putsCardBack();
			kiosk.press('enter');
			await expectPinOnCard(kiosk);
		});
	}

	currentFlow('while the PIN is typed: nothing is begun with another card or none', async (kiosk) => {
		await walkToChoosing(kiosk);
		await kiosk.pullsCard();
		typesTwice(kiosk);
		await kiosk.sees(refusals['card-not-in']);
		expect(kiosk.heardByPortal(SECRETS)).toBe(0);
	});
});
