import { describe, expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { HOLDER_NUMBER, openForm, orderCode, readCaptcha, sendForm } from './login.ts';
import { MuhurdarSession } from './muhurdar-session.ts';

const texts = textsOf('tr');
const { login, refusals, told } = texts;

async function atTheForm(): Promise<MuhurdarSession> {
	const muhurdar = MuhurdarSession.start();
	await openForm(muhurdar);
	return muhurdar;
}

async function atTheCode(): Promise<{ readonly muhurdar: MuhurdarSession; readonly code: string }> {
	const muhurdar = await atTheForm();
	await sendForm(muhurdar);
	return { muhurdar, code: await orderCode(muhurdar) };
}

function pasted(text: string): string {
	return `\u{1B}[200~${text}\u{1B}[201~`;
}

describe('what comes in one write is taken key by key', () => {
	it('a scanned number with its Enter lands in its field, and the keys go to the next one', async () => {
		const muhurdar = await atTheForm();
		muhurdar.pty.type(`${HOLDER_NUMBER}\r`);
		await muhurdar.holds(login.captcha, '', true);
		await muhurdar.holds(login.holderNumber, HOLDER_NUMBER, false);
	});

	it('number, picture and word with their Enters go through the whole form', async () => {
		const muhurdar = await atTheForm();
		const captcha = await readCaptcha(muhurdar);
		muhurdar.pty.type(`${HOLDER_NUMBER}\r${captcha}\rpapatya\r`);
		await muhurdar.says(login.confirmPhoneHow);
	});

	it('a code that is too short is not sent by the Enter behind it', async () => {
		const { muhurdar, code } = await atTheCode();
		muhurdar.pty.type('1234\r');
		await muhurdar.says(refusals['code-incomplete']);
		await muhurdar.pty.shows(new RegExp(`${login.code} +1 2 3 4 _ _`));
		muhurdar.pty.type('\u{15}');
		await muhurdar.pty.shows(new RegExp(`${login.code} +_ _ _ _ _ _`));
		muhurdar.pty.type(`${code}\r`);
		await muhurdar.says(texts.steps[6].title);
	});
});

describe('keys that come before the first screen', () => {
	it('act on it once it stands, and are not echoed into it', async () => {
		const muhurdar = MuhurdarSession.start();
		const { pty } = muhurdar;
		await pty.until('the other screen', () => pty.isOnAlternateScreen || undefined);
		pty.type('1234\r');
		// 4 and Enter behind it are for a portal that is reached by then, or are refused.
		await muhurdar.pty.shows(new RegExp(`${texts.steps[3].title}|${texts.steps[5].title}`));
		expect(pty.screen[0]).toMatch(/^ Mühürdar +DENEME ORTAMI/);
		expect(pty.screen[1]).toBe('─'.repeat(80));
	});

	it('wait for it also where they came before it was opened', async () => {
		const muhurdar = MuhurdarSession.start();
		const { pty } = muhurdar;
		await pty.until('the word of the shell', () => pty.raw.includes('tty=') || undefined);
		pty.type('1');
		await muhurdar.says(texts.steps[1].title);
		expect(pty.screen[0]).toMatch(/^ Mühürdar +DENEME ORTAMI/);
	});
});

describe('a paste', () => {
	it('never presses Enter, whatever line ends are in it', async () => {
		const muhurdar = await atTheForm();
		muhurdar.pty.type(pasted(`\r\n${HOLDER_NUMBER}\r\n`));
		await muhurdar.holds(login.holderNumber, HOLDER_NUMBER, true);
		muhurdar.pty.type('\t');
		muhurdar.pty.type(pasted('K7\nM\rX'));
		await muhurdar.holds(login.captcha, 'K7MX', true);
	});

	it('brings no control into the picture: escape codes arrive as the harmless rest of their text', async () => {
		const muhurdar = await atTheForm();
		muhurdar.press('tab');
		muhurdar.pty.type(pasted('\u{1B}[2J\u{7}K\u{202E}7\u{9B}3J'));
		await muhurdar.holds(login.captcha, '[2JK73J', true);
		expect(muhurdar.pty.screen[0]).toMatch(/^ Mühürdar/);
		expect(muhurdar.pty.text).toContain(login.holderNumber);
	});

	it('fills the code only as a whole, and does not send it', async () => {
		const { muhurdar, code } = await atTheCode();
		muhurdar.pty.type(pasted('12a4'));
		await muhurdar.says(refusals['paste-not-here']);
		muhurdar.pty.type(pasted(`${code.slice(0, 3)} ${code.slice(3)}\r\n`));
		await muhurdar.pty.shows(new RegExp(`${login.code} +${Array.from(code).join(' ')}`));
		muhurdar.press('enter');
		await muhurdar.says(texts.steps[6].title);
	});

	it('is refused where there is no field', async () => {
		const muhurdar = MuhurdarSession.start();
		await muhurdar.says(texts.start.title);
		muhurdar.pty.type(pasted('q'));
		await muhurdar.says(refusals['paste-not-here']);
	});
});

describe('function keys', () => {
	it('act in the middle of a field, and one without a meaning says so', async () => {
		const muhurdar = await atTheForm();
		const first = await readCaptcha(muhurdar);
		muhurdar.press('f5');
		await muhurdar.says(told['captcha-renewed']);
		await readCaptcha(muhurdar, first);
		muhurdar.press('f6');
		await muhurdar.says(login.resetTitle);
		muhurdar.press('escape');
		await muhurdar.says(texts.steps[5].title);
		await muhurdar.holds(login.securityWord, '', false);
		// F7.
		muhurdar.pty.type('\u{1B}[18~');
		await muhurdar.says(refusals['no-such-key']);
		muhurdar.press('f3');
		await muhurdar.says(texts.details.title);
		muhurdar.press('f3');
		// The number of the card in the reader is there already.
		await muhurdar.holds(login.captcha, '', true);
	});
});

describe('Turkish letters', () => {
	it('arrive as they were typed, also decomposed and cut in the middle of their bytes', async () => {
		const muhurdar = await atTheForm();
		muhurdar.press('tab');
		muhurdar.pty.type('ığİş');
		await muhurdar.holds(login.captcha, 'ığİş', true);
		const [first, ...rest] = Buffer.from('Ç');
		muhurdar.pty.type(Uint8Array.of(first ?? 0));
		muhurdar.pty.type(Uint8Array.from(rest));
		await muhurdar.holds(login.captcha, 'ığİşÇ', true);
		muhurdar.press('backspace', 'backspace');
		await muhurdar.holds(login.captcha, 'ığİ', true);
		muhurdar.pty.type('I\u{307}s\u{327}');
		await muhurdar.holds(login.captcha, 'ığİİş', true);
		muhurdar.press('backspace', 'backspace');
		await muhurdar.holds(login.captcha, 'ığİ', true);
	});

	it('open the account whose security word has an ı', async () => {
		const muhurdar = await atTheForm();
		const captcha = await readCaptcha(muhurdar);
		muhurdar.pty.type(`1234567890\r${captcha}\rıhlamur\r`);
		await muhurdar.says(login.confirmPhoneHow);
		await muhurdar.pty.shows(/42 numarasına/);
	});

	it('make another word without the ı: nothing is folded', async () => {
		const muhurdar = await atTheForm();
		const captcha = await readCaptcha(muhurdar);
		muhurdar.pty.type(`1234567890\r${captcha}\rihlamur\r`);
		await muhurdar.says(texts.problems['credentials-wrong'](2));
		await muhurdar.holds(login.holderNumber, '1234567890', false);
		await muhurdar.holds(login.securityWord, '', false);
		await readCaptcha(muhurdar, captcha);
	});
});
