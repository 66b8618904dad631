import { expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { withoutSigns } from '#ui';
import { HOLDER_NUMBER } from './login.ts';
import { MuhurdarSession } from './muhurdar-session.ts';
import type { PtySession } from './pty-session.ts';

const SEED = 20_140_828;
const WRONG_PIN = '111222';
const HOLDER_TITLE = 'Şeker Çiçeği Sanayi A.Ş.';
const texts = textsOf('tr');
const { cardPin, keys, login, menu, method, quit, signatureLogin, start, steps } = texts;

it('E-İmzalı Giriş is walked in lines: a wrong PIN, the right one, and the menu of the holder', async () => {
	const { pty } = MuhurdarSession.start({ args: ['--plain', '--seed', String(SEED)], rows: 600 });
	const says = listenTo(pty);
	const sends = (line: string): void => pty.type(`${line}\r`);

	await openForm(pty, says);
	sends(HOLDER_NUMBER);
	await says(signatureLogin.whatIsSigned);
	const [, pin = ''] = await pty.shows(/ilk PIN'i: (\d{6})/);
	await says(`${cardPin.fields.pin} >`);
	const before = pty.raw.length;
	sends(WRONG_PIN);
	await says(signatureLogin.wrong.what);
	sends('');
	await says(signatureLogin.certificates);
	sends('');
	await says(signatureLogin.whatIsSigned);
	await says(`${cardPin.pinTries} ${cardPin.tries.exactly(2)}`);
	await says(`${cardPin.fields.pin} >`);
	const hintsAgain = pty.raw.slice(before).split(pin).length;
	sends(pin);
	await says(`== ${steps[6].title} ==`);
	await says(menu.entries['pin-view']);

	// What is typed is not written; the sandbox's hint is.
	expect(pty.raw.slice(before)).not.toContain(WRONG_PIN);
	expect(pty.raw.slice(before).split(pin)).toHaveLength(hintsAgain);
	sends('q');
	await says(quit.title);
	sends('');
	expect(await pty.ended()).toBe(0);
	// Only what a terminal does with a line: no cursor is moved, no screen changed, no mode switched.
	expect(pty.raw.replaceAll('\b \b', '')).not.toMatch(/[^\P{Cc}\r\n]/u);
	expect(pty.raw).toMatch(/kod=0/);
});

it('the seal is refused in lines, with the reason, and no PIN is asked for', async () => {
	const { pty } = MuhurdarSession.start({ args: ['--plain', '--seed', String(SEED)], rows: 400 });
	const says = listenTo(pty);
	await openForm(pty, says);
	pty.type(HOLDER_NUMBER);
	await says(`> ${HOLDER_NUMBER}`);
	pty.type('\t');
	await says(`> ${HOLDER_TITLE}`);
	pty.type('\r');
	// In the list it stood before.
	await says(texts.refusals['seal-is-no-person']);
	expect(oneLine(pty.unwrappedText)).not.toContain(oneLine(withoutSigns(signatureLogin.whatIsSigned)));
});

type Says = (sentence: string) => Promise<true>;

/** Waits for sentences one behind the other, however they are broken into lines. */
function listenTo(pty: PtySession): Says {
	let heard = 0;
	return (sentence) =>
		pty.until(sentence, () => {
			const at = oneLine(pty.unwrappedText).indexOf(oneLine(withoutSigns(sentence)), heard);
			heard = at === -1 ? heard : at + 1;
			return at === -1 ? undefined : true;
		});
}

/** From the start to the form, with both cards in. */
async function openForm(pty: PtySession, says: Says): Promise<void> {
	await says(start.title);
	await says(start.hints.portal);
	pty.type('4\r');
	await says(method.signatureWhy);
	pty.type(`${keys.down}\r`);
	await says(`> ${method.signature}`);
	pty.type('\r');
	await says(signatureLogin.title);
	await says('Gülşen Işık');
	await says(`${login.holderNumber} >`);
}

function oneLine(text: string): string {
	return text.replaceAll(/\s+/gu, ' ');
}
