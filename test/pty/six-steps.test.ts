import { expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { HOLDER_NUMBER, orderCode, readCaptcha, revealPin, SECURITY_WORD } from './login.ts';
import { MuhurdarSession } from './muhurdar-session.ts';

const texts = textsOf('tr');

it('the six steps are walked by keyboard alone, from the first screen to the PIN, at 80x24', async () => {
	const muhurdar = MuhurdarSession.start();
	const { pty } = muhurdar;

	// The start: what needs no person ticks itself.
	await muhurdar.says(texts.start.title);
	const unlabelled: string[] = [];
	const stopWatching = pty.onFrame(() => {
		if (!/^ Mühürdar +DENEME ORTAMI · TR · \d\d:\d\d $/.test(pty.screen[0] ?? '')) {
			unlabelled.push(pty.text);
		}
	});
	await muhurdar.ticks(1, 2, 3);
	await muhurdar.says(texts.start.sandbox);
	await muhurdar.isRaw();

	// 1: the card in the reader.
	pty.type('1');
	await muhurdar.says(texts.steps[1].title);
	await muhurdar.says(texts.card.slot.seal);
	expect(pty.text).toContain('Şeker Çiçeği Sanayi A.Ş.');
	expect(pty.text).toContain(`VKN ${HOLDER_NUMBER}`);
	expect(pty.text).toMatch(/İmza +SIGN0/);
	expect(pty.text).toMatch(/Şifreleme +ENCR0/);
	await muhurdar.isRaw();

	// 2: the driver.
	muhurdar.press('enter');
	await muhurdar.says(texts.steps[2].title);
	await muhurdar.isRaw();

	// 3: the portal.
	muhurdar.press('enter');
	await muhurdar.says(texts.steps[3].title);
	await muhurdar.says(texts.portal.reached);
	expect(pty.text).toMatch(/http:\/\/127\.0\.0\.1:\d+\//);
	await muhurdar.isRaw();

	// 4: the way to log in.
	muhurdar.press('enter');
	await muhurdar.says(texts.steps[4].title);
	await muhurdar.isRaw();

	// 5: number, picture and word, then the code.
	muhurdar.press('enter');
	await muhurdar.says(texts.steps[5].title);
	await muhurdar.ticks(1, 2, 3, 4);
	const captcha = await readCaptcha(muhurdar);
	await muhurdar.isRaw();
	pty.type(HOLDER_NUMBER);
	muhurdar.press('tab');
	await pty.shows(new RegExp(`${texts.login.holderNumber} +${HOLDER_NUMBER} +✓`));
	pty.type(captcha);
	muhurdar.press('tab');
	await pty.shows(new RegExp(`${texts.login.captcha} +${captcha}`));
	pty.type(SECURITY_WORD);
	await pty.shows(new RegExp(`${texts.login.securityWord} +${'•'.repeat(SECURITY_WORD.length)}_`));
	muhurdar.press('enter');
	await muhurdar.says(texts.login.confirmPhoneHow);
	await muhurdar.isRaw();
	const code = await orderCode(muhurdar);
	await muhurdar.isRaw();
	pty.type(code);
	await pty.shows(new RegExp(`${texts.login.code} +${Array.from(code).join(' ')}`));
	muhurdar.press('enter');

	// 6: the menu, whose cursor stands where the newcomer wants to go.
	await muhurdar.says(texts.steps[6].title);
	await muhurdar.ticks(1, 2, 3, 4, 5);
	await pty.shows(/SIGN0 +◆ +geçerli/);
	await pty.shows(/ENCR0 +◆ +geçerli/);
	await pty.shows(new RegExp(`▸ ${texts.menu.entries['pin-view']}`));
	await muhurdar.isRaw();
	muhurdar.press('enter');
	await muhurdar.says(texts.pins.title);
	await pty.shows(/PIN +••••••/);
	await muhurdar.isRaw();
	const pin = await revealPin(muhurdar);
	const [, puk = ''] = await pty.shows(/PUK +(\d{8})\b/);
	await muhurdar.ticks(1, 2, 3, 4, 5, 6);
	await muhurdar.isRaw();

	// The PIN hides itself: nobody presses anything here.
	await muhurdar.says(texts.told['pins-hidden']);
	expect(pty.text).not.toContain(pin);
	expect(pty.text).not.toContain(puk);
	await muhurdar.isRaw();

	// Leaving asks, because a session is open.
	pty.type('q');
	await muhurdar.says(texts.quit.body);
	await muhurdar.isRaw();
	stopWatching();
	muhurdar.press('enter');
	expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });
	// On every frame that was drawn in between, not only where this test looked.
	expect(unlabelled).toEqual([]);
});
