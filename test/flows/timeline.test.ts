import { expect } from 'vitest';
import { textsOf } from '#i18n';
import { SecretText } from '#text';
import { createVirtualAkisCard } from '../../src/sandbox/card/index.ts';
import { issueSeal } from '../unit/card/pin/virtual-stage.ts';
import { flow, type Kiosk } from './kiosk.ts';
import { walkToPin } from './login-walk.ts';

const { cardPin, menu, refusals, timeline } = textsOf('tr');

/** From the card's screen: the PIN is tried, and Esc leads back. */
async function testPin(kiosk: Kiosk, pin: string): Promise<void> {
	kiosk.types('1p');
	await kiosk.sees(cardPin.title);
	kiosk.press('enter');
	await kiosk.sees(cardPin.once);
	kiosk.typesSecret(pin);
	kiosk.press('enter');
	await kiosk.sees(cardPin.goOn);
	kiosk.press('enter');
	kiosk.press('escape');
}

flow('an act with the card stands in its timeline, and the card pulled meanwhile', async (kiosk) => {
	await testPin(kiosk, '117283');
	await testPin(kiosk, kiosk.pins.pin);
	kiosk.types('n');
	await kiosk.sees(
		timeline.title,
		timeline.inserted,
		`${cardPin.acts['verify-pin']} · ${timeline.cardRefused}`,
	);
	kiosk.stillSees(`${cardPin.acts['verify-pin']} · ${cardPin.done['verify-pin'].what}`);
	await kiosk.pullsCard();
	await kiosk.sees(timeline.removed);
	kiosk.types('/');
	kiosk.types('kabul etmedi');
	await kiosk.sees(timeline.cardRefused);
	await kiosk.seesNot(timeline.removed);
	kiosk.press('escape');
	kiosk.press('escape');
	await kiosk.seesNot(timeline.title);
	kiosk.types('n');
	await kiosk.sees(refusals['no-certificate']);
	expect(kiosk.betrayals).toEqual([]);
});

flow('a session at the portal stands in it, with the PINs that were looked at', async (kiosk) => {
	await walkToPin(kiosk);
	kiosk.press('escape');
	await kiosk.sees(menu.explained['pin-view']);
	kiosk.types('n');
	await kiosk.sees(timeline.title, timeline.pinsGiven, timeline.sessionBegun('Şifreli Giriş'));
	await kiosk.seesNot(timeline.cardUnknown);
	kiosk.press('escape');
	await kiosk.sees(menu.explained['pin-view']);
	expect(kiosk.betrayals).toEqual([]);
});

flow('the next run still knows, and another card does not', async (kiosk) => {
	await testPin(kiosk, kiosk.pins.pin);
	kiosk.types('n');
	await kiosk.sees(cardPin.done['verify-pin'].what);
	await using next = await kiosk.nextRun();
	next.types('1n');
	await next.sees(timeline.title, timeline.inserted, cardPin.done['verify-pin'].what, timeline.cardUnknown);

	await using other = await kiosk.nextRun([]);
	const seal = await issueSeal();
	await other.putsIn(
		createVirtualAkisCard({
			product: 'v1.0',
			serial: Uint8Array.of(9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9),
			objects: [seal.signing, seal.encryption],
			pin: SecretText.of('471108'),
			puk: SecretText.of('99887766'),
		}),
	);
	other.types('1n');
	await other.sees(timeline.title, timeline.inserted);
	await other.seesNot(cardPin.done['verify-pin'].what);
});
