import { expect } from 'vitest';
import { textsOf } from '#i18n';
import { flow, type Kiosk } from './kiosk.ts';
import { fillForm, openForm } from './login-walk.ts';

const { login, menu, operation, refusals, steps } = textsOf('tr');

/** Of the sandbox: the one whose seal is suspended. */
const SUSPENDED = { title: 'Askıda Kalmış Çelik Ltd. Şti.', number: '9000000017', word: 'lavanta' };
const ACTIVATION = 'POST /v1/certificates/…/activation';

async function walkToActivation(kiosk: Kiosk): Promise<void> {
	await openForm(kiosk);
	await fillForm(kiosk, SUSPENDED);
	await kiosk.sees(login.confirmPhoneHow);
	kiosk.press('enter');
	await kiosk.sees(login.remaining('3:00'));
	kiosk.types(await kiosk.readsPhone());
	kiosk.press('enter');
	await kiosk.sees(steps[6].title, SUSPENDED.title, menu.states.suspended);
	kiosk.press('up');
	kiosk.press('up');
	kiosk.press('up');
	await kiosk.sees(menu.explained.activate);
	kiosk.press('enter');
	await kiosk.sees(operation.choose.activate, operation.chosen(2));
}

flow('Kullanıma Aç opens what is suspended, one request each, and the menu shows it', async (kiosk) => {
	await walkToActivation(kiosk);
	kiosk.press('enter');
	await kiosk.sees(operation.confirmActivation);
	expect(kiosk.heardByPortal(ACTIVATION)).toBe(0);
	kiosk.press('enter');
	await kiosk.sees(operation.outcomes.done, operation.afterwards.activate);
	expect(kiosk.heardByPortal(ACTIVATION)).toBe(2);
	expect(await kiosk.statesAtPortal()).toEqual({ SIGN0: 'valid', ENCR0: 'valid' });
	kiosk.press('enter');
	await kiosk.sees(menu.states.valid, refusals['nothing-suspended']);
});

flow(
	'an answer that was lost is asked after, and the second certificate is opened all the same',
	async (kiosk) => {
		await walkToActivation(kiosk);
		kiosk.press('enter');
		kiosk.lineBreaksAfter(ACTIVATION);
		kiosk.press('enter');
		await kiosk.sees(operation.afterwards.activate);
		expect(kiosk.heardByPortal(ACTIVATION)).toBe(2);
		expect(kiosk.heardByPortal('GET /v1/operations/…')).toBe(1);
		expect(await kiosk.statesAtPortal()).toEqual({ SIGN0: 'valid', ENCR0: 'valid' });
	},
);
