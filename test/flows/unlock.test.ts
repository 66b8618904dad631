import { describe, expect } from 'vitest';
import { textsOf } from '#i18n';
import { SecretText } from '#text';
import { createVirtualAkisCard, type FaultPlan } from '../../src/sandbox/card/index.ts';
import { issueSeal } from '../unit/card/pin/virtual-stage.ts';
import { flow, type Kiosk } from './kiosk.ts';
import { walkToMenu } from './login-walk.ts';

const { cardPin, menu, operation, refusals, unlock } = textsOf('tr');

const INS_UNBLOCK = 0x2c;
const INS_VERIFY = 0x20;
const NO_FAULTS: FaultPlan = [];
const START = 'POST /v1/unlocks';
const SECRETS = 'GET /v1/unlocks/…';
const REPORT = 'POST /v1/unlocks/…/report';

async function walkToUnlock(kiosk: Kiosk): Promise<void> {
	await walkToMenu(kiosk);
	kiosk.press('down');
	await kiosk.sees(menu.explained.unlock);
	kiosk.press('enter');
	await kiosk.sees(unlock.intro, unlock.maybeNotLocked, unlock.ready);
}

/** The PIN that the portal gives out is the card's, and the card lost no PUK try by it. */
async function expectUnlocked(kiosk: Kiosk): Promise<void> {
	await kiosk.sees(unlock.cardDone, operation.outcomes.done);
	expect(kiosk.unwipedSecrets).toBe(0);
	const pin = await kiosk.pinAtPortal();
	expect(pin).not.toBe(kiosk.pins.pin);
	kiosk.press('enter');
	await kiosk.sees(menu.explained.unlock);
	kiosk.types('1p');
	await kiosk.sees(cardPin.title);
	kiosk.press('enter');
	await kiosk.sees(cardPin.once);
	kiosk.typesSecret(pin);
	kiosk.press('enter');
	await kiosk.sees(cardPin.done['verify-pin'].what);
	expect(kiosk.cardCondition).toMatchObject({ pukTriesLeft: 3, pinTriesLeft: 3 });
}

flow(
	'the card gets a new PIN from the portal, which the portal gives out afterwards',
	async (kiosk) => {
		await walkToUnlock(kiosk);
		expect(kiosk.heardByPortal(START)).toBe(0);
		kiosk.press('enter');
		await expectUnlocked(kiosk);
		expect([kiosk.heardByPortal(START), kiosk.heardByPortal(REPORT)]).toEqual([1, 1]);
	},
	NO_FAULTS,
);

flow(
	'a card with one PIN try left has all of them again',
	async (kiosk) => {
		kiosk.types('1p');
		await kiosk.sees(cardPin.title);
		for (const wrong of ['111222', '111333']) {
			kiosk.press('enter');
			await kiosk.sees(cardPin.once);
			kiosk.typesSecret(wrong);
			kiosk.press('enter');
			await kiosk.sees(cardPin.wrong.pin.what);
			kiosk.press('enter');
			await kiosk.sees(cardPin.explained['verify-pin']);
		}
		expect(kiosk.cardCondition.pinTriesLeft).toBe(1);
		kiosk.press('escape');
		await walkToUnlock(kiosk);
		kiosk.press('enter');
		await expectUnlocked(kiosk);
	},
	NO_FAULTS,
);

flow(
	'a report that the portal did not take: the new PIN is not promised there, and Enter reports again',
	async (kiosk) => {
		kiosk.portalLies(REPORT, {
			status: 400,
			headers: { 'content-type': 'application/problem+json' },
			body: [
				JSON.stringify({
					type: 'https://muhurdar.invalid/problems/request-invalid',
					title: 'The request is not of the contract',
					status: 400,
				}),
			],
		});
		await walkToUnlock(kiosk);
		kiosk.press('enter');
		await kiosk.sees(unlock.cardDone, unlock.portalHasOldPin);
		await kiosk.seesNot(unlock.afterwards);
		expect(await kiosk.pinAtPortal()).toBe(kiosk.pins.pin);
		kiosk.portalLies(REPORT, undefined);
		kiosk.press('enter');
		await kiosk.sees(unlock.afterwards);
		await expectUnlocked(kiosk);
		expect([kiosk.heardByPortal(START), kiosk.heardByPortal(REPORT)]).toEqual([1, 2]);
	},
	NO_FAULTS,
);

