import { expect, it } from 'vitest';
import { textsOf } from '#i18n';
import { HOLDER_NUMBER, openForm, readCaptcha } from './login.ts';
import { MuhurdarSession } from './muhurdar-session.ts';

const tr = textsOf('tr');
const en = textsOf('en');

it('language, help and warnings change nothing of what was typed', async () => {
	const muhurdar = MuhurdarSession.start();
	const { pty } = muhurdar;
	await openForm(muhurdar);
	const captcha = await readCaptcha(muhurdar);
	pty.type(`${HOLDER_NUMBER}\r${captcha}`);

	muhurdar.press('f2');
	await muhurdar.says(en.steps[5].title);
	await muhurdar.holds(en.login.holderNumber, HOLDER_NUMBER, false);
	await muhurdar.holds(en.login.captcha, captcha, true);
	expect(pty.screen[0]).toContain(`${en.sandboxBadge} · EN · `);
	await muhurdar.isRaw();

	muhurdar.press('f1');
	await muhurdar.says(en.help.title);
	await muhurdar.says(en.help.here);
	await muhurdar.isRaw();
	muhurdar.press('f2');
	await muhurdar.says(tr.help.here);
	pty.type('u');
	await muhurdar.says(tr.warnings.intro);
	expect(pty.screen[0]).toContain('DENEME ORTAMI');
	await muhurdar.isRaw();
	muhurdar.press('escape');

	await muhurdar.says(tr.steps[5].title);
	await muhurdar.holds(tr.login.holderNumber, HOLDER_NUMBER, false);
	await muhurdar.holds(tr.login.captcha, captcha, true);
	expect(await readCaptcha(muhurdar)).toBe(captcha);
});

it('a card that is pulled in the middle of the form unticks step 1, and ticks it again when it comes back', async () => {
	// Readers of this machine, if it has any, are left out of it.
	const muhurdar = MuhurdarSession.start({ args: ['--reader', 'DENEME'] });
	const { pty } = muhurdar;
	await openForm(muhurdar);
	pty.type(`${HOLDER_NUMBER}\r`);
	await muhurdar.holds(tr.login.captcha, '', true);

	muhurdar.press('f9');
	await muhurdar.unticks(1);
	await pty.shows(new RegExp(`○ ${tr.status.cardNone}`));
	await muhurdar.holds(tr.login.holderNumber, HOLDER_NUMBER, false);
	await muhurdar.ticks(3, 4);

	muhurdar.press('f9');
	await muhurdar.ticks(1, 2, 3, 4);
	await pty.shows(/● AKİS v1\.0/);
	await muhurdar.holds(tr.login.holderNumber, HOLDER_NUMBER, false);
});
