import { describe, expect } from 'vitest';
import { textsOf } from '#i18n';
import { flow, HOLDER } from './kiosk.ts';
import { answerPicture, fillForm, openForm } from './login-walk.ts';

const { login, portalWait, problems, refusals } = textsOf('tr');
/** As long as the picture's text, of characters that no picture has. */
const WRONG_PICTURE = '00000';
const WRONG_WORD = 'menekşe';

flow(
	'a wrong picture costs a try: a new picture comes, the number stays, the word empties',
	async (kiosk) => {
		await openForm(kiosk);
		const former = kiosk.drawnPicture;
		await fillForm(kiosk, { picture: WRONG_PICTURE });
		await kiosk.sees(problems['captcha-wrong'](2), HOLDER.number);
		await kiosk.seesNot('•', WRONG_PICTURE);
		expect(kiosk.drawnPicture).not.toBe(former);
		expect(kiosk.heardByPortal('POST /v1/captchas')).toBe(2);
		expect(kiosk.unwipedSecrets).toBe(0);
		await answerPicture(kiosk);
		await kiosk.sees(login.confirmPhoneHow);
	},
);

flow('a wrong word three times locks the login, and says that the card is as it was', async (kiosk) => {
	await openForm(kiosk);
	await fillForm(kiosk, { word: WRONG_WORD });
	await kiosk.sees(problems['credentials-wrong'](2), HOLDER.number);
	await kiosk.seesNot('•');
	await answerPicture(kiosk, { word: WRONG_WORD });
	await kiosk.sees(problems['credentials-wrong'](1));
	await answerPicture(kiosk, { word: WRONG_WORD });
	await kiosk.sees(problems['login-locked'](undefined, 300));
	kiosk.press('f5');
	await kiosk.sees(portalWait.held.login(300));
	await kiosk.later(300);
	kiosk.press('f5');
	await answerPicture(kiosk);
	await kiosk.sees(login.confirmPhoneHow);
});

flow('a picture that was looked at for too long is refused without a try lost', async (kiosk) => {
	await openForm(kiosk);
	await kiosk.later(120);
	await fillForm(kiosk);
	await kiosk.sees(problems['captcha-expired']());
	await answerPicture(kiosk, { word: WRONG_WORD });
	await kiosk.sees(problems['credentials-wrong'](2));
});

describe('a number that cannot be right is told at the field and sent to nobody', () => {
	const wrong = [
		['nine digits', '454053692', login.faults.length(9)],
		['twelve digits', '454053692012', login.faults.length(12)],
		['a letter', '45405O6920', login.faults['not-digits']],
		['a VKN with a wrong check digit', '4540536921', login.faults['check-digit'](10)],
		['a T.C. number with a wrong check digit', '12345678901', login.faults['check-digit'](11)],
	] as const;
	for (const [what, number, told] of wrong) {
		flow(what, async (kiosk) => {
			await openForm(kiosk);
			const heard = kiosk.heardByPortal();
			await fillForm(kiosk, { number });
			await kiosk.sees(told, number);
			expect(kiosk.heardByPortal()).toBe(heard);
			kiosk.press('u', { ctrl: true });
			await kiosk.seesNot(told);
			kiosk.types(HOLDER.number);
			kiosk.press('enter');
			await kiosk.sees(login.confirmPhoneHow);
		});
	}

	flow('a T.C. number that passes its check is sent, and the portal knows no such holder', async (kiosk) => {
		await openForm(kiosk);
		await fillForm(kiosk, { number: '10000000146' });
		await kiosk.sees(problems['credentials-wrong'](2));
		expect(kiosk.heardByPortal('POST /v1/logins')).toBe(1);
	});
});

flow('a new picture is there for the asking, and only one at a time', async (kiosk) => {
	await openForm(kiosk);
	const former = kiosk.drawnPicture;
	kiosk.press('f5');
	kiosk.press('f5');
	kiosk.stillSees(refusals['waiting-for-answer']);
	await kiosk.readsPicture();
	expect(kiosk.drawnPicture).not.toBe(former);
	expect(kiosk.heardByPortal('POST /v1/captchas')).toBe(2);
	kiosk.press('tab', { shift: true });
	await fillForm(kiosk);
	await kiosk.sees(login.confirmPhoneHow);
});
