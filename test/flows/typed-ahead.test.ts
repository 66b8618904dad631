import { expect } from 'vitest';
import { textsOf } from '#i18n';
import { flow, HOLDER, type Kiosk } from './kiosk.ts';
import { openForm, walkToCode, walkToMenu, walkToPhone } from './login-walk.ts';

/* What is typed between the message on the phone and the portal's answer. */

const { login, operation, problems, refusals, told, steps, update } = textsOf('tr');

const SMS = 'POST /v1/logins/…/sms';
const CONFIRMATION = 'POST /v1/logins/…/code';

/** Asks for the code; the portal's answer arrives only after `act`, which is given the code on the phone. */
function codeOvertakesAnswer(
	kiosk: Kiosk,
	act: (code: string) => Promise<void> | void,
	{ what = SMS, messages = 1 } = {},
): Promise<void> {
	return new Promise((resolve) => {
		kiosk.beforePortalAnswers(what, async () => {
			await act(await kiosk.readsPhoneEarly(messages));
			resolve();
		});
		kiosk.press('enter');
	});
}

flow('a code and Enter that are typed before the field opens open the session', async (kiosk) => {
	await walkToPhone(kiosk);
	await codeOvertakesAnswer(kiosk, (code) => {
		kiosk.types(code);
		kiosk.stillSees(login.sendingCode(0), '• • • • • • _');
		kiosk.press('enter');
		kiosk.stillSees(told['code-sent-when-open']);
		expect(kiosk.heardByPortal(CONFIRMATION)).toBe(0);
	});
	await kiosk.sees(steps[6].title, HOLDER.title);
	expect(kiosk.heardByPortal(CONFIRMATION)).toBe(1);
	expect(kiosk.unwipedSecrets).toBe(0);
});

flow('half a code that is typed ahead stands in the field, and the rest is typed there', async (kiosk) => {
	await walkToPhone(kiosk);
	let rest = '';
	await codeOvertakesAnswer(kiosk, (code) => {
		kiosk.types(code.slice(0, 3));
		rest = code.slice(3);
	});
	await kiosk.sees('• • • _ _ _', login.remaining('3:00'));
	kiosk.types(rest);
	kiosk.press('enter');
	await kiosk.sees(steps[6].title, HOLDER.title);
});

flow('Enter after half a code is answered as in the open field, and nothing is sent', async (kiosk) => {
	await walkToPhone(kiosk);
	await codeOvertakesAnswer(kiosk, (code) => {
		kiosk.types(code.slice(0, 3));
		kiosk.press('enter');
	});
	await kiosk.sees('• • • _ _ _', refusals['code-incomplete']);
	expect(kiosk.heardByPortal(CONFIRMATION)).toBe(0);
});

flow(
	'more digits than the code has are not cut to fit: they are wiped, and nothing is sent',
	async (kiosk) => {
		await walkToPhone(kiosk);
		await codeOvertakesAnswer(kiosk, (code) => {
			kiosk.types(`${code}7`);
			kiosk.press('enter');
		});
		await kiosk.sees('_ _ _ _ _ _', refusals['typed-ahead-too-long']);
		expect(kiosk.heardByPortal(CONFIRMATION)).toBe(0);
		expect(kiosk.unwipedSecrets).toBe(0);
	},
);

flow('letters, a ninth digit and what follows Enter are refused with a reason', async (kiosk) => {
	await walkToPhone(kiosk);
	await codeOvertakesAnswer(kiosk, (code) => {
		kiosk.types('q');
		kiosk.stillSees(refusals['digits-only']);
		kiosk.press('enter');
		kiosk.stillSees(refusals['waiting-for-answer']);
		kiosk.press('backspace');
		kiosk.stillSees(refusals['nothing-to-erase']);
		kiosk.types('12345678');
		kiosk.types('9');
		kiosk.stillSees(refusals['field-full']);
		kiosk.press('u', { ctrl: true });
		kiosk.stillSees('SMS Onay Kodu _');
		kiosk.types(code);
		kiosk.press('enter');
		kiosk.types('1');
		kiosk.stillSees(refusals['waiting-for-answer']);
	});
	await kiosk.sees(steps[6].title, HOLDER.title);
});

