import { readdir } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { textsOf } from '#i18n';
import type { FaultPlan } from '../../src/sandbox/card/index.ts';
import { walkToReview } from './details-walk.ts';
import { flow, HOLDER, type Kiosk } from './kiosk.ts';
import { answerPicture, fillForm, openForm, walkToMenu, walkToResetCode } from './login-walk.ts';

/* Esc ends every wait for the portal. It loses no change and sends none twice, and the screen says what is known. */

const {
	deletion,
	formerChanges,
	login,
	menu,
	operation,
	pins,
	problems,
	refusals,
	saving,
	steps,
	told,
	unlock,
	update,
} = textsOf('tr');

const LAST_DIGITS = HOLDER.number.slice(-4);
const SUSPENDED = { title: 'Askıda Kalmış Çelik Ltd. Şti.', number: '9000000017', word: 'lavanta' };
const REVOCATION = 'POST /v1/certificates/…/revocation';
const OPERATION = 'GET /v1/operations/…';
const NO_FAULTS: FaultPlan = [];
/** How long a card may take for one answer (`card/apdu/time-limit.ts`). */
const ANSWER_LIMIT_SECONDS = 5;

async function walkToRevocation(kiosk: Kiosk): Promise<void> {
	await walkToMenu(kiosk);
	kiosk.press('up');
	kiosk.press('up');
	await choosesRevocation(kiosk, 2);
}

async function choosesRevocation(kiosk: Kiosk, certificates: 1 | 2): Promise<void> {
	await kiosk.sees(menu.explained.revoke);
	kiosk.press('enter');
	await kiosk.sees(operation.choose.revoke);
	kiosk.types(' ');
	if (certificates === 2) {
		kiosk.press('down');
		kiosk.types(' ');
	}
	kiosk.press('enter');
	await kiosk.sees(operation.reason, operation.reasons['lost-or-stolen']);
	kiosk.press('enter');
	await kiosk.sees(operation.irreversible);
	kiosk.types(LAST_DIGITS);
}

async function walkToActivation(kiosk: Kiosk): Promise<void> {
	await openForm(kiosk);
	await fillForm(kiosk, SUSPENDED);
	await kiosk.sees(login.confirmPhoneHow);
	kiosk.press('enter');
	await kiosk.sees(login.remaining('3:00'));
	kiosk.types(await kiosk.readsPhone());
	kiosk.press('enter');
	await kiosk.sees(steps[6].title, SUSPENDED.title);
	for (const _ of ['unlock', 'details', 'revoke']) {
		kiosk.press('up');
	}
	kiosk.press('enter');
	await kiosk.sees(operation.choose.activate);
	kiosk.press('enter');
	await kiosk.sees(operation.confirmActivation);
}

async function walkToDetails(kiosk: Kiosk): Promise<void> {
	await walkToMenu(kiosk);
	kiosk.press('up');
	kiosk.press('enter');
	await kiosk.sees(update.rows.save);
}

async function walkToNewAddress(kiosk: Kiosk): Promise<void> {
	await walkToDetails(kiosk);
	await walkToReview(kiosk, 'Yeni Mah. 2');
}

async function walkToNewPhone(kiosk: Kiosk): Promise<void> {
	await walkToDetails(kiosk);
	for (let row = 0; row < 4; row += 1) {
		kiosk.press('tab');
	}
	kiosk.press('enter');
	await kiosk.sees(update.newPhone);
	kiosk.types('5321234567');
}

async function walkToPhoneCode(kiosk: Kiosk): Promise<void> {
	await walkToNewPhone(kiosk);
	kiosk.press('enter');
	kiosk.types(await kiosk.readsPhone());
}

async function walkToWord(kiosk: Kiosk): Promise<void> {
	await walkToDetails(kiosk);
	kiosk.press('tab', { shift: true });
	kiosk.press('enter');
	await kiosk.sees(update.wordFields.present);
	kiosk.typesSecret(HOLDER.word);
	kiosk.press('enter');
	kiosk.typesSecret('lale bahçesi');
	kiosk.press('enter');
	kiosk.typesSecret('lale bahçesi');
}

async function walkToPins(kiosk: Kiosk): Promise<void> {
	await walkToMenu(kiosk);
	kiosk.press('enter');
	await kiosk.sees(pins.title, pins.hidden);
}