flow(
	'of a card that said it is not locked the page says so, and Esc leaves card and portal as they are',
	async (kiosk) => {
		await walkToMenu(kiosk);
		kiosk.types('p');
		await kiosk.sees(cardPin.title);
		kiosk.press('escape');
		kiosk.press('down');
		kiosk.press('enter');
		await kiosk.sees(unlock.intro, unlock.notLocked, unlock.ready);
		kiosk.press('escape');
		await kiosk.sees(menu.explained.unlock);
		expect([kiosk.heardByPortal(START), kiosk.pinCommandsSeen]).toEqual([0, 0]);
	},
);

describe('the card pulled', () => {
	for (const moment of ['before', 'during', 'after'] as const) {
		flow(
			`${moment} the card compares the PUK: gone on with, its new PIN works, and no wrong PUK was tried`,
			async (kiosk) => {
				await walkToUnlock(kiosk);
				kiosk.press('enter');
				await kiosk.sees(unlock.cardStopped.unknown, unlock.staysOpen);
				const sent = kiosk.sentPins;
				kiosk.press('enter');
				await kiosk.sees(refusals['card-not-in']);
				await kiosk.putsIn();
				expect(kiosk.sentPins).toBe(sent);
				kiosk.press('enter');
				await expectUnlocked(kiosk);
				expect(kiosk.outstandingFaults).toBe(0);
				expect([kiosk.heardByPortal(START), kiosk.heardByPortal(REPORT)]).toEqual([1, 1]);
			},
			[{ at: 'instruction', instruction: INS_UNBLOCK, number: 1, fault: { kind: 'pull', moment } }],
		);
	}

	flow(
		'again while the new PIN is tried after it: gone on with once more',
		async (kiosk) => {
			await walkToUnlock(kiosk);
			kiosk.press('enter');
			await kiosk.sees(unlock.cardStopped.unknown);
			await kiosk.putsIn();
			kiosk.press('enter');
			await kiosk.sees(unlock.cardStopped.gone, unlock.staysOpen);
			await kiosk.putsIn();
			kiosk.press('enter');
			await expectUnlocked(kiosk);
		},
		[
			{ at: 'instruction', instruction: INS_UNBLOCK, number: 1, fault: { kind: 'pull', moment: 'after' } },
			{ at: 'instruction', instruction: INS_VERIFY, number: 1, fault: { kind: 'pull', moment: 'before' } },
		],
	);

	for (const [moment, request] of [
		['while the portal opens the unlock', START],
		['while the portal gives out the PUK', SECRETS],
	] as const) {
		flow(`${moment}: no byte goes to the card, and gone on with its new PIN works`, async (kiosk) => {
			await walkToUnlock(kiosk);
			kiosk.whenPortalIsAsked(request, () => kiosk.pullsCard());
			kiosk.press('enter');
			await kiosk.sees(unlock.staysOpen);
			expect(kiosk.cardCondition.pukTriesLeft).toBe(3);
			expect(kiosk.heardByPortal(REPORT)).toBe(0);
			await kiosk.putsCardBack();
			kiosk.press('enter');
			await expectUnlocked(kiosk);
			expect([kiosk.heardByPortal(START), kiosk.heardByPortal(REPORT)]).toEqual([1, 1]);
		});
	}

	flow('between the card and the report: the report needs no card', async (kiosk) => {
		await walkToUnlock(kiosk);
		kiosk.whenPortalIsAsked(REPORT, () => kiosk.pullsCard());
		kiosk.press('enter');
		await kiosk.sees(unlock.cardDone, operation.outcomes.done);
		await kiosk.putsCardBack();
		await expectUnlocked(kiosk);
		expect([kiosk.heardByPortal(START), kiosk.heardByPortal(REPORT)]).toEqual([1, 1]);
	});

	flow('before anything was begun: the portal is asked for nothing', async (kiosk) => {
		await walkToUnlock(kiosk);
		await kiosk.pullsCard();
		kiosk.press('enter');
		await kiosk.sees(refusals['card-not-in']);
		expect(kiosk.heardByPortal(START)).toBe(0);
		await kiosk.putsCardBack();
		kiosk.press('enter');
		await kiosk.sees(unlock.cardDone);
	});
});

