import { expect } from 'vitest';
import { textsOf } from '#i18n';
import { flow, HOLDER, type Kiosk } from './kiosk.ts';
import { walkToCode, walkToPhone } from './login-walk.ts';

const { login, problems, refusals, told, steps } = textsOf('tr');

/** As long as the code and another one. */
function other(code: string): string {
	return code.replaceAll(/\d/gu, (digit) => String((Number(digit) + 1) % 10));
}

function typesCode(kiosk: Kiosk, code: string): void {
	kiosk.typesSecret(code);
	kiosk.press('enter');
}

flow(
	'a wrong code empties the field and tells the tries left; the right one opens the menu',
	async (kiosk) => {
		await walkToCode(kiosk);
		const code = await kiosk.readsPhone();
		typesCode(kiosk, other(code));
		await kiosk.sees(problems['code-wrong'](2), '_ _ _ _ _ _');
		expect(kiosk.unwipedSecrets).toBe(0);
		typesCode(kiosk, code);
		await kiosk.sees(steps[6].title, HOLDER.title);
	},
);

flow('a wrong code three times goes back to the form with the number', async (kiosk) => {
	await walkToCode(kiosk);
	const wrong = other(await kiosk.readsPhone());
	typesCode(kiosk, wrong);
	await kiosk.sees(problems['code-wrong'](2));
	typesCode(kiosk, wrong);
	await kiosk.sees(problems['code-wrong'](1));
	typesCode(kiosk, wrong);
	await kiosk.sees(problems['login-locked'](undefined, 300), steps[5].title, HOLDER.number);
});

flow(
	'a code is not sent again too early; later it is, and the former one no longer counts',
	async (kiosk) => {
		await walkToCode(kiosk);
		const first = await kiosk.readsPhone();
		await kiosk.later(59);
		kiosk.press('f7');
		await kiosk.sees(refusals['resend-too-early'], login.resendIn('0:01'));
		expect(kiosk.heardByPortal('POST /v1/logins/…/sms')).toBe(1);
		await kiosk.later(1);
		await kiosk.sees(login.resendNow);
		kiosk.press('f7');
		await kiosk.sees(told['code-sent-again'], login.remaining('3:00'));
		const second = await kiosk.readsPhone();
		expect(second).not.toBe(first);
		typesCode(kiosk, first);
		await kiosk.sees(problems['code-wrong'](2));
		typesCode(kiosk, second);
		await kiosk.sees(steps[6].title, HOLDER.title);
	},
);

flow('a code that came too late is refused, and a new one is good', async (kiosk) => {
	await walkToCode(kiosk);
	const late = await kiosk.readsPhone();
	await kiosk.later(180);
	await kiosk.sees(login.codeExpired);
	typesCode(kiosk, late);
	await kiosk.sees(problems['code-expired'](), '_ _ _ _ _ _');
	kiosk.press('f7');
	await kiosk.sees(told['code-sent-again']);
	typesCode(kiosk, await kiosk.readsPhone());
	await kiosk.sees(steps[6].title, HOLDER.title);
});

flow('a login that was left lying goes back to the form with the number', async (kiosk) => {
	await walkToPhone(kiosk);
	await kiosk.later(600);
	kiosk.press('enter');
	await kiosk.sees(problems['login-expired'](), steps[5].title, HOLDER.number);
	await kiosk.readsPicture();
});

flow('a phone that is not mine is given up with Esc before anything is sent to it', async (kiosk) => {
	await walkToPhone(kiosk);
	kiosk.press('escape');
	await kiosk.sees(steps[5].title, HOLDER.number);
	expect(kiosk.heardByPortal('POST /v1/logins/…/sms')).toBe(0);
});