async function walkToDeletion(kiosk: Kiosk): Promise<void> {
	await walkToPins(kiosk);
	kiosk.press('down');
	kiosk.press('down');
	kiosk.press('enter');
	for (let index = 0; index < 4; index += 1) {
		await kiosk.sees(deletion.readIt);
		kiosk.press('enter');
	}
	await kiosk.sees(deletion.copy);
	kiosk.press('down');
	kiosk.press('enter');
	kiosk.types('kopya istemiyorum');
	kiosk.press('enter');
	await kiosk.sees(deletion.copyIs.declined);
	kiosk.types(LAST_DIGITS);
}

async function walkToUnlock(kiosk: Kiosk): Promise<void> {
	await walkToMenu(kiosk);
	kiosk.press('down');
	await kiosk.sees(menu.explained.unlock);
	kiosk.press('enter');
	await kiosk.sees(unlock.ready);
}

/** A change, its request, and the way up to the Enter that sends it. */
const CHANGES: readonly (readonly [string, string, (kiosk: Kiosk) => Promise<void>])[] = [
	['a revocation', REVOCATION, walkToRevocation],
	['an activation', 'POST /v1/certificates/…/activation', walkToActivation],
	['an edit of the details', 'PATCH /v1/details', walkToNewAddress],
	['another phone', 'POST /v1/phone-changes/…/code', walkToPhoneCode],
	['another security word', 'PUT /v1/security-word', walkToWord],
	['a deletion of PINs', 'POST /v1/pins/deletions', walkToDeletion],
	['the start of an unlock', 'POST /v1/unlocks', walkToUnlock],
	['the report of an unlock', 'POST /v1/unlocks/…/report', walkToUnlock],
];

describe('a change that the portal did, without a word of it:', () => {
	for (const [name, request, walk] of CHANGES) {
		flow(`Esc leaves ${name}, which is asked about and told as done, and sent once`, async (kiosk) => {
			await walk(kiosk);
			const kept = kiosk.portalKeepsAnswer(request);
			kiosk.press('enter');
			await kept.arrived;
			kiosk.stillSees(operation.escLeaves);
			kiosk.press('escape');
			await kept.givenUp;
			await kiosk.sees(operation.outcomes.uncertain, operation.leftUnknown);
			expect(kiosk.unwipedSecrets).toBe(0);
			await kiosk.later(6);
			await kiosk.sees(operation.outcomes.done, formerChanges(1, 0, 0));
			await kiosk.seesNot(operation.outcomes.uncertain);
			expect([kiosk.heardByPortal(request), kiosk.heardByPortal(OPERATION)]).toEqual([1, 1]);
		});
	}
});

describe('a change that never reached the portal:', () => {
	for (const [name, request, walk] of CHANGES) {
		flow(`Esc leaves ${name}, which is withdrawn and told as not done`, async (kiosk) => {
			await walk(kiosk);
			const silence = kiosk.portalIsSilentAt(request);
			kiosk.press('enter');
			await silence.arrived;
			kiosk.press('escape');
			await silence.givenUp;
			await kiosk.sees(operation.leftUnknown);
			await kiosk.later(6);
			await kiosk.sees(operation.outcomes['not-sent'], formerChanges(0, 1, 0));
			expect(kiosk.heardByPortal(request)).toBe(1);
		});
	}
});

flow('Esc before the request left: the screen says that nothing was sent, and nothing is', async (kiosk) => {
	await walkToNewAddress(kiosk);
	const silence = kiosk.portalIsSilentAt('GET /v1/service');
	kiosk.press('enter');
	await silence.arrived;
	kiosk.press('escape');
	await silence.givenUp;
	await kiosk.sees(told['change-not-sent'], update.review);
	expect(kiosk.heardByPortal('PATCH /v1/details')).toBe(0);
	kiosk.press('enter');
	await kiosk.sees(operation.outcomes.done);
});

