import { expect } from 'vitest';
import { textsOf } from '#i18n';
import { flow, HOLDER, type Kiosk } from './kiosk.ts';
import { walkToMenu } from './login-walk.ts';

const { failure, menu, operation, refusals, told, status } = textsOf('tr');

const REVOCATION = 'POST /v1/certificates/…/revocation';
const LAST_DIGITS = HOLDER.number.slice(-4);

/** To the last word before both certificates are revoked. */
async function walkToConfirmation(kiosk: Kiosk): Promise<void> {
	await walkToMenu(kiosk);
	kiosk.press('up');
	kiosk.press('up');
	await kiosk.sees(menu.explained.revoke);
	kiosk.press('enter');
	await kiosk.sees(operation.choose.revoke, operation.chosen(0));
	kiosk.types(' ');
	kiosk.press('down');
	kiosk.types(' ');
	await kiosk.sees(operation.chosen(2));
	kiosk.press('enter');
	await kiosk.sees(operation.reason, operation.reasons['lost-or-stolen']);
	kiosk.press('down');
	kiosk.press('enter');
	await kiosk.sees(operation.irreversible, operation.typeDigits(false));
}

flow('both certificates are revoked, one request each, and the menu shows it', async (kiosk) => {
	await walkToConfirmation(kiosk);
	expect(kiosk.heardByPortal(REVOCATION)).toBe(0);
	kiosk.types(LAST_DIGITS);
	kiosk.press('enter');
	await kiosk.sees(operation.outcomes.done, operation.afterwards.revoke, 'İşlem no');
	expect(kiosk.heardByPortal(REVOCATION)).toBe(2);
	expect(await kiosk.statesAtPortal()).toEqual({ SIGN0: 'revoked', ENCR0: 'revoked' });
	kiosk.press('enter');
	await kiosk.sees(menu.states.revoked, refusals['nothing-to-revoke']);
});

flow('what was revoked before the session ended at the next one is told, and stays told', async (kiosk) => {
	await walkToConfirmation(kiosk);
	kiosk.whenPortalIsAsked(REVOCATION, async () => {
		kiosk.portalLies(REVOCATION, {
			status: 401,
			headers: { 'content-type': 'application/problem+json' },
			body: [
				JSON.stringify({
					type: 'https://muhurdar.invalid/problems/session-expired',
					title: 'The session is over',
					status: 401,
				}),
			],
		});
	});
	kiosk.types(LAST_DIGITS);
	kiosk.press('enter');
	await kiosk.sees(
		'SIGN0',
		operation.outcomes.done,
		'ENCR0',
		operation.outcomes.refused,
		told['session-expired'],
	);
	expect(await kiosk.statesAtPortal()).toEqual({ SIGN0: 'revoked', ENCR0: 'valid' });
	kiosk.types('h');
	await kiosk.sees('Bundan önce yapılanlar yapıldı', failure.safe['this-not-done']);
	await kiosk.seesNot(failure.safe['not-done']);
	kiosk.press('escape');
	await kiosk.later(700);
	await kiosk.sees(operation.outcomes.done, operation.outcomes.refused);
	kiosk.press('enter');
	await kiosk.sees(status.sessionNone);
	await kiosk.seesNot(operation.outcomes.done);
});

flow('nothing is sent before the last digits are right, nor after Esc', async (kiosk) => {
	await walkToConfirmation(kiosk);
	kiosk.types('1111');
	kiosk.press('enter');
	await kiosk.sees(refusals['confirmation-wrong']);
	kiosk.press('escape');
	kiosk.press('escape');
	kiosk.press('escape');
	await kiosk.sees(menu.explained.revoke);
	expect(kiosk.heardByPortal(REVOCATION)).toBe(0);
	expect(await kiosk.statesAtPortal()).toEqual({ SIGN0: 'valid', ENCR0: 'valid' });
});

flow('a lost answer is asked after; the request is not sent a second time', async (kiosk) => {
	await walkToConfirmation(kiosk);
	kiosk.types(LAST_DIGITS);
	kiosk.lineBreaksAfter(REVOCATION);
	kiosk.press('enter');
	await kiosk.sees(operation.outcomes.done, operation.afterwards.revoke);
	expect(kiosk.heardByPortal(REVOCATION)).toBe(2);
	expect(await kiosk.statesAtPortal()).toEqual({ SIGN0: 'revoked', ENCR0: 'revoked' });
});

flow('while it is not answered it says so, and Enter sends nothing', async (kiosk) => {
	await walkToConfirmation(kiosk);
	const silence = kiosk.portalIsSilentAt(REVOCATION);
	kiosk.types(LAST_DIGITS);
	kiosk.press('enter');
	await silence.arrived;
	await kiosk.later(3);
	kiosk.stillSees(operation.sent(operation.requests.revoke, 3), operation.escLeaves, operation.waiting);
	kiosk.press('enter');
	kiosk.stillSees(refusals['change-under-way']);
	expect(kiosk.heardByPortal(REVOCATION)).toBe(1);
});

flow('a session that ends in the middle is opened again, and what was chosen stands', async (kiosk) => {
	await walkToConfirmation(kiosk);
	kiosk.types('69');
	await kiosk.later(601);
	await kiosk.sees(told['session-expired'], status.sessionNone);
	// The digits were being typed when it ended.
	kiosk.press('escape');
	await walkToMenuAgain(kiosk);
	await kiosk.sees(operation.irreversible, told['operation-resumed'], '6 9 _ _');
	kiosk.types('20');
	kiosk.press('enter');
	await kiosk.sees(operation.afterwards.revoke);
	expect(await kiosk.statesAtPortal()).toEqual({ SIGN0: 'revoked', ENCR0: 'revoked' });
});

/** The whole login once more; it ends where the holder was. */
async function walkToMenuAgain(kiosk: Kiosk): Promise<void> {
	const { login, steps } = textsOf('tr');
	kiosk.press('enter');
	await kiosk.sees(steps[5].title, login.submit);
	kiosk.types(HOLDER.number);
	kiosk.press('tab');
	kiosk.types(await kiosk.readsPicture());
	kiosk.press('tab');
	kiosk.typesSecret(HOLDER.word);
	kiosk.press('enter');
	await kiosk.sees(login.confirmPhoneHow);
	kiosk.press('enter');
	kiosk.types(await kiosk.readsPhone());
	kiosk.press('enter');
}
