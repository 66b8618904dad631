import { expect, test } from 'vitest';
import { textsOf } from '#i18n';
import { Kiosk } from './kiosk.ts';
import { walkToMenu } from './login-walk.ts';

const { pins, refusals } = textsOf('tr');

/** In tmux, at the screen of the PINs. */
async function atPinsInTmux(): Promise<Kiosk> {
	const kiosk = await Kiosk.open(undefined, undefined, undefined, { recorder: 'tmux' });
	await walkToMenu(kiosk);
	kiosk.press('enter');
	await kiosk.sees(pins.title);
	return kiosk;
}

test('the portal is asked for the PINs at the second Enter, every time', async () => {
	await using kiosk = await atPinsInTmux();
	await kiosk.sees(pins.recorded('tmux'), pins.hiddenRecorded);
	for (const asked of [0, 1]) {
		kiosk.press('enter');
		await kiosk.sees(pins.confirmRecorded);
		kiosk.types(' ');
		await kiosk.sees(refusals['recorded-needs-enter']);
		expect(kiosk.heardByPortal('GET /v1/pins')).toBe(asked);
		kiosk.press('enter');
		await kiosk.sees(`PIN ${kiosk.pins.pin}`);
		kiosk.press('enter');
		await kiosk.sees(pins.hiddenRecorded);
		await kiosk.seesNot(kiosk.pins.pin);
	}
	expect(kiosk.unwipedSecrets).toBe(0);
	expect(kiosk.betrayals).toEqual([]);
});

test('a person who thinks better of it stays on the screen, and nothing was asked for', async () => {
	await using kiosk = await atPinsInTmux();
	kiosk.press('enter');
	await kiosk.sees(pins.confirmRecorded);
	kiosk.press('escape');
	await kiosk.sees(pins.title, pins.hiddenRecorded);
	expect(kiosk.heardByPortal('GET /v1/pins')).toBe(0);
});