flow('of two certificates the second is not begun once Esc was pressed at the first', async (kiosk) => {
	await walkToRevocation(kiosk);
	const held = Promise.withResolvers<void>();
	const arrived = Promise.withResolvers<void>();
	kiosk.beforePortalAnswers(REVOCATION, () => {
		arrived.resolve();
		return held.promise;
	});
	kiosk.press('enter');
	await arrived.promise;
	kiosk.press('escape');
	kiosk.press('escape');
	held.resolve();
	await kiosk.sees(operation.notBegun);
	await kiosk.later(6);
	await kiosk.sees(operation.outcomes.done, operation.notBegun);
	expect(kiosk.heardByPortal(REVOCATION)).toBe(1);
	expect(await kiosk.statesAtPortal()).toEqual({ SIGN0: 'revoked', ENCR0: 'valid' });
	kiosk.press('enter');
	await kiosk.sees(menu.states.revoked);
});

flow(
	'after Esc one works elsewhere, and the same again is not sent before the former is known',
	async (kiosk) => {
		await walkToRevocation(kiosk);
		const silence = kiosk.portalIsSilentAt(REVOCATION);
		kiosk.press('enter');
		await silence.arrived;
		kiosk.press('escape');
		await silence.givenUp;
		await kiosk.sees(operation.leftUnknown);
		kiosk.press('enter');
		await kiosk.sees(menu.explained.revoke);
		kiosk.press('down');
		kiosk.press('enter');
		await kiosk.sees(update.rows.save, 'Gülşen Işık');
		kiosk.press('escape');
		await kiosk.sees(menu.explained['update-details']);
		kiosk.press('up');
		await choosesRevocation(kiosk, 1);
		kiosk.press('enter');
		await kiosk.sees(operation.outcomes.former, operation.outcomes['not-sent']);
		expect(kiosk.heardByPortal(REVOCATION)).toBe(1);
		expect(await kiosk.statesAtPortal()).toEqual({ SIGN0: 'valid', ENCR0: 'valid' });
	},
);

flow('Esc leaves a new word in place of a forgotten one, with every secret wiped', async (kiosk) => {
	const request = 'POST /v1/security-word-resets/…/word';
	await walkToResetCode(kiosk);
	await kiosk.sees(login.code);
	kiosk.types(await kiosk.readsPhone());
	kiosk.press('enter');
	await kiosk.sees(login.newWordHow);
	kiosk.typesSecret('kardelen');
	kiosk.press('enter');
	kiosk.typesSecret('kardelen');
	const kept = kiosk.portalKeepsAnswer(request);
	kiosk.press('enter');
	await kept.arrived;
	kiosk.stillSees(operation.escLeaves);
	kiosk.press('escape');
	await kept.givenUp;
	await kiosk.sees(told['word-uncertain'], login.securityWord, HOLDER.number);
	expect(kiosk.unwipedSecrets).toBe(0);
	await kiosk.later(6);
	await kiosk.sees(formerChanges(1, 0, 0));
	expect(kiosk.heardByPortal(request)).toBe(1);
	await answerPicture(kiosk, { word: 'kardelen' });
	await kiosk.sees(login.confirmPhoneHow);
});

describe('Parolalarımı Kaydet:', () => {
	flow('Esc gives it up, and no file is written', async (kiosk) => {
		await walkToPins(kiosk);
		kiosk.press('down');
		kiosk.press('enter');
		await kiosk.sees(saving.how);
		const silence = kiosk.portalIsSilentAt('GET /v1/pins/document');
		kiosk.press('enter');
		await silence.arrived;
		kiosk.stillSees(saving.saving(0));
		kiosk.press('escape');
		await silence.givenUp;
		await kiosk.sees(problems.cancelled(), saving.how);
		expect((await readdir(kiosk.folder)).filter((file) => file.endsWith('.pdf'))).toEqual([]);
		kiosk.press('enter');
		await kiosk.sees(saving.saved);
	});
});

