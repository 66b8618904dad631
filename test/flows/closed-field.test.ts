import { expect } from 'vitest';
import { textsOf } from '#i18n';
import { flow, HOLDER, type Kiosk, signatureFlow } from './kiosk.ts';
import { walkToMenu } from './login-walk.ts';

/* The card, or the session, goes while somebody types a secret without looking at the screen. */

const { cardPin, closedField, signatureLogin, steps, told, update } = textsOf('tr');

/** What is typed of a form with several fields, and the keys between them. */
function goesOnTyping(kiosk: Kiosk, rest: string): void {
	kiosk.types(rest);
	kiosk.press('enter');
	kiosk.types(rest);
	kiosk.press('tab');
	kiosk.types(rest);
	kiosk.press('enter');
}

signatureFlow('the PIN of E-İmzalı Giriş does not go on in Vergi Kimlik No', async (kiosk) => {
	kiosk.types('4');
	kiosk.press('down');
	kiosk.press('enter');
	await kiosk.sees(signatureLogin.title, 'Gülşen Işık');
	kiosk.types(HOLDER.number);
	kiosk.press('enter');
	await kiosk.sees(signatureLogin.whatIsSigned);
	kiosk.types('6152');
	kiosk.press('f9');
	await kiosk.untilSignatoryIs('empty');
	await kiosk.sees(told['card-left-form'], signatureLogin.certificates);
	goesOnTyping(kiosk, '6152');
	kiosk.stillSees(told['card-left-form'], HOLDER.number, closedField(15));
	await kiosk.seesNot('6152');
	expect(kiosk.unwipedSecrets).toBe(0);
	kiosk.press('escape');
	await kiosk.seesNot(closedField(15));
	kiosk.press('backspace');
	expect(kiosk.state.login).toHaveProperty('holderNumber', HOLDER.number.slice(0, -1));
});

flow('the digits of a PIN whose card was pulled open no step', async (kiosk) => {
	kiosk.types('1p');
	await kiosk.sees(cardPin.title);
	kiosk.press('down');
	kiosk.press('enter');
	await kiosk.sees(cardPin.fields['old-pin']);
	kiosk.types('61');
	await kiosk.pullsCard();
	await kiosk.sees(told['card-left-form'], closedField(0));
	goesOnTyping(kiosk, '4321');
	await kiosk.sees(cardPin.title, closedField(15));
	await kiosk.later(31);
	await kiosk.seesNot(closedField(15));
	kiosk.types('4');
	await kiosk.sees(steps[4].title);
});

flow('the letters of a security word whose session ended are no commands', async (kiosk) => {
	await walkToMenu(kiosk);
	kiosk.press('up');
	kiosk.press('enter');
	await kiosk.sees(update.rows.save);
	kiosk.press('up');
	kiosk.press('enter');
	await kiosk.sees(update.wordHow);
	kiosk.types('eski');
	await kiosk.later(600);
	await kiosk.sees(told['session-expired'], closedField(0));
	goesOnTyping(kiosk, 'qltuzlu');
	await kiosk.sees(told['session-expired'], steps[4].title, closedField(24));
	expect(await kiosk.exitCode()).toBeUndefined();
	expect(kiosk.unwipedSecrets).toBe(0);
});
