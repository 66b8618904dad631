import { expect } from 'vitest';
import { textsOf } from '#i18n';
import { flow, HOLDER } from './kiosk.ts';
import { fillForm, openForm, walkToCode, walkToMenu, walkToPin } from './login-walk.ts';

const { ask, menu, quit, start, steps, told } = textsOf('tr');

flow('q ends the program at once where nothing is lost by it', async (kiosk) => {
	kiosk.types('q');
	expect(await kiosk.ends()).toBe(0);
	expect(kiosk.heardByPortal('DELETE /v1/session')).toBe(0);
});

flow('q asks while a session is open; Esc stays, Enter closes the session and leaves', async (kiosk) => {
	await walkToMenu(kiosk);
	kiosk.types('q');
	await kiosk.sees(quit.title, quit.body);
	kiosk.press('escape');
	await kiosk.sees(steps[6].title, HOLDER.title);
	expect(await kiosk.exitCode()).toBeUndefined();
	expect(await kiosk.isTokenGood()).toBe(true);
	kiosk.types('q');
	kiosk.press('enter');
	expect(await kiosk.ends()).toBe(0);
	expect(kiosk.heardByPortal('DELETE /v1/session')).toBe(1);
	expect(await kiosk.isTokenGood()).toBe(false);
	expect(kiosk.unwipedSecrets).toBe(0);
});

flow('q asks while a login is under way as well, and the code that was typed is wiped', async (kiosk) => {
	await walkToCode(kiosk);
	kiosk.typesSecret(await kiosk.readsPhone());
	kiosk.press('f10');
	await kiosk.sees(quit.loginBody);
	kiosk.press('enter');
	expect(await kiosk.ends()).toBe(0);
	expect(kiosk.unwipedSecrets).toBe(0);
});

flow('Ctrl+C with a PIN on the screen wipes it, tells the portal and leaves with 130', async (kiosk) => {
	await walkToPin(kiosk);
	kiosk.press('c', { ctrl: true });
	expect(await kiosk.ends()).toBe(130);
	await kiosk.seesNot(kiosk.pins.pin, kiosk.pins.puk);
	expect(kiosk.heardByPortal('DELETE /v1/session')).toBe(1);
	expect(await kiosk.isTokenGood()).toBe(false);
	expect(kiosk.unwipedSecrets).toBe(0);
});

flow('Ctrl+C leaves a portal that does not answer, and wipes the word', async (kiosk) => {
	await openForm(kiosk);
	const silence = kiosk.portalIsSilentAt('POST /v1/logins');
	await fillForm(kiosk);
	await silence.arrived;
	kiosk.press('c', { ctrl: true });
	expect(await kiosk.ends()).toBe(130);
	await silence.givenUp;
	expect(kiosk.unwipedSecrets).toBe(0);
});

flow('Çıkış that the portal does not hear is said so, and nothing is left here', async (kiosk) => {
	await walkToPin(kiosk);
	kiosk.press('escape');
	await kiosk.portalStops();
	kiosk.press('down');
	kiosk.press('down');
	await kiosk.sees(menu.explained['log-out']);
	kiosk.press('enter');
	await kiosk.sees(ask['log-out'].how);
	kiosk.press('enter');
	await kiosk.sees(start.title, told['logged-out-unheard']);
	await kiosk.ticks(1, 2);
	expect(kiosk.unwipedSecrets).toBe(0);
});

flow(
	'Çıkış wipes the PIN before the portal answers, and waits for no portal that goes away',
	async (kiosk) => {
		await walkToPin(kiosk);
		const silence = kiosk.portalIsSilentAt('DELETE /v1/session');
		kiosk.press('escape');
		kiosk.press('down');
		kiosk.press('down');
		kiosk.press('enter');
		kiosk.press('enter');
		expect(kiosk.unwipedSecrets).toBe(0);
		await silence.arrived;
		kiosk.stillSees(menu.leaving(0));
		kiosk.press('enter');
		await kiosk.portalStops();
		await kiosk.sees(start.title, told['logged-out-unheard']);
		await kiosk.ticks(1, 2);
		expect(kiosk.heardByPortal('DELETE /v1/session')).toBe(1);
	},
);