describe('Kilit Çözme:', () => {
	for (const request of ['GET /v1/unlocks', 'GET /v1/unlocks/…']) {
		flow(
			`Esc leaves ${request}, no byte goes to the card, and Enter goes on`,
			async (kiosk) => {
				await walkToUnlock(kiosk);
				const silence = kiosk.portalIsSilentAt(request);
				kiosk.press('enter');
				await silence.arrived;
				kiosk.stillSees(unlock.giveUp);
				kiosk.press('escape');
				await silence.givenUp;
				await kiosk.sees(problems.cancelled(), unlock.goOn);
				expect([kiosk.sentPins, kiosk.unwipedSecrets]).toEqual([0, 0]);
				kiosk.press('enter');
				await kiosk.sees(unlock.cardDone, operation.outcomes.done);
				expect(kiosk.heardByPortal('POST /v1/unlocks')).toBe(1);
			},
			NO_FAULTS,
		);
	}

	flow(
		'an answer that was faster than Esc begins nothing on the card',
		async (kiosk) => {
			await walkToUnlock(kiosk);
			kiosk.beforePortalAnswers('POST /v1/unlocks', async () => kiosk.press('escape'));
			kiosk.press('enter');
			await kiosk.sees(unlock.goOn);
			expect(kiosk.sentPins).toBe(0);
			kiosk.press('enter');
			await kiosk.sees(unlock.cardDone, operation.outcomes.done);
			expect(kiosk.heardByPortal('POST /v1/unlocks')).toBe(1);
		},
		NO_FAULTS,
	);

	flow(
		'the card that takes the PUK can not be left, and Esc says why',
		async (kiosk) => {
			await walkToUnlock(kiosk);
			kiosk.press('enter');
			const answers = await kiosk.cardFallsSilent();
			kiosk.press('escape');
			kiosk.stillSees(refusals['unlock-on-card']);
			await kiosk.later(ANSWER_LIMIT_SECONDS);
			answers();
			await kiosk.sees(unlock.cardStopped.unknown);
		},
		[{ at: 'instruction', instruction: 0x2c, number: 1, fault: { kind: 'silence', isExecuted: false } }],
	);
});

describe('what is only read:', () => {
	const READS: readonly (readonly [string, (kiosk: Kiosk) => Promise<void>, string])[] = [
		['GET /v1/details', walkToMenuAtDetails, menu.explained['update-details']],
		['GET /v1/pins', walkToPins, menu.explained['pin-view']],
		['GET /v1/revocation-terms', walkToMenuAtRevocation, operation.choose.revoke],
		['POST /v1/phone-changes', walkToNewPhone, update.rows.save],
		['POST /v1/captchas', walkToMethod, steps[4].title],
		['POST /v1/logins', walkToFilledForm, login.securityWord],
		['POST /v1/logins/…/sms', walkToPhone, login.securityWord],
		['POST /v1/logins/…/code', walkToTypedCode, login.securityWord],
	];
	for (const [request, walk, there] of READS) {
		flow(`Esc leaves ${request}`, async (kiosk) => {
			await walk(kiosk);
			const silence = kiosk.portalIsSilentAt(request);
			kiosk.press('enter');
			await silence.arrived;
			if (request === 'GET /v1/revocation-terms') {
				kiosk.types(' ');
				kiosk.press('enter');
				kiosk.stillSees(operation.termsLoading(0));
			}
			kiosk.press('escape');
			kiosk.stillSees(there);
			expect(kiosk.unwipedSecrets).toBe(0);
		});
	}
});

async function walkToMenuAtDetails(kiosk: Kiosk): Promise<void> {
	await walkToMenu(kiosk);
	kiosk.press('up');
}

async function walkToMenuAtRevocation(kiosk: Kiosk): Promise<void> {
	await walkToMenu(kiosk);
	kiosk.press('up');
	kiosk.press('up');
}

async function walkToMethod(kiosk: Kiosk): Promise<void> {
	kiosk.types('4');
	await kiosk.sees(steps[4].title);
}

async function walkToFilledForm(kiosk: Kiosk): Promise<void> {
	await openForm(kiosk);
	kiosk.types(HOLDER.number);
	kiosk.press('tab');
	kiosk.types(await kiosk.readsPicture());
	kiosk.press('tab');
	kiosk.typesSecret(HOLDER.word);
}

async function walkToPhone(kiosk: Kiosk): Promise<void> {
	await openForm(kiosk);
	await fillForm(kiosk);
	await kiosk.sees(login.confirmPhoneHow);
}

async function walkToTypedCode(kiosk: Kiosk): Promise<void> {
	await walkToPhone(kiosk);
	kiosk.press('enter');
	await kiosk.sees(login.remaining('3:00'));
	kiosk.types(await kiosk.readsPhone());
}
