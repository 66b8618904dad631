import { expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { withoutSigns } from '#ui';
import { createCaptchaSource } from '../../src/sandbox/portal/index.ts';
import { createRandomSource } from '../../src/sandbox/random.ts';
import { HOLDER_NUMBER, revealPin, SECURITY_WORD } from './login.ts';
import { MuhurdarSession } from './muhurdar-session.ts';

const { steps, start, login, menu } = textsOf('tr');
const SEED = 20_140_828;
const PICTURE = createCaptchaSource(createRandomSource(SEED)).next().text;

it.each([
	['xterm-256color', true],
	['screen-256color', true],
	['linux', false],
	['vt100', false],
] as const)('the six steps are walked on a terminal of the kind %s', async (kind, hasSigns) => {
	const muhurdar = MuhurdarSession.start({ args: ['--seed', String(SEED)], env: { TERM: kind } });
	const { pty } = muhurdar;
	const says = (sentence: string) => muhurdar.says(hasSigns ? sentence : withoutSigns(sentence));
	await says(start.hints.portal);
	await says(start.goOn(steps[4].title));
	for (const step of [1, 2, 3, 4] as const) {
		pty.type(String(step));
		await says(steps[step].title);
	}
	muhurdar.press('enter');
	await says(steps[5].title);
	await pty.until('the picture', () => !pty.text.includes('Resim bekleniyor') || undefined);
	pty.type(`${HOLDER_NUMBER}\t${PICTURE}\t${SECURITY_WORD}\r`);
	await says(login.confirmPhoneHow);
	muhurdar.press('enter');
	const [, code = ''] = await pty.shows(/Onay kodunuz ([\d ]*\d)/);
	pty.type(`${code.replaceAll(' ', '')}\r`);
	await says(menu.entries['pin-view']);
	await pty.until('the certificates', () => pty.text.includes('SIGN0') || undefined);
	muhurdar.press('enter');
	await revealPin(muhurdar, (sentence) => (hasSigns ? sentence : withoutSigns(sentence)));
	pty.type('q');
	await says(textsOf('tr').quit.how);
	muhurdar.press('enter');
	expect(await muhurdar.endsClean()).toEqual({ exitCode: 0, told: '' });
	// Lines, blocks, ticks and dots.
	const signs = /[\u{2190}-\u{21FF}\u{2500}-\u{25FF}\u{2600}-\u{27BF}\u{2022}]/u;
	expect(signs.test(pty.raw)).toBe(hasSigns);
	expect(pty.raw).not.toContain('\u{1B}]52');
});