flow('Esc gives up the code and wipes what was typed at it', async (kiosk) => {
	await walkToPhone(kiosk);
	await codeOvertakesAnswer(kiosk, (code) => {
		kiosk.types(code);
		kiosk.press('escape');
	});
	await kiosk.sees(steps[5].title, HOLDER.number);
	expect(kiosk.state.typedAhead).toBeUndefined();
	expect(kiosk.unwipedSecrets).toBe(0);
});

flow('an answer that opens no field wipes what was typed at it', async (kiosk) => {
	await walkToPhone(kiosk);
	kiosk.lineBreaksAfter(SMS);
	await codeOvertakesAnswer(kiosk, (code) => {
		kiosk.types(code);
		kiosk.press('enter');
	});
	await kiosk.sees(problems.unreachable(), login.confirmPhoneHow);
	expect(kiosk.heardByPortal(CONFIRMATION)).toBe(0);
	expect(kiosk.unwipedSecrets).toBe(0);
});

flow('a second code that is typed before its answer takes the place of the first', async (kiosk) => {
	await walkToCode(kiosk);
	kiosk.types('12');
	await kiosk.later(60);
	await new Promise<void>((resolve) => {
		kiosk.beforePortalAnswers(SMS, async () => {
			kiosk.types(await kiosk.readsPhoneEarly(2));
			kiosk.stillSees('• • • • • •', login.sendingCode(0));
			resolve();
		});
		kiosk.press('f7');
	});
	await kiosk.sees(told['code-sent-again'], '• • • • • •');
	kiosk.press('enter');
	await kiosk.sees(steps[6].title, HOLDER.title);
	expect(kiosk.unwipedSecrets).toBe(0);
});

flow(
	'for a forgotten word, Enter leads to the new word, and no further character goes there',
	async (kiosk) => {
		await openForm(kiosk);
		kiosk.types(HOLDER.number);
		kiosk.press('f6');
		await kiosk.sees(login.resetHow);
		kiosk.types(await kiosk.readsPicture());
		kiosk.press('enter');
		await kiosk.sees(login.confirmPhoneHow);
		await codeOvertakesAnswer(
			kiosk,
			(code) => {
				kiosk.types(code);
				kiosk.press('enter');
				kiosk.types('menekşe');
				kiosk.stillSees(refusals['waiting-for-answer']);
			},
			{ what: 'POST /v1/security-word-resets/…/sms' },
		);
		await kiosk.sees(login.newWordHow);
		await kiosk.seesNot('•');
	},
);

flow('the code of a new phone waits for its field; Enter does not, for it makes a change', async (kiosk) => {
	await walkToMenu(kiosk);
	kiosk.press('up');
	kiosk.press('enter');
	await kiosk.sees(update.rows.save);
	for (let row = 0; row < 4; row++) {
		kiosk.press('tab');
	}
	kiosk.press('enter');
	await kiosk.sees(update.newPhone);
	kiosk.types('5321234567');
	await codeOvertakesAnswer(
		kiosk,
		(code) => {
			kiosk.types(code);
			kiosk.stillSees('• • • • • • _');
			kiosk.press('enter');
			kiosk.stillSees(refusals['enter-when-open']);
		},
		{ what: 'POST /v1/phone-changes', messages: 2 },
	);
	await kiosk.sees('• • • • • •');
	expect(kiosk.heardByPortal('POST /v1/phone-changes/…/code')).toBe(0);
	kiosk.press('enter');
	await kiosk.sees(operation.outcomes.done);
	expect(kiosk.unwipedSecrets).toBe(0);
});
