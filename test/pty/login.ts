import { textsOf } from '#i18n';
import { largeNumbersIn } from '../flows/large-numbers.ts';
import { readCaptchaOn } from './captcha-on-screen.ts';
import type { MuhurdarSession } from './muhurdar-session.ts';

const { steps, login, pins } = textsOf('tr');

/** Of a PIN that the sandbox makes. */
const PIN_DIGITS = 6;

/** The holder whose card is in the sandbox's reader, as the screen itself tells a newcomer. */
export const HOLDER_NUMBER = '4540536920';
export const SECURITY_WORD = 'papatya';

/** From the start screen to the form of step 5, on which the picture stands. */
export async function openForm(muhurdar: MuhurdarSession): Promise<void> {
	await muhurdar.ticks(1, 2, 3);
	muhurdar.pty.type('4');
	await muhurdar.says(steps[4].title);
	muhurdar.press('enter');
	await muhurdar.says(steps[5].title);
	await readCaptcha(muhurdar);
}

/** The text of the picture that stands on the screen, once it does. */
export function readCaptcha(muhurdar: MuhurdarSession, former?: string): Promise<string> {
	return readCaptchaOn(muhurdar.pty, former);
}

/** Fills the form in field by field, as a person does, and sends it. */
export async function sendForm(muhurdar: MuhurdarSession): Promise<void> {
	const captcha = await readCaptcha(muhurdar);
	muhurdar.pty.type(HOLDER_NUMBER);
	muhurdar.press('tab');
	muhurdar.pty.type(captcha);
	muhurdar.press('tab');
	muhurdar.pty.type(SECURITY_WORD);
	muhurdar.press('enter');
	await muhurdar.says(login.confirmPhoneHow);
}

/** Has the code sent and reads it off the sandbox's phone. */
export async function orderCode(muhurdar: MuhurdarSession): Promise<string> {
	muhurdar.press('enter');
	// The message may be on the telephone before the answer that opens the field.
	await muhurdar.pty.shows(new RegExp(login.remaining('\\d:\\d\\d')));
	const [, code = ''] = await muhurdar.pty.shows(/☎ .*Onay kodunuz ([\d ]*\d)/);
	return code.replaceAll(' ', '');
}

/**
 * The PIN, from the screen that hides it: by a second Enter where that is asked for, as it is also wherever the tests
 * themselves run in tmux or a recorder.
 *
 * @param drawn how this terminal draws a sentence
 */
export async function revealPin(
	muhurdar: MuhurdarSession,
	drawn: (sentence: string) => string = (sentence) => sentence,
): Promise<string> {
	const { pty } = muhurdar;
	const isSaying = (sentence: string): boolean => muhurdar.isSaying(drawn(sentence));
	await pty.until('hidden PINs', () => isSaying(pins.hidden) || isSaying(pins.hiddenRecorded) || undefined);
	muhurdar.press('enter');
	await pty.until('an answer', () => isSaying(pins.confirmRecorded) || pinOn(pty.text) || undefined);
	if (isSaying(pins.confirmRecorded)) {
		muhurdar.press('enter');
	}
	return pty.until('a PIN', () => pinOn(pty.text));
}

/** The PIN in large digits on this screen. */
export function pinOn(screen: string): string | undefined {
	return largeNumbersIn(screen.split('\n')).find((number) => number.length === PIN_DIGITS);
}
