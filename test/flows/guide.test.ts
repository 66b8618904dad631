import { expect } from 'vitest';
import { textsOf } from '#i18n';
import { flow, HOLDER } from './kiosk.ts';
import { fillForm, walkToPin } from './login-walk.ts';

const texts = textsOf('tr');
const english = textsOf('en');

flow(
	'the guide is walked from the card to the PIN and to Çıkış, and the portal hears the end',
	async (kiosk) => {
		await kiosk.sees(texts.start.title, texts.start.hints.noSession);
		kiosk.press('down');
		await kiosk.sees(texts.steps[1].title, HOLDER.title, texts.card.slot.seal);
		kiosk.press('enter');
		await kiosk.sees(texts.steps[2].title, 'PIN işlemleri karta doğrudan yapılır');
		kiosk.press('enter');
		await kiosk.sees(texts.steps[3].title, texts.portal.reached);
		kiosk.press('enter');
		await kiosk.sees(texts.steps[4].title);
		kiosk.press('enter');
		await kiosk.sees(texts.steps[5].title);
		await kiosk.ticks(1, 2, 3, 4);
		await fillForm(kiosk);
		await kiosk.sees(texts.login.phoneTitle, texts.login.confirmPhoneHow);
		expect(kiosk.heardByPortal('POST /v1/logins/…/sms')).toBe(0);
		kiosk.press('enter');
		kiosk.types(await kiosk.readsPhone());
		kiosk.press('enter');
		await kiosk.sees(texts.steps[6].title, HOLDER.title, texts.menu.inCard);
		await kiosk.ticks(1, 2, 3, 4, 5);
		kiosk.press('enter');
		await kiosk.sees(texts.pins.hidden);
		expect(kiosk.heardByPortal('GET /v1/pins')).toBe(0);
		kiosk.press('enter');
		await kiosk.sees(`PIN ${kiosk.pins.pin}`, `PUK ${kiosk.pins.puk}`, texts.pins.shown(10));
		await kiosk.ticks(1, 2, 3, 4, 5, 6);
		await kiosk.later(10);
		await kiosk.sees(texts.told['pins-hidden']);
		await kiosk.seesNot(kiosk.pins.pin, kiosk.pins.puk);
		kiosk.press('escape');
		expect(await kiosk.isTokenGood()).toBe(true);
		kiosk.press('down');
		kiosk.press('down');
		await kiosk.sees(texts.menu.explained['log-out']);
		kiosk.press('enter');
		await kiosk.sees(texts.ask['log-out'].how);
		kiosk.press('enter');
		await kiosk.sees(texts.told['logged-out'], texts.status.sessionNone);
		await kiosk.ticks(1, 2, 3);
		expect(kiosk.heardByPortal('DELETE /v1/session')).toBe(1);
		expect(await kiosk.isTokenGood()).toBe(false);
		expect(kiosk.unwipedSecrets).toBe(0);
	},
);

flow('one key hides the PIN at once, and showing it again asks the portal again', async (kiosk) => {
	await walkToPin(kiosk);
	kiosk.types(' ');
	await kiosk.sees(texts.pins.hidden);
	await kiosk.seesNot(kiosk.pins.pin);
	expect(kiosk.unwipedSecrets).toBe(0);
	kiosk.types(' ');
	await kiosk.sees(`PIN ${kiosk.pins.pin}`);
	expect(kiosk.heardByPortal('GET /v1/pins')).toBe(2);
});

flow(
	'another language in the middle of the form changes the words and nothing that was typed',
	async (kiosk) => {
		kiosk.types('4');
		kiosk.press('enter');
		await kiosk.sees(texts.login.securityWord);
		const picture = await kiosk.readsPicture();
		const drawn = kiosk.drawnPicture;
		kiosk.types(HOLDER.number);
		kiosk.press('tab');
		kiosk.types(picture);
		kiosk.press('tab');
		kiosk.typesSecret(HOLDER.word);
		kiosk.press('f2');
		await kiosk.sees(english.login.securityWord, HOLDER.number, picture, '•'.repeat(HOLDER.word.length));
		expect(kiosk.drawnPicture).toBe(drawn);
		kiosk.press('enter');
		await kiosk.sees(english.login.confirmPhoneHow);
		kiosk.types('l');
		await kiosk.sees(texts.login.confirmPhoneHow);
	},
);
