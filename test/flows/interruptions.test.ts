import { expect } from 'vitest';
import { textsOf } from '#i18n';
import { flow, HOLDER } from './kiosk.ts';
import { answerPicture, fillForm, openForm, walkToCode, walkToMenu, walkToPin } from './login-walk.ts';

const { login, pins, problems, status, steps, told } = textsOf('tr');

flow('the card pulled in the middle of the login unticks its steps and nothing else', async (kiosk) => {
	await openForm(kiosk);
	const picture = await kiosk.readsPicture();
	kiosk.types(HOLDER.number);
	kiosk.press('tab');
	kiosk.types(picture);
	kiosk.press('tab');
	kiosk.typesSecret(HOLDER.word);
	const heard = kiosk.heardByPortal();
	await kiosk.pullsCard();
	await kiosk.ticks(3, 4);
	await kiosk.sees(HOLDER.number, picture, '•'.repeat(HOLDER.word.length), status.cardNone);
	await kiosk.putsCardBack();
	await kiosk.ticks(1, 2, 3, 4);
	await kiosk.sees(HOLDER.number, picture, '•'.repeat(HOLDER.word.length));
	expect(kiosk.heardByPortal()).toBe(heard);
	kiosk.press('enter');
	await kiosk.sees(login.confirmPhoneHow);
});

flow(
	'the portal stopped in the middle of the form unticks step 3, which ticks again by itself',
	async (kiosk) => {
		await openForm(kiosk);
		await kiosk.portalStops();
		await fillForm(kiosk);
		await kiosk.sees(problems.unreachable(), HOLDER.number, login.captchaFailed);
		await kiosk.ticks(1, 2, 4);
		await kiosk.later(6);
		await kiosk.ticks(1, 2, 4);
		await kiosk.portalStarts();
		await kiosk.later(30);
		await kiosk.ticks(1, 2, 3, 4);
		kiosk.press('f5');
		await answerPicture(kiosk);
		await kiosk.sees(login.confirmPhoneHow);
	},
);

flow('a portal that stops while nobody asks anything is noticed all the same', async (kiosk) => {
	await kiosk.portalStops();
	await kiosk.ticks(1, 2, 3);
	await kiosk.later(30);
	await kiosk.ticks(1, 2);
	await kiosk.portalStarts();
	await kiosk.later(2);
	await kiosk.ticks(1, 2, 3);
});

flow('a portal that was started anew knows no session: it ends here too', async (kiosk) => {
	await walkToMenu(kiosk);
	await kiosk.portalStops();
	await kiosk.portalStarts();
	kiosk.press('enter');
	kiosk.press('enter');
	await kiosk.sees(told['session-expired'], status.sessionNone);
	await kiosk.ticks(1, 2, 3);
});

flow('a session in which nothing is asked ends by the clock, here and at the portal', async (kiosk) => {
	await walkToMenu(kiosk);
	await kiosk.later(599);
	await kiosk.sees(status.sessionOpen('0:01'));
	await kiosk.later(1);
	await kiosk.sees(told['session-expired'], status.sessionNone, steps[4].title);
	await kiosk.ticks(1, 2, 3);
	expect(await kiosk.isTokenGood()).toBe(false);
});

flow('a session lasts from the last thing that was asked in it', async (kiosk) => {
	await walkToMenu(kiosk);
	await kiosk.later(500);
	kiosk.press('enter');
	kiosk.press('enter');
	await kiosk.sees(`PIN ${kiosk.pins.pin}`);
	await kiosk.later(500);
	await kiosk.sees(pins.hidden, status.sessionOpen('1:40'));
	await kiosk.ticks(1, 2, 3, 4, 5, 6);
});

flow('Esc while the login is unanswered gives it up: the number stays, the word is gone', async (kiosk) => {
	await openForm(kiosk);
	const silence = kiosk.portalIsSilentAt('POST /v1/logins');
	await fillForm(kiosk);
	await silence.arrived;
	await kiosk.later(3);
	kiosk.stillSees(login.sending(3));
	kiosk.press('enter');
	kiosk.press('escape');
	await silence.givenUp;
	await kiosk.sees(told.cancelled, HOLDER.number);
	await kiosk.seesNot('•');
	expect(kiosk.unwipedSecrets).toBe(0);
	expect(kiosk.heardByPortal('POST /v1/logins')).toBe(1);
	await answerPicture(kiosk);
	await kiosk.sees(login.confirmPhoneHow);
});

flow('Esc right after Enter is in time: the login is not sent at all', async (kiosk) => {
	await openForm(kiosk);
	await fillForm(kiosk);
	kiosk.press('escape');
	await kiosk.sees(told.cancelled, HOLDER.number);
	expect(kiosk.heardByPortal('POST /v1/logins')).toBe(0);
	expect(kiosk.unwipedSecrets).toBe(0);
});

flow('Esc while the code is unanswered goes back to the form', async (kiosk) => {
	await walkToCode(kiosk);
	const silence = kiosk.portalIsSilentAt('POST /v1/logins/…/code');
	kiosk.types(await kiosk.readsPhone());
	kiosk.press('enter');
	await silence.arrived;
	kiosk.stillSees(login.confirming(0));
	kiosk.press('escape');
	await silence.givenUp;
	await kiosk.sees(steps[5].title, HOLDER.number);
	expect(kiosk.unwipedSecrets).toBe(0);
});

flow('Esc while the PIN is unanswered goes back to the menu, and the PIN never comes', async (kiosk) => {
	await walkToMenu(kiosk);
	const silence = kiosk.portalIsSilentAt('GET /v1/pins');
	kiosk.press('enter');
	kiosk.press('enter');
	await silence.arrived;
	kiosk.stillSees(pins.loading(0));
	kiosk.press('escape');
	await silence.givenUp;
	await kiosk.sees(steps[6].title, HOLDER.title);
	await kiosk.ticks(1, 2, 3, 4, 5);
});

flow('leaving the PIN for another step takes it off the screen', async (kiosk) => {
	await walkToPin(kiosk);
	kiosk.types('1');
	await kiosk.sees(steps[1].title);
	expect(kiosk.unwipedSecrets).toBe(0);
	kiosk.types('6');
	kiosk.press('enter');
	await kiosk.sees(pins.hidden);
});