describe('the line cut', () => {
	for (const [step, request] of [
		['the unlock was begun', START],
		['its result was told', REPORT],
	] as const) {
		flow(`after ${step}: it is asked after, and nothing is sent twice`, async (kiosk) => {
			await walkToUnlock(kiosk);
			kiosk.lineBreaksAfter(request);
			kiosk.press('enter');
			await kiosk.sees(unlock.cardDone, operation.outcomes.done);
			expect(kiosk.heardByPortal(request)).toBe(1);
			expect(kiosk.cardCondition.pukTriesLeft).toBe(3);
		});
	}

	flow('while the PUK is fetched: it stays open and is gone on with', async (kiosk) => {
		await walkToUnlock(kiosk);
		kiosk.lineBreaksAfter(SECRETS);
		kiosk.press('enter');
		await kiosk.sees(unlock.cardDone, operation.outcomes.done);
		expect(kiosk.heardByPortal(START)).toBe(1);
	});
});

flow(
	'a card that is not the account’s is refused before a byte is sent, to the portal or to the card',
	async (kiosk) => {
		await walkToMenu(kiosk);
		const seal = await issueSeal();
		await kiosk.putsIn(
			createVirtualAkisCard({
				product: 'v1.0',
				serial: Uint8Array.of(9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9),
				objects: [seal.signing, seal.encryption],
				pin: SecretText.of('471108'),
				puk: SecretText.of('99887766'),
			}),
		);
		const [heard, sent] = [kiosk.heardByPortal(), kiosk.sentPins];
		kiosk.press('down');
		kiosk.press('enter');
		await kiosk.sees(refusals['card-not-of-account']);
		expect([kiosk.heardByPortal(), kiosk.sentPins]).toEqual([heard, sent]);
	},
	NO_FAULTS,
);

describe('a PUK that the card refused', () => {
	const wrongPuk: Parameters<Kiosk['portalTwists']>[1] = (name, value) =>
		name === 'puk' ? '10293847' : value;

	flow(
		'is not sent to it again: not by the same entry, not in a new unlock, and not by the next run',
		async (kiosk) => {
			kiosk.portalTwists(SECRETS, wrongPuk);
			await walkToUnlock(kiosk);
			kiosk.press('enter');
			await kiosk.sees(unlock.cardNotDone.wrong);
			const sent = kiosk.sentPins;
			kiosk.press('enter');
			await kiosk.sees(menu.explained.unlock);
			kiosk.press('enter');
			await kiosk.sees(unlock.ready);
			kiosk.press('enter');
			await kiosk.sees(unlock.cardNotDone['puk-refused-before']);
			expect([kiosk.sentPins, kiosk.cardCondition.pukTriesLeft]).toEqual([sent, 2]);
			expect(kiosk.unwipedSecrets).toBe(0);

			await using later = await kiosk.nextRun(NO_FAULTS);
			later.portalTwists(SECRETS, wrongPuk);
			await walkToUnlock(later);
			later.press('enter');
			await later.sees(unlock.cardNotDone['puk-refused-before']);
			expect(later.sentPins).toBe(0);
		},
		NO_FAULTS,
	);

	flow(
		'before its answer came is not sent to it again either',
		async (kiosk) => {
			kiosk.portalTwists(SECRETS, wrongPuk);
			await walkToUnlock(kiosk);
			kiosk.press('enter');
			await kiosk.sees(unlock.cardStopped.unknown);
			await kiosk.putsIn();
			kiosk.press('enter');
			await kiosk.sees(unlock.cardStopped['puk-unclear']);
			kiosk.press('enter');
			await kiosk.sees(unlock.cardStopped['puk-unclear']);
			expect(kiosk.cardCondition.pukTriesLeft).toBe(2);
		},
		[{ at: 'instruction', instruction: INS_UNBLOCK, number: 1, fault: { kind: 'pull', moment: 'after' } }],
	);
});
